import type { LineageRole } from '../project/flows.ts';
import type { Paint } from './paint.ts';

export type Direction = 'up' | 'down';

/** Definitions, or what happened to them. */
export interface LineageInText {
  readonly nodes: readonly NodeInText[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly role: string }[];
}

export interface NodeInText {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined of a definition that is referred to and does not exist. */
  readonly file?: string | undefined;
  /** When it was, how many rows it has. */
  readonly detail?: string | undefined;
}

/**
 * Lineage for a terminal: the asset, and under it as indented trees what it is made from (`up`) and what is made from it
 * (`down`). What stands in the tree already is named again, but not unfolded again.
 */
export function lineageText(
  asset: NodeInText,
  lineage: LineageInText,
  directions: readonly Direction[],
  paint: Paint,
): string {
  const blocks = directions.map((direction) => {
    const lines = branches(asset, lineage, direction, paint);
    return lines.length === 0 ? [`nothing ${direction}stream`] : [`${direction}stream`, ...lines];
  });
  return [`${paint.bold(asset.name)} ${paint.dim(`(${kindOf(asset)})`)}`, ...blocks.flat()].join('\n');
}

function branches(asset: NodeInText, { nodes, edges }: LineageInText, direction: Direction, paint: Paint) {
  const [near, far] = direction === 'up' ? (['to', 'from'] as const) : (['from', 'to'] as const);
  const known = new Map(nodes.map((node) => [node.id, node]));
  const next = Map.groupBy(edges, (edge) => edge[near]);
  const unfolded = new Set<string>();
  const lines: string[] = [];
  const unfold = (id: string, depth: number): void => {
    unfolded.add(id);
    for (const edge of next.get(id) ?? []) {
      const node = known.get(edge[far]);
      if (node === undefined) continue;
      const again = unfolded.has(node.id) && next.has(node.id) ? ', see above' : '';
      const detail = node.detail === undefined ? '' : `, ${node.detail}`;
      const about = paint.dim(`(${kindOf(node)}${detail}${missing(node)}${again})`);
      const role = WORDS[direction][edge.role as Role] ?? edge.role;
      lines.push(`${'  '.repeat(depth)}${role} ${paint.bold(node.name)} ${about}`);
      if (!unfolded.has(node.id)) unfold(node.id, depth + 1);
    }
  };
  unfold(asset.id, 1);
  return lines;
}

const kindOf = ({ kind }: NodeInText) => kind.replace('-', ' ');

/** A definition that is referred to and does not exist; data files are nobody's definition. */
function missing({ kind, file }: NodeInText): string {
  return file === undefined && kind !== 'file' ? ', does not exist' : '';
}

/** Beside those of definitions, the roles in what happened. */
type Role = LineageRole | 'trained on' | 'ran' | 'defines' | 'belongs to' | 'predicted' | 'looked up';

/** What an asset does with the one on the branch below it, or what is done to it. */
const WORDS: Readonly<Record<Direction, Readonly<Record<Role, string>>>> = {
  up: {
    reads: 'reads',
    writes: 'written by',
    joins: 'joins',
    'judged by': 'judges',
    'computed by': 'computed by',
    trains: 'trained by',
    baseline: 'to be better than',
    serves: 'serves',
    watches: 'watches',
    'trained on': 'trained on',
    ran: 'run of',
    defines: 'defined by',
    'belongs to': 'holds',
    predicted: 'predicted by',
    'looked up': 'features from',
  },
  down: {
    reads: 'read by',
    writes: 'writes',
    joins: 'joined by',
    'judged by': 'judged by',
    'computed by': 'computes',
    trains: 'trains',
    baseline: 'baseline of',
    serves: 'served by',
    watches: 'watched by',
    'trained on': 'trained',
    ran: 'ran',
    defines: 'defines',
    'belongs to': 'belongs to',
    predicted: 'predicted',
    'looked up': 'features of',
  },
};
