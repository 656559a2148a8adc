import { KINDS } from '../../core/definitions/kinds.ts';
import type { Path } from '../../core/documents/node.ts';
import { rangesIn } from '../../core/documents/position.ts';
import type { DefinitionFile, DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { suitesOfGroup } from '../../core/project/suites-of-group.ts';
import type { ResultWithItems } from '../../core/registry/latest-results.ts';
import type { Run } from '../../core/registry/runs.ts';
import type { StoredVerdict } from '../../core/views/stored-validation.ts';
import type { TreeNode } from '../../core/views/tree.ts';
import type { Results } from '../results.ts';
import { idOf } from './targets.ts';

type State = NonNullable<TreeNode['state']>;

/** The side bar's tree: a folder for each kind that the project has, its assets, and what is known of each. */
export function featureStore(project: Project, results: Results): readonly TreeNode[] {
  return KINDS.flatMap(({ kind, plural }) => {
    if (kind === 'project') return [];
    const rows = project.assets(kind).map((file) => assetRow(project, file, results));
    const folder: TreeNode = {
      id: kind,
      label: plural,
      description: String(rows.length),
      icon: ICONS[kind],
      context: FOLDERS[kind],
      children: rows,
      expanded: kind === 'feature-group' || kind === 'expectation-suite' || kind === 'pipeline',
    };
    return rows.length === 0 ? [] : [folder];
  });
}

const ICONS = {
  'feature-group': 'database',
  'feature-view': 'table',
  'expectation-suite': 'checklist',
  pipeline: 'run-all',
  model: 'hubot',
  deployment: 'rocket',
  monitor: 'pulse',
} as const;

const FOLDERS = {
  'feature-group': 'featureGroups',
  'feature-view': 'featureViews',
  'expectation-suite': 'expectationSuites',
  pipeline: 'pipelines',
  model: 'models',
  deployment: 'deployments',
  monitor: 'monitors',
} as const;

const ROWS = {
  'feature-group': 'featureGroup',
  'feature-view': 'featureView',
  'expectation-suite': 'expectationSuite',
  pipeline: 'pipeline',
  model: 'model',
  deployment: 'deployment',
  monitor: 'monitor',
} as const;

function assetRow(project: Project, file: DefinitionFile, results: Results): TreeNode {
  const kind = file.kind as Exclude<DefinitionFile['kind'], 'project'>;
  const id = idOf(file) ?? file.path;
  const row = {
    id,
    label: file.key?.name ?? file.path,
    tooltip: tooltip(file),
    icon: ICONS[kind],
    context: ROWS[kind],
    subject: id,
    target: targetAt(project, file, ['name']),
  };
  switch (file.kind) {
    case 'feature-group':
      return { ...row, ...groupFacts(project, file, results) };
    case 'expectation-suite': {
      const last = results.latest.get(file.key?.name ?? '');
      return { ...row, ...suiteFacts(file, last), children: last === undefined ? [] : verdictRows(id, last) };
    }
    case 'pipeline':
      return { ...row, ...runFacts(results.runs.get(file.key?.name ?? '')) };
    case 'feature-view':
      return { ...row, description: joined(version(file), file.definition.query?.from) };
    case 'model':
      return { ...row, description: file.definition.feature_view };
    case 'deployment':
      return { ...row, description: file.definition.model };
    default:
      return row;
  }
}

function groupFacts(project: Project, file: DefinitionFileOf<'feature-group'>, results: Results): Partial<TreeNode> {
  const features = (file.definition.features ?? []).flatMap((feature, index): TreeNode[] =>
    feature?.name === undefined
      ? []
      : [
          {
            id: `${idOf(file)}/${feature.name}`,
            label: feature.name,
            description: joined(feature.type, role(file, feature.name)),
            tooltip: feature.description,
            icon: file.definition.primary_key?.includes(feature.name) ? 'key' : 'symbol-field',
            context: 'detail',
            target: targetAt(project, file, ['features', index, 'name']),
          },
        ],
  );
  const suites = suitesOfGroup(project, file).map((suite): TreeNode => {
    const last = results.latest.get(suite.key?.name ?? '');
    return {
      id: `${idOf(file)}/${idOf(suite)}`,
      label: suite.key?.name ?? suite.path,
      icon: ICONS['expectation-suite'],
      context: 'expectationSuite',
      subject: idOf(suite),
      target: targetAt(project, suite, ['name']),
      ...suiteFacts(suite, last),
    };
  });
  const state = worst(suites.map((suite) => suite.state ?? 'unknown'));
  return {
    description: joined(version(file), plural(features.length, 'feature')),
    ...(state === undefined ? {} : { state }),
    children: [...suites, ...features],
  };
}

function suiteFacts(file: DefinitionFileOf<'expectation-suite'>, last: ResultWithItems | undefined): Partial<TreeNode> {
  const count = plural(file.definition.expectations?.length ?? 0, 'expectation');
  if (last === undefined) return { description: count, state: 'unknown' };
  const failed = last.items.filter(({ success }) => success !== true).length;
  const said = failed === 0 ? `all ${last.items.length} hold` : `${failed} of ${last.items.length} fail`;
  return { description: `${said} · ${day(last.createdAt)}`, state: last.success ? 'passed' : 'failed' };
}

/** What the last validation found, in the order of the suite; what holds needs no row. */
function verdictRows(suite: string, last: ResultWithItems): readonly TreeNode[] {
  return last.items.flatMap((item, index): TreeNode[] => {
    const verdict = item.summary as StoredVerdict | undefined;
    if (verdict === undefined || verdict.outcome === 'passed') return [];
    return [
      {
        id: `${suite}/${index}`,
        label: item.type.replace(/^expect_/, '').replaceAll('_', ' '),
        description: joined(item.column, verdict.summary),
        icon: verdict.outcome === 'warning' ? 'warning' : 'error',
        state: verdict.outcome === 'warning' ? 'warning' : 'failed',
        context: 'validationResult',
        subject: last.id,
      },
    ];
  });
}

function runFacts(run: Run | undefined): Partial<TreeNode> {
  if (run === undefined) return { description: 'has not run yet', state: 'unknown' };
  const state = {
    succeeded: 'passed',
    running: 'running',
    failed: 'failed',
    cancelled: 'warning',
    interrupted: 'failed',
  } as const;
  return { description: `${run.status} · ${day(run.startedAt)}`, state: state[run.status] };
}

function tooltip(file: DefinitionFile): string {
  const { description, owner } = file.definition;
  return [`**${file.key?.name ?? file.path}**`, description, owner && `owned by ${owner}`, `*${file.path}*`]
    .filter(Boolean)
    .join('\n\n');
}

export function targetAt(project: Project, file: DefinitionFile, path: Path): NonNullable<TreeNode['target']> {
  return { file: file.path, range: rangesIn(project.textOf(file.path))(project.spanOf(file, path)) };
}

function role(file: DefinitionFileOf<'feature-group'>, name: string): string | undefined {
  if (file.definition.primary_key?.includes(name)) return 'primary key';
  return file.definition.event_time === name ? 'event time' : undefined;
}

function worst(states: readonly State[]): State | undefined {
  return (['failed', 'warning', 'running', 'unknown', 'passed'] as const).find((state) => states.includes(state));
}

const version = (file: DefinitionFile) => (file.key?.version === undefined ? undefined : `v${file.key.version}`);
const joined = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' · ');
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
const day = (iso: string) => iso.slice(0, 16).replace('T', ' ');
