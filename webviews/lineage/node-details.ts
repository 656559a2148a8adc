import type { LineageEdge, LineagePage } from '../../core/views/lineage-page.ts';
import { button } from '../shared/controls.ts';
import { type Child, h, icon } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { iconOf, kindOf, stateOf, titleOf } from './words.ts';

/** What is known of the selected node, what it touches, and what can be done with it. */
export function nodeDetails(
  page: LineagePage,
  id: string,
  host: Host,
  select: (id: string, focus: boolean) => void,
): readonly HTMLElement[] {
  const node = page.nodes.find((candidate) => candidate.id === id);
  if (node === undefined) return [];
  const { target } = node;
  const state = stateOf(node);
  const link = (other: string) =>
    h(
      'button',
      { class: 'link', type: 'button', onclick: () => select(other, true) },
      titleOf(page.nodes.find((n) => n.id === other) ?? other),
    );
  const list = (title: string, edges: readonly LineageEdge[], end: 'from' | 'to'): Child =>
    edges.length > 0 &&
    h(
      'div',
      {},
      h('dt', {}, title),
      h(
        'dd',
        {},
        h(
          'ul',
          {},
          ...edges.map((edge) => h('li', {}, link(edge[end]), h('span', { class: 'muted' }, ` · ${edge.role}`))),
        ),
      ),
    );
  return [
    h('h2', {}, icon(iconOf(node)), node.label),
    h(
      'p',
      { class: `muted outcome-${node.state}` },
      [kindOf(node), node.detail].filter(Boolean).join(' · '),
      state && [' · ', icon(state.icon), ` ${state.word}`],
    ),
    h(
      'dl',
      {},
      list(
        'Comes from',
        page.edges.filter(({ to }) => to === id),
        'from',
      ),
      list(
        'Is used by',
        page.edges.filter(({ from }) => from === id),
        'to',
      ),
    ),
    h(
      'div',
      { class: 'actions' },
      target !== undefined &&
        button('Open Definition', () => host.send({ type: 'open', ...target }), {
          icon: 'go-to-file',
          appearance: 'primary',
        }),
      id !== page.focus &&
        target !== undefined &&
        button('Show Its Lineage', () => host.send({ type: 'lineage', asset: id }), { icon: 'type-hierarchy' }),
    ),
  ];
}
