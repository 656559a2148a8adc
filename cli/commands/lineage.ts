import { nearestName } from '../../core/catalogue/nearest-name.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { LineageNode } from '../../core/project/flows.ts';
import { downstream, lineageAround, upstream, wholeLineage } from '../../core/project/lineage.ts';
import type { Project } from '../../core/project/project.ts';
import { lineageText } from '../../core/reports/lineage-text.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import { historyText, recordedLineage } from '../history.ts';
import { openProject } from '../open-project.ts';

/** `plumbline lineage ASSET`: what it is made from, and what is made from it. */
export const lineage: Action = async ({ args, options, output, signal }) => {
  const { project, storage } = await openProject(output.options, signal);
  const only = options.up === options.down ? undefined : options.up === true ? 'up' : 'down';
  const asked = String(args[0]);
  const asset = findNode(project, asked);
  const recorded = asset === undefined ? await recordedLineage(project, storage, asked, only) : undefined;
  if (recorded !== undefined) {
    const { kind: _, focus, ...graph } = recorded;
    output.result('lineage', true, { asset: focus, ...graph }, historyText(recorded, only, output.paint));
    return EXIT.ok;
  }
  if (asset === undefined) throw noSuchAsset(project, asked);
  const follow = only === undefined ? lineageAround : only === 'up' ? upstream : downstream;
  const graph = follow(project, asset.id);
  const text = lineageText(asset, graph, only === undefined ? ['up', 'down'] : [only], output.paint);
  output.result('lineage', true, { asset: asset.id, ...graph }, text);
  return EXIT.ok;
};

/** Kinds in the order in which a name alone is looked for: `flights` is the group rather than its suite. */
const KINDS: readonly LineageNode['kind'][] = [
  'feature-group',
  'feature-view',
  'pipeline',
  'model',
  'deployment',
  'monitor',
  'expectation-suite',
  'file',
  'function',
];

/** What is meant by `feature-group:flights@1`, `flights@1`, `flights` (its highest version), or the path of a data file. */
function findNode(project: Project, asked: string): LineageNode | undefined {
  const nodes = nodesOf(project);
  return (
    nodes.find(({ id }) => id === asked) ??
    nodes.find(({ id, name }) => [name, unversioned(name), unversioned(id)].includes(asked))
  );
}

function nodesOf(project: Project): readonly LineageNode[] {
  return wholeLineage(project)
    .nodes.filter(({ kind, file }) => file !== undefined || kind === 'file')
    .toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || versionOf(b) - versionOf(a));
}

function noSuchAsset(project: Project, asked: string): PlumblineError {
  const known = nodesOf(project).map(({ id, name }) => (asked.includes(':') ? id : name));
  const nearest = nearestName(asked, [...known, ...known.map(unversioned)]);
  return new PlumblineError('usage', `there is no asset ${asked}`, {
    where: project.root,
    help:
      nearest === undefined
        ? `name a feature group, view, suite, pipeline or data file: ${known.slice(0, 8).join(', ') || 'there is none yet'}`
        : `did you mean ${nearest}?`,
  });
}

const unversioned = (name: string) => name.replace(/@\d+$/, '');
const versionOf = ({ name }: LineageNode) => Number(/@(\d+)$/.exec(name)?.[1] ?? 0);
