import type { ComparisonPage } from '../../core/views/comparison-page.ts';
import { gateList } from '../shared/gate-list.ts';
import { h } from '../shared/h.ts';
import { key, nameOf } from './sides.ts';

/** What had to hold for each version, and whether it did. */
export function gates(page: ComparisonPage): readonly HTMLElement[] {
  const sides = [
    { side: 'a', card: page.left, list: page.gates.flatMap(({ left }) => left) },
    { side: 'b', card: page.right, list: page.gates.flatMap(({ right }) => right) },
  ] as const;
  if (sides.every(({ list }) => list.length === 0)) return [];
  return [
    h(
      'section',
      { class: 'section', 'aria-labelledby': 'gates' },
      h('h2', { id: 'gates' }, 'Gates'),
      h(
        'div',
        { class: 'columns-of-two' },
        ...sides.map(({ side, card, list }) =>
          h('div', {}, h('h3', {}, key(side), ` ${nameOf(card)}`), gateList(list, `Gates of ${nameOf(card)}`)),
        ),
      ),
    ),
  ];
}
