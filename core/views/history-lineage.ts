import type { Project } from '../project/project.ts';
import { listAssets } from '../registry/assets.ts';
import { type Edge, edgesAlong, type LineageNode as Node } from '../registry/edges.ts';
import { findRun } from '../registry/runs.ts';
import type { Queries } from '../registry/store.ts';
import { codeOf } from './history-code.ts';
import { drawNode, exists } from './history-nodes.ts';
import type { LineageEdge, LineagePage } from './lineage-page.ts';

export interface HistoryQuestion {
  readonly project: Project;
  readonly db: Queries;
  /** A commit, a run, a training dataset, a model version, a deployment; or something that `also` leads to. */
  readonly start: Node;
  /** By default both. */
  readonly only?: 'up' | 'down';
  /** Edges that the registry does not keep: those of one prediction. */
  readonly also?: readonly Edge[];
}

/**
 * What really happened around something: which rows, runs and code it came from, and what came of it. Definitions say
 * what should happen; this is the registry's record. Undefined where the registry does not know it.
 */
export function historyLineage({ project, db, start, only, also = [] }: HistoryQuestion): LineagePage | undefined {
  const around = (from: Node) => [
    ...(only === 'down' ? [] : edgesAlong(db, from, 'up')),
    ...(only === 'up' ? [] : edgesAlong(db, from, 'down')),
  ];
  const near = also.flatMap(({ from, to }) => (idOf(to) === idOf(start) ? [from] : []));
  const recorded = [...also, ...[start, ...near].flatMap(around)];
  if (recorded.length === 0 && !exists(db, start)) return undefined;

  const nodes = new Map([start, ...recorded.flatMap(({ from, to }) => [from, to])].map((node) => [idOf(node), node]));
  const edges = new Map<string, LineageEdge>();
  const add = ({ from, to, role }: Edge) => {
    for (const node of [from, to]) nodes.set(idOf(node), node);
    const drawn = {
      from: idOf(from),
      to: idOf(to),
      role: from.kind === 'feature-view' ? 'defines' : (ROLES[role] ?? role),
    };
    edges.set(`${drawn.from} ${drawn.role} ${drawn.to}`, drawn);
  };
  for (const edge of recorded) add(edge);
  if (only !== 'down')
    for (const edge of [...nodes.values()].flatMap((node) => sourcesOf(project, db, node))) add(edge);
  return {
    kind: 'lineage',
    focus: idOf(start),
    nodes: [...nodes].map(([id, node]) => ({ id, ...drawNode(project, db, node) })),
    edges: [...edges.values()],
  };
}

/** What stands in definitions and code behind something that happened: kept there once, not with every run. */
function sourcesOf(project: Project, db: Queries, node: Node): readonly Edge[] {
  switch (node.kind) {
    case 'run': {
      const pipeline = findRun(db, node.id)?.asset;
      return pipeline?.kind === 'pipeline'
        ? [{ from: { kind: 'pipeline', id: pipeline.name }, to: node, role: 'ran' }]
        : [];
    }
    case 'model-version':
      return codeOf(project, versionDetails(db, node.id)).map((from) => ({ from, to: node, role: 'computed by' }));
    default:
      return [];
  }
}

function versionDetails(db: Queries, id: string): unknown {
  const [name = '', version] = id.split('@');
  return listAssets(db, 'model-version', name).find((each) => each.version === Number(version))?.details;
}

/** What the page writes on an edge: what `to` does with `from`, as for edges of definitions. */
const ROLES: Readonly<Record<string, string>> = {
  input: 'reads',
  read: 'reads',
  output: 'writes',
  of: 'belongs to',
};

export const idOf = ({ kind, id }: Node) => `${kind}:${id}`;
