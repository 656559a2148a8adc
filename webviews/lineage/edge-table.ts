import type { LineagePage } from '../../core/views/lineage-page.ts';
import { h } from '../shared/h.ts';
import { plural } from '../shared/words.ts';
import { kindOf, titleOf } from './words.ts';

/** The graph as a table: one row for each arrow. */
export function edgeTable({ nodes, edges }: LineagePage, select: (id: string, focus: boolean) => void): HTMLElement {
  const cell = (id: string) => {
    const node = nodes.find((candidate) => candidate.id === id);
    return h(
      'td',
      {},
      h('button', { class: 'link', type: 'button', onclick: () => select(id, true) }, titleOf(node ?? id)),
      node && h('span', { class: 'muted' }, ` ${kindOf(node)}`),
    );
  };
  return h(
    'details',
    { class: 'edges' },
    h('summary', {}, `As a table: ${plural(nodes.length, 'asset')}, ${plural(edges.length, 'connection')}`),
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...['From', 'How', 'To'].map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, ...edges.map(({ from, role, to }) => h('tr', {}, cell(from), h('td', {}, role), cell(to)))),
    ),
  );
}
