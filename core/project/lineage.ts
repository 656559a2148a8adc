import type { DefinitionFile } from './definition-file.ts';
import { flowsIn, type LineageNode, type LineageRole, nodeOf } from './flows.ts';
import type { Project } from './project.ts';

/** Assets and how data flows between them: every edge leads from what is read to what reads it. */
export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}

export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  /** `reads` and the like say what `to` does with `from`; `judged by` and `computed by` say what stands at the other end. */
  readonly role: LineageRole;
}

/** Everything in a project, with all edges. */
export function wholeLineage(project: Project): Lineage {
  const nodes = new Map<string, LineageNode>();
  const edges = new Map<string, LineageEdge>();
  for (const path of [...project.files.keys()].sort()) {
    const file = project.files.get(path);
    const self = file && nodeOf(file);
    if (self !== undefined) nodes.set(self.id, self);
    for (const { from, to, role } of file === undefined ? [] : flowsIn(project, file)) {
      for (const node of [from, to]) if (!nodes.has(node.id)) nodes.set(node.id, node);
      edges.set(`${from.id} ${role} ${to.id}`, { from: from.id, to: to.id, role });
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** What an asset is made of, and what that is made of; the asset itself comes first. Empty where there is no such id. */
export function upstream(project: Project, id: string): Lineage {
  return reachable(wholeLineage(project), id, UP);
}

/** What is made of an asset, and of that; the asset itself comes first. Empty where there is no such id. */
export function downstream(project: Project, id: string): Lineage {
  return reachable(wholeLineage(project), id, DOWN);
}

/** Both, in one graph. */
export function lineageAround(project: Project, id: string): Lineage {
  const whole = wholeLineage(project);
  const [up, down] = [reachable(whole, id, UP), reachable(whole, id, DOWN)];
  return {
    nodes: [...new Set([...up.nodes, ...down.nodes])],
    edges: [...new Set([...up.edges, ...down.edges])],
  };
}

type Ends = (edge: LineageEdge) => readonly [start: string, end: string];
const UP: Ends = ({ from, to }) => [to, from];
const DOWN: Ends = ({ from, to }) => [from, to];

/** The definitions that a person may mean by `feature-group:flights@1`, `flights@1` or `flights`, of any kind. */
export function findAssets(project: Project, text: string): readonly DefinitionFile[] {
  const means = (file: DefinitionFile) => {
    const [node, key] = [nodeOf(file), file.key];
    return node && key && [node.id, node.name, key.name, `${key.kind}:${key.name}`].includes(text);
  };
  return [...project.files.values()].filter(means).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Follows edges from one end to the other, breadth first. */
function reachable(whole: Lineage, id: string, ends: Ends): Lineage {
  const byId = new Map(whole.nodes.map((node) => [node.id, node]));
  const next = Map.groupBy(whole.edges, (edge) => ends(edge)[0]);
  const seen = new Set(byId.has(id) ? [id] : []);
  const edges: LineageEdge[] = [];
  // A set is iterated in the order of insertion, also of what is inserted on the way.
  for (const each of seen) {
    for (const edge of next.get(each) ?? []) {
      edges.push(edge);
      seen.add(ends(edge)[1]);
    }
  }
  return { nodes: [...seen].flatMap((each) => byId.get(each) ?? []), edges };
}
