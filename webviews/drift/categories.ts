import type { DriftFeature } from '../../core/views/drift-page.ts';
import { h, svg } from '../shared/h.ts';
import { shareOf } from '../shared/words.ts';

const WIDTH = 300;
const MOST_SHOWN = 12;

/** Categories with a bar for each side, those first that changed most. */
export function categories({ bins, feature }: DriftFeature): HTMLElement {
  const most = Math.max(...bins.flatMap(({ reference, current }) => [reference, current]), 1e-9);
  const byChange = bins.toSorted((a, b) => Math.abs(b.current - b.reference) - Math.abs(a.current - a.reference));
  const shown = byChange.slice(0, MOST_SHOWN);
  const rest = byChange.length - shown.length;
  const head = ['Value', 'Both', 'Reference', 'Current'].map((label) => h('th', { scope: 'col' }, label));
  return h(
    'div',
    {},
    h(
      'table',
      { class: 'categories numbers' },
      h('caption', { class: 'unseen' }, `Values of ${feature}`),
      h('thead', { class: 'unseen' }, h('tr', {}, ...head)),
      h(
        'tbody',
        {},
        ...shown.map(({ label, reference, current }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row', title: label }, label === '' ? '(empty)' : label),
            h('td', { class: 'both' }, bars(reference / most, current / most)),
            h('td', { class: 'number' }, shareOf(reference)),
            h('td', { class: 'number' }, '→ ', shareOf(current)),
          ),
        ),
      ),
    ),
    rest > 0 && h('p', { class: 'muted' }, `${rest} more in the table below.`),
  );
}

const bars = (reference: number, current: number) =>
  svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} 22`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', {
      class: 'reference',
      x: 0,
      y: 1,
      width: Math.max(1, reference * WIDTH),
      height: 9,
    }),
    svg('rect', { class: 'current', x: 0.5, y: 12, width: Math.max(1, current * (WIDTH - 1)), height: 8 }),
  );
