import type { Layout, PlacedNode } from './layout.ts';

/** The node that an arrow key leads to: along an edge to the left and right, within a layer up and down. */
export function neighbour(layout: Layout, id: string, key: string): string | undefined {
  const here = layout.nodes.find(({ node }) => node.id === id);
  if (here === undefined) return undefined;
  switch (key) {
    case 'ArrowRight':
      return nearest(
        here,
        nodesAt(layout, (from, to) => (from === id ? to : undefined)),
      );
    case 'ArrowLeft':
      return nearest(
        here,
        nodesAt(layout, (from, to) => (to === id ? from : undefined)),
      );
    case 'ArrowDown':
      return nearest(
        here,
        layer(layout, here).filter(({ y }) => y > here.y),
      );
    case 'ArrowUp':
      return nearest(
        here,
        layer(layout, here).filter(({ y }) => y < here.y),
      );
    case 'Home':
      return layout.nodes.toSorted((a, b) => a.x - b.x || a.y - b.y)[0]?.node.id;
    case 'End':
      return layout.nodes.toSorted((a, b) => b.x - a.x || a.y - b.y)[0]?.node.id;
    default:
      return undefined;
  }
}

function nodesAt(layout: Layout, pick: (from: string, to: string) => string | undefined): readonly PlacedNode[] {
  const ids = new Set(layout.edges.map(({ edge }) => pick(edge.from, edge.to)));
  return layout.nodes.filter(({ node }) => ids.has(node.id));
}

/** Nodes of a layer have one centre line. */
const layer = ({ nodes }: Layout, here: PlacedNode) => nodes.filter(({ x }) => Math.abs(x - here.x) < 1);

function nearest(here: PlacedNode, nodes: readonly PlacedNode[]): string | undefined {
  const distance = ({ x, y }: PlacedNode) => Math.abs(y - here.y) + Math.abs(x - here.x);
  return nodes.toSorted((a, b) => distance(a) - distance(b))[0]?.node.id;
}
