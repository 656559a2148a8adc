import type { RolloutPage } from '../../core/views/rollout-page.ts';
import { h, svg } from '../shared/h.ts';
import { shareOf } from '../shared/words.ts';

const WIDTH = 1000;
const HEIGHT = 30;

interface Part {
  readonly role: 'stable' | 'candidate';
  readonly version: number;
  /** 0 to 1. */
  readonly share: number;
}

/** Who answers which share of the requests: as it should be, and as it was in the last minute. */
export function split({ stable, candidate, live, strategy }: RolloutPage): readonly HTMLElement[] {
  if (stable === undefined && candidate === undefined) return [];
  const wanted: readonly Part[] = [
    ...(stable === undefined ? [] : [{ role: 'stable', version: stable.version, share: stable.weight / 100 } as const]),
    ...(candidate === undefined
      ? []
      : [{ role: 'candidate', version: candidate.version, share: candidate.weight / 100 } as const]),
  ];
  const lived = (live?.versions ?? []).filter(({ share }) => share > 0);
  return [
    h(
      'section',
      { class: 'section', 'aria-labelledby': 'split' },
      h('h2', { id: 'split' }, 'Who answers'),
      svg('svg', { class: 'unseen', 'aria-hidden': 'true' }, stripes()),
      h(
        'div',
        { class: 'splits' },
        bar('Wanted', wanted),
        lived.length > 0
          ? bar('Last minute', lived)
          : live !== undefined && h('p', { class: 'muted' }, 'No request came in the last minute.'),
      ),
      strategy === 'shadow' &&
        candidate !== undefined &&
        h('p', { class: 'muted' }, 'The candidate sees every request and answers none of them.'),
    ),
  ];
}

function bar(title: string, parts: readonly Part[]): HTMLElement {
  const inOrder = parts.toSorted((a, b) => b.role.localeCompare(a.role));
  const words = inOrder.map(({ version, role, share }) => `v${version} ${role} ${shareOf(share)}`);
  let x = 0;
  const rects = inOrder.map(({ role, share }) => {
    const width = Math.max(0, Math.min(WIDTH - x, share * WIDTH));
    const rect = svg('rect', {
      class: `part ${role}`,
      x,
      y: 0,
      width,
      height: HEIGHT,
    });
    const end = svg('line', { class: 'part-end', x1: x + width, x2: x + width, y1: 0, y2: HEIGHT });
    x += width;
    return svg('g', {}, rect, end);
  });
  return h(
    'div',
    { class: 'split' },
    h('p', { class: 'split-title' }, title),
    svg(
      'svg',
      {
        class: 'split-bar',
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        preserveAspectRatio: 'none',
        role: 'img',
        'aria-label': `${title}: ${words.join(', ')}`,
      },
      ...rects,
    ),
    h(
      'ul',
      { class: 'split-labels numbers' },
      ...inOrder.map(({ role, version, share }) =>
        h(
          'li',
          { class: role },
          swatch(role),
          h('span', {}, h('strong', {}, shareOf(share)), ` v${version}`),
          h('span', { class: 'muted' }, role),
        ),
      ),
    ),
  );
}

/** The candidate is striped: it can be told from the stable version without its colour. */
function stripes(): SVGElement {
  return svg(
    'pattern',
    { id: 'stripes', width: 9, height: 9, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    svg('rect', { class: 'stripe-ground', width: 9, height: 9 }),
    svg('rect', { class: 'stripe', width: 4.5, height: 9 }),
  );
}

export const swatch = (role: Part['role']) =>
  svg(
    'svg',
    { class: 'swatch', viewBox: '0 0 14 14', 'aria-hidden': 'true' },
    svg('rect', {
      class: `part ${role}`,
      width: 14,
      height: 14,
    }),
  );
