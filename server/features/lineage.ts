import type { DefinitionFile } from '../../core/project/definition-file.ts';
import type { LineageNode as Node } from '../../core/project/flows.ts';
import { findAssets, lineageAround } from '../../core/project/lineage.ts';
import type { Project } from '../../core/project/project.ts';
import type { LineageNode, LineagePage } from '../../core/views/lineage-page.ts';
import type { Results } from '../results.ts';
import { stateOf } from './asset-state.ts';
import { rangeIn } from './ranges.ts';
import { definitionOf, idOf } from './targets.ts';

/** What an asset is made of and what is made of it, with how each stands; undefined where there is no such asset. */
export function lineagePage(project: Project, results: Results, asset: string): LineagePage | undefined {
  const [found] = findAssets(project, asset);
  const focus = found && idOf(found);
  if (focus === undefined) return undefined;
  const { nodes, edges } = lineageAround(project, focus);
  return { kind: 'lineage', focus, nodes: nodes.map((node) => drawn(project, results, node)), edges };
}

function drawn(project: Project, results: Results, node: Node): LineageNode {
  const { id, kind, name } = node;
  const file = node.file === undefined ? undefined : project.files.get(node.file);
  return {
    id,
    kind,
    label: kind === 'function' ? name.slice(name.indexOf('::') + 2) : name,
    detail: kind === 'function' ? name.slice(0, name.indexOf('::')) : file?.definition.description,
    state: drawnState(file && stateOf(project, file, results)),
    target: targetOf(project, node, file),
  };
}

/** A page is looked at for long: what is running now has no state to draw yet. */
function drawnState(state: ReturnType<typeof stateOf>): LineageNode['state'] {
  return state === undefined || state === 'running' ? 'unknown' : state;
}

function targetOf(project: Project, { kind, name }: Node, file: DefinitionFile | undefined): LineageNode['target'] {
  if (kind === 'file') return { file: name, range: { start: TOP, end: TOP } };
  const target =
    kind === 'function' ? ({ kind, reference: name } as const) : file && ({ kind: 'asset', file } as const);
  const place = target && definitionOf(project, target);
  return place && { file: place.file, range: rangeIn(project, place.file, place) };
}

const TOP = { line: 0, character: 0 };
