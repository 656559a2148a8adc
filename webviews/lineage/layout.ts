import { Graph, layout } from '@dagrejs/dagre';
import type { LineageEdge, LineageNode, LineagePage } from '../../core/views/lineage-page.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node and its place; `x` and `y` are its centre. */
export interface PlacedNode extends Point {
  readonly node: LineageNode;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly edge: LineageEdge;
  readonly points: readonly Point[];
  /** Where what it means is written. */
  readonly label: Point;
}

export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

const NODE_HEIGHT = 46;
const NARROWEST = 132;
const WIDEST = 260;
/** Icons, gaps and padding beside the text of a node. */
const AROUND_TEXT = 76;
const MARGIN = 16;

/** Layers from left to right; edges never run backwards unless the graph has a cycle. */
export function layOut({ nodes, edges }: LineagePage): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 44, edgesep: 12, marginx: MARGIN, marginy: MARGIN });
  const measure = textMeasure();
  for (const node of nodes) {
    const text = Math.max(measure(node.label, 600), measure(node.detail ?? '', 400) * 0.92);
    const width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, text + AROUND_TEXT)));
    graph.setNode(node.id, { width, height: NODE_HEIGHT });
  }
  for (const { from, to, role } of edges) {
    if (!graph.hasNode(from) || !graph.hasNode(to)) continue;
    graph.setEdge(from, to, { width: measure(role, 400) * 0.9 + 8, height: 14, labelpos: 'c' }, role);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const box = (id: string) => graph.node(id) as Omit<PlacedNode, 'node'>;
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ node, ...box(node.id) })),
    edges: edges.flatMap((edge) => {
      const placed = graph.edge(edge.from, edge.to, edge.role) as { points: Point[]; x: number; y: number } | undefined;
      if (placed === undefined) return [];
      const points = [sideOf(box(edge.from), 1), ...placed.points.slice(1, -1), sideOf(box(edge.to), -1)];
      return [{ edge, points, label: { x: placed.x, y: placed.y } }];
    }),
  };
}

/** Edges leave on the right (1) and arrive on the left (-1). */
const sideOf = ({ x, y, width }: Omit<PlacedNode, 'node'>, side: 1 | -1): Point => ({ x: x + (side * width) / 2, y });

/** Width of a text in the page's own font, in pixels. */
function textMeasure(): (text: string, weight: number) => number {
  const context = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
  const { fontFamily, fontSize } = getComputedStyle(document.body);
  return (text, weight) => {
    context.font = `${weight} ${fontSize} ${fontFamily}`;
    return context.measureText(text).width;
  };
}
