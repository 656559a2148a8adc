import type { LineagePage } from '../../core/views/lineage-page.ts';
import { h } from '../shared/h.ts';
import { connect, type Host } from '../shared/host.ts';
import { edgeTable } from './edge-table.ts';
import { drawGraph } from './graph.ts';
import { layOut } from './layout.ts';
import { nodeDetails } from './node-details.ts';
import { titleOf } from './words.ts';
import { zoomable } from './zoom.ts';
import './lineage.css';

connect<LineagePage>('lineage', draw);

/** What an asset is made from and what is made from it: a graph from left to right, and the same as a table. */
function draw(page: LineagePage, place: HTMLElement, host: Host): void {
  const title = titleOf(page.nodes.find(({ id }) => id === page.focus) ?? page.focus);
  document.title = `Lineage of ${title}`;
  const remembered = host.recall('selected');
  const selected = page.nodes.some(({ id }) => id === remembered) ? (remembered as string) : page.focus;
  const details = h('aside', { class: 'details', 'aria-live': 'polite', 'aria-label': 'Selected asset' });
  const graph = drawGraph(page, layOut(page), {
    selected,
    select(id) {
      host.remember('selected', id);
      details.replaceChildren(...nodeDetails(page, id, host, graph.select));
    },
    open(id) {
      const target = page.nodes.find((node) => node.id === id)?.target;
      if (target !== undefined) host.send({ type: 'open', ...target });
    },
    follow: (asset) => host.send({ type: 'lineage', asset }),
  });
  const view = zoomable(graph);
  place.replaceChildren(
    h(
      'header',
      {},
      h('h1', {}, title),
      h('p', { class: 'muted' }, 'From its sources on the left to its uses on the right.'),
      view.buttons,
    ),
    view.scroller,
    details,
    edgeTable(page, graph.select),
  );
  view.fit();
  graph.select(selected);
}
