import { titleOf } from '../../core/catalogue/expectation-in-words.ts';
import { KINDS } from '../../core/definitions/kinds.ts';
import type { AssetKind } from '../../core/definitions/meaning.ts';
import type { Span } from '../../core/documents/node.ts';
import type { DefinitionFile, DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { suitesOfGroup } from '../../core/project/suites-of-group.ts';
import type { ResultWithItems } from '../../core/registry/latest-results.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import { plainText } from '../../core/views/markdown.ts';
import type { StoredVerdict } from '../../core/views/stored-validation.ts';
import type { TreeContext, TreeNode } from '../../core/views/tree.ts';
import type { Results } from '../results.ts';
import { historyOf } from './asset-history.ts';
import { stateOf } from './asset-state.ts';
import { commitsRow } from './commit-rows.ts';
import { rangeIn } from './ranges.ts';
import { resultsOfSuite } from './results-of-suite.ts';
import { idOf } from './targets.ts';
import { trainingDatasetRows } from './training-dataset-rows.ts';

/** How each kind is drawn. */
const LOOKS: Readonly<
  Record<AssetKind, { readonly icon: string; readonly row: TreeContext; readonly folder: TreeContext }>
> = {
  'feature-group': { icon: 'database', row: 'featureGroup', folder: 'featureGroups' },
  'feature-view': { icon: 'table', row: 'featureView', folder: 'featureViews' },
  'expectation-suite': { icon: 'checklist', row: 'expectationSuite', folder: 'expectationSuites' },
  pipeline: { icon: 'run-all', row: 'pipeline', folder: 'pipelines' },
  model: { icon: 'hubot', row: 'model', folder: 'models' },
  deployment: { icon: 'rocket', row: 'deployment', folder: 'deployments' },
  monitor: { icon: 'pulse', row: 'monitor', folder: 'monitors' },
};

/** These have views of their own, with what is registered of them. */
const ELSEWHERE: ReadonlySet<string> = new Set(['model', 'deployment']);

const EXPANDED: ReadonlySet<string> = new Set(['feature-group', 'expectation-suite', 'pipeline']);

/** The side bar's tree: a folder for each kind that the project has, its assets, and what is known of each. */
export function featureStore(project: Project, results: Results): readonly TreeNode[] {
  return KINDS.flatMap(({ kind, plural }): readonly TreeNode[] => {
    const assets = kind === 'project' || ELSEWHERE.has(kind) ? [] : project.assets(kind);
    if (kind === 'project' || assets.length === 0) return [];
    const { icon, folder } = LOOKS[kind];
    const folderRow = { id: kind, label: plural, description: String(assets.length), icon, context: folder };
    const children = assets.map((file) => assetRow(project, file, kind, results));
    return [{ ...folderRow, children, expanded: EXPANDED.has(kind) }];
  });
}

function assetRow(project: Project, file: DefinitionFile, kind: AssetKind, results: Results): TreeNode {
  const id = idOf(file) ?? file.path;
  const state = stateOf(project, file, results);
  return {
    id,
    label: file.key?.name ?? file.path,
    tooltip: tooltip(file, historyOf(project, file, results)?.sentence),
    icon: LOOKS[kind].icon,
    context: LOOKS[kind].row,
    subject: id,
    target: target(project, file, project.spanOf(file, ['name'])),
    ...(state === undefined ? {} : { state }),
    ...facts(project, file, results, id),
  };
}

/** What is told of an asset beside its name, and what stands below it. */
function facts(project: Project, file: DefinitionFile, results: Results, id: string): Partial<TreeNode> {
  switch (file.kind) {
    case 'feature-group': {
      const suites = suitesOfGroup(project, file).map((suite) => {
        const { children, ...row } = assetRow(project, suite, 'expectation-suite', results);
        return { ...row, id: `${id}/${row.id}` };
      });
      const features = featureRows(project, file, id);
      const description = joined(version(file), plural(features.length, 'feature'));
      const commits = results.facts.commits.get(`${file.key?.name}@${file.key?.version}`) ?? [];
      return { description, children: [...commitsRow(id, commits), ...suites, ...features] };
    }
    case 'expectation-suite': {
      const last = resultsOfSuite(project, file.key?.name, results);
      const all = plural(file.definition.expectations?.length ?? 0, 'expectation');
      const children = last.flatMap((result) => verdictRows(id, result));
      return { description: historyOf(project, file, results)?.brief ?? all, children };
    }
    case 'pipeline':
      return { description: historyOf(project, file, results)?.brief ?? 'not run yet' };
    case 'feature-view': {
      const created = results.facts.trainingDatasets.get(`${file.key?.name}@${file.key?.version}`) ?? [];
      const children = trainingDatasetRows(project, file, id, created);
      return { description: joined(version(file), file.definition.query?.from), children };
    }
    case 'monitor': {
      const last = results.drift.find(({ subject }) => subject === file.key?.name);
      if (last === undefined) return { description: 'not looked yet' };
      const drifted = last.items.filter(({ success }) => success === false).length;
      return {
        description: last.success ? 'no drift' : `${drifted} of ${plural(last.items.length, 'feature')} drifted`,
        state: last.success ? 'passed' : 'warning',
      };
    }
    default:
      return {};
  }
}

function featureRows(project: Project, file: DefinitionFileOf<'feature-group'>, id: string): readonly TreeNode[] {
  const names = new Map(
    file.mentions.flatMap((each) => (each.meaning.is === 'column-name' ? [[each.text, each]] : [])),
  );
  const { features = [], primary_key = [], event_time } = file.definition;
  return features.flatMap((feature): readonly TreeNode[] => {
    const place = feature?.name === undefined ? undefined : names.get(feature.name);
    if (feature?.name === undefined || place === undefined) return [];
    const isKey = primary_key.includes(feature.name);
    const role = isKey ? 'primary key' : feature.name === event_time ? 'event time' : undefined;
    return [
      {
        id: `${id}/${feature.name}`,
        label: feature.name,
        description: joined(feature.type, role),
        tooltip: feature.description && plainText(feature.description),
        icon: isKey ? 'key' : 'symbol-field',
        context: 'detail',
        target: target(project, file as DefinitionFile, place),
      },
    ];
  });
}

/** What the last validation found, in the order of the suite; what holds needs no row. */
function verdictRows(suite: string, last: ResultWithItems): readonly TreeNode[] {
  return last.items.flatMap((item, index): readonly TreeNode[] => {
    const verdict = item.summary as StoredVerdict | undefined;
    if (verdict === undefined || verdict.outcome === 'passed') return [];
    const isWarning = verdict.outcome === 'warning';
    return [
      {
        id: `${suite}/${last.id}/${index}`,
        label: titleOf(item.type),
        description: joined(item.column, verdict.summary),
        tooltip: plainText(verdict.summary),
        icon: isWarning ? 'warning' : 'error',
        state: isWarning ? 'warning' : 'failed',
        context: 'validationResult',
        subject: last.id,
      },
    ];
  });
}

function tooltip(file: DefinitionFile, history: string | undefined): string {
  const { description, owner } = file.definition;
  return [
    `**${plainText(file.key?.name ?? file.path)}**`,
    description && plainText(description),
    owner && `owned by ${plainText(owner)}`,
    history && plainText(history),
    `*${plainText(file.path)}*`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function target(project: Project, { path }: DefinitionFile, span: Span): NonNullable<TreeNode['target']> {
  return { file: path, range: rangeIn(project, path, span) };
}

const version = (file: DefinitionFile) => (file.key?.version === undefined ? undefined : `v${file.key.version}`);
const joined = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' · ');
