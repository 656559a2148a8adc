import type { LineagePage } from '../../core/views/lineage-page.ts';
import { h, icon, svg } from '../shared/h.ts';
import { neighbour } from './keyboard.ts';
import type { Layout, PlacedEdge, PlacedNode, Point } from './layout.ts';
import { iconOf, kindOf, nodeInWords, stateOf } from './words.ts';

export interface GraphActions {
  readonly selected: string;
  /** Called for each new selection. */
  select(id: string): void;
  open(id: string): void;
  /** Shows the lineage of this asset instead. */
  follow(id: string): void;
}

export interface DrawnGraph {
  readonly element: SVGSVGElement;
  readonly layout: Layout;
  /** Selects a node, brings it into view and, if it is asked to, moves the keyboard there. */
  readonly select: (id: string, focus?: boolean) => void;
}

/** Draws the graph. One node at a time is in the tab order; the arrow keys go from node to node. */
export function drawGraph(page: LineagePage, layout: Layout, actions: GraphActions): DrawnGraph {
  const edges = layout.edges.map((placed) => ({ placed, element: drawEdge(placed) }));
  const buttons = new Map(
    layout.nodes.map((placed) => [placed.node.id, drawNode(placed, placed.node.id === page.focus)]),
  );
  const { width, height } = layout;
  const element = svg(
    'svg',
    {
      class: 'graph',
      viewBox: `0 0 ${width} ${height}`,
      role: 'group',
      'aria-label': 'Lineage graph. The arrow keys go from asset to asset.',
    },
    arrowHead('arrow'),
    arrowHead('arrow-selected'),
    ...edges.map(({ element }) => element),
    ...layout.nodes.map((placed) => place(placed, buttons.get(placed.node.id) as HTMLElement)),
  );

  function select(id: string, focus = false): void {
    for (const [other, button] of buttons) {
      button.tabIndex = other === id ? 0 : -1;
      if (other === id) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    for (const { placed, element } of edges) {
      element.classList.toggle('touched', placed.edge.from === id || placed.edge.to === id);
    }
    const button = buttons.get(id);
    if (focus) button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    actions.select(id);
  }

  for (const [id, button] of buttons) {
    button.addEventListener('click', () => select(id));
    button.addEventListener('dblclick', () => actions.open(id));
    button.addEventListener('keydown', (event) => {
      const next = neighbour(layout, id, event.key);
      if (next !== undefined) select(next, true);
      else if (event.key === 'Enter') actions.open(id);
      else if (event.key === 'l') actions.follow(id);
      else return;
      event.preventDefault();
    });
  }
  return { element, layout, select };
}

function drawNode({ node }: PlacedNode, isFocus: boolean): HTMLButtonElement {
  const state = stateOf(node);
  return h(
    'button',
    { class: isFocus ? 'node focus' : 'node', type: 'button', 'data-id': node.id, title: nodeInWords(node) },
    icon(iconOf(node)),
    h(
      'span',
      { class: 'node-text' },
      h('span', { class: 'label' }, node.label),
      h('span', { class: 'unseen' }, `, ${kindOf(node)}, `),
      node.detail && h('span', { class: 'detail' }, node.detail),
    ),
    state && h('span', { class: `codicon codicon-${state.icon} outcome-${node.state}`, 'aria-hidden': 'true' }),
    state && h('span', { class: 'unseen' }, `, ${state.word}`),
  );
}

function place({ x, y, width, height }: PlacedNode, button: HTMLElement): SVGElement {
  return svg('foreignObject', { x: x - width / 2, y: y - height / 2, width, height }, button);
}

function drawEdge({ edge, points, label }: PlacedEdge): SVGGElement {
  return svg(
    'g',
    { class: 'edge', 'aria-hidden': 'true' },
    svg('path', { d: curve(points) }),
    svg('text', { x: label.x, y: label.y, 'text-anchor': 'middle', dy: '0.32em' }, edge.role),
  );
}

/** A smooth line through all points, horizontal in each of them. */
function curve([first, ...rest]: readonly Point[]): string {
  if (first === undefined) return '';
  let from = first;
  const parts = rest.map((to) => {
    const middle = round((from.x + to.x) / 2);
    const part = `C${middle} ${round(from.y)} ${middle} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
    from = to;
    return part;
  });
  return `M${round(first.x)} ${round(first.y)}${parts.join('')}`;
}

const round = (value: number) => Math.round(value * 10) / 10;

function arrowHead(id: string): SVGElement {
  const head = svg('path', { d: 'M0 0L8 4L0 8z', class: id });
  const at = { viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' };
  return svg('marker', { id, ...at }, head);
}
