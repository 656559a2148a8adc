import type { DriftFeature, DriftPage } from '../../core/views/drift-page.ts';
import { h, icon, svg } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { count, measure } from '../shared/words.ts';
import { distanceOf, lookOf } from './verdicts.ts';

const WIDTH = 120;
const HEIGHT = 10;
/** The bar shows up to twice the way to the threshold; what moved farther fills it. */
const FULL = 2;

/** The features, those that moved farthest first; walked with the arrow keys, one stop of the Tab key. */
export function featureList(page: DriftPage, host: Host, choose: (feature: DriftFeature) => void): HTMLElement {
  const buttons = page.features.map((feature) => row(feature));
  let chosen = Math.max(
    0,
    page.features.findIndex(({ feature }) => feature === host.recall('feature')),
  );
  let only = host.recall('only') === 'drifted' ? 'drifted' : 'all';

  const shown = () => buttons.map((_, i) => i).filter((i) => !(buttons[i]?.parentElement?.hidden ?? false));

  function select(index: number, focus = false): void {
    const feature = page.features[index];
    if (feature === undefined) return;
    chosen = index;
    for (const [i, button] of buttons.entries()) {
      button.tabIndex = i === index ? 0 : -1;
      if (i === index) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    if (focus) buttons[index]?.focus();
    host.remember('feature', feature.feature);
    choose(feature);
  }

  for (const [i, button] of buttons.entries()) {
    button.addEventListener('click', () => select(i));
    button.addEventListener('keydown', (event) => {
      const next = neighbour(shown(), i, event.key);
      if (next === undefined) return;
      event.preventDefault();
      select(next, true);
    });
  }

  const items = buttons.map((button) => h('li', {}, button));
  const drifted = page.features.filter((feature) => feature.drifted === true).length;
  const told = h('p', { class: 'unseen', role: 'status' });
  const chips = [
    { name: 'all', label: 'All', amount: page.features.length },
    { name: 'drifted', label: 'Drifted', amount: drifted },
  ].map(({ name, label, amount }) =>
    h(
      'button',
      { class: 'chip', type: 'button', 'data-only': name, onclick: () => filter(name) },
      label,
      h('span', { class: 'amount' }, count(amount)),
    ),
  );

  function filter(next: string): void {
    only = next;
    host.remember('only', only);
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.dataset.only === only));
    for (const [i, item] of items.entries()) item.hidden = only === 'drifted' && page.features[i]?.drifted !== true;
    const left = shown();
    told.textContent = `${left.length} of ${page.features.length} features shown`;
    select(left.includes(chosen) ? chosen : (left[0] ?? chosen));
  }

  filter(only);
  return h(
    'section',
    { class: 'features', 'aria-label': 'Features' },
    h('div', { class: 'chips', role: 'group', 'aria-label': 'Which features' }, ...chips),
    told,
    only === 'drifted' && drifted === 0 ? h('p', { class: 'muted' }, 'No feature drifted.') : undefined,
    h('ul', { class: 'feature-list' }, ...items),
  );
}

function neighbour(shown: readonly number[], index: number, key: string): number | undefined {
  const at = shown.indexOf(index);
  switch (key) {
    case 'ArrowDown':
      return shown[at + 1];
    case 'ArrowUp':
      return shown[at - 1];
    case 'Home':
      return shown[0];
    case 'End':
      return shown.at(-1);
    default:
      return undefined;
  }
}

function row(feature: DriftFeature): HTMLButtonElement {
  const { icon: sign, word, outcome } = lookOf(feature);
  const { score, threshold } = feature;
  return h(
    'button',
    { class: 'feature', type: 'button', 'data-feature': feature.feature },
    h('span', { class: `outcome-${outcome}` }, icon(sign), h('span', { class: 'unseen' }, `${word}: `)),
    h('span', { class: 'name' }, feature.feature),
    bar(distanceOf(feature)),
    h(
      'span',
      { class: 'score numbers' },
      score === undefined ? '–' : measure(score),
      threshold !== undefined && h('span', { class: 'unseen' }, `, threshold ${measure(threshold)}`),
    ),
  );
}

/** How far it moved, with a mark where its threshold is. */
function bar(distance: number | undefined): SVGElement {
  const width = distance === undefined ? 0 : Math.min(1, Math.max(0, distance / FULL)) * WIDTH;
  const threshold = WIDTH / FULL;
  return svg(
    'svg',
    { class: 'score-bar', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' },
    svg('rect', { class: 'track', x: 0, y: 3, width: WIDTH, height: 4 }),
    svg('rect', {
      class: distance !== undefined && distance >= 1 ? 'amount beyond' : 'amount',
      x: 0,
      y: 2,
      width,
      height: 6,
    }),
    distance !== undefined && svg('line', { class: 'threshold', x1: threshold, x2: threshold, y1: 0, y2: HEIGHT }),
  );
}
