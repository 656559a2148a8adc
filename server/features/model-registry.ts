import { isFileIn } from '../../core/platform/list-folder.ts';
import type { Project } from '../../core/project/project.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import { plainText } from '../../core/views/markdown.ts';
import type { TreeNode } from '../../core/views/tree.ts';
import { type MetricFacts, type ModelVersionFacts, nameOf } from '../model-version-facts.ts';
import type { RegistryFacts } from '../registry-facts.ts';
import { definitionRow } from './definition-row.ts';
import { moment } from './moment.ts';
import { BEGINNING } from './ranges.ts';

/** The models of the project and of the registry, each with its versions, and of each version why it is what it is. */
export function modelRegistry(project: Project, { versions }: RegistryFacts): readonly TreeNode[] {
  const names = [...new Set([...project.names('model'), ...versions.keys()])].toSorted();
  return names.map((name) => modelRow(project, name, versions.get(name) ?? []));
}

function modelRow(project: Project, name: string, versions: readonly ModelVersionFacts[]): TreeNode {
  const aliases = versions.flatMap(({ aliases, version }) => aliases.map((alias) => `${alias} v${version}`));
  const told = versions.length === 0 ? 'no version yet' : plural(versions.length, 'version');
  return {
    ...definitionRow(project, 'model', name),
    description: [told, ...aliases].join(' · '),
    icon: 'hubot',
    context: 'model',
    children: versions.map((version) => versionRow(project, version)),
    expanded: true,
  };
}

function versionRow(project: Project, facts: ModelVersionFacts): TreeNode {
  const id = `model-version:${nameOf(facts)}`;
  const [first] = facts.metrics;
  const detail = (name: string, label: string, icon: string, children: readonly TreeNode[], description?: string) =>
    children.length === 0
      ? []
      : [{ id: `${id}/${name}`, label, icon, context: 'detail', children, description } as const];
  const row = (
    name: string,
    label: string,
    description: string | undefined,
    icon: string,
    more: Partial<TreeNode> = {},
  ): TreeNode => ({
    id: `${id}/${name}`,
    label,
    description,
    icon,
    context: 'detail',
    ...more,
  });
  const blocked = facts.gates.filter(({ passed }) => !passed).length;
  const { trainingDataset } = facts;
  return {
    id,
    label: `v${facts.version}`,
    description: [...facts.aliases, ...(first === undefined ? [] : [`${first.name} ${inShort(first.value)}`])].join(
      ' · ',
    ),
    tooltip: tooltip(facts),
    icon: facts.passed ? 'pass' : 'error',
    state: facts.passed ? 'passed' : 'failed',
    context: 'modelVersion',
    subject: id,
    children: [
      ...detail(
        'metrics',
        'Metrics',
        'graph',
        facts.metrics.map((metric) => row(`metric/${metric.name}`, metric.name, withInterval(metric), 'symbol-number')),
      ),
      ...detail(
        'gates',
        'Gates',
        'shield',
        facts.gates.map(({ gate, passed, reason }, i) =>
          row(`gate/${i}`, gate, reason, passed ? 'pass' : 'error', {
            state: passed ? 'passed' : 'failed',
            tooltip: plainText(reason),
          }),
        ),
        blocked === 0 ? 'all passed' : `${blocked} of ${facts.gates.length} blocked`,
      ),
      ...detail(
        'parameters',
        'Parameters',
        'settings',
        facts.parameters.map(([name, value]) => row(`parameter/${name}`, name, value, 'symbol-parameter')),
      ),
      ...detail('data', 'Data', 'database', [
        ...(trainingDataset === undefined
          ? []
          : [
              row(
                'dataset',
                trainingDataset.ref,
                `training dataset · ${trainingDataset.hash.replace(/^sha256:/, '').slice(0, 12)}`,
                'table',
                { tooltip: plainText(`hash ${trainingDataset.hash}`) },
              ),
            ]),
        ...facts.commits.map((commit) => row(`commit/${commit}`, commit, 'commit', 'git-commit')),
      ]),
      ...detail(
        'code',
        'Code',
        'code',
        facts.codeFiles.map((file) =>
          row(
            `code/${file}`,
            file,
            undefined,
            'file-code',
            isFileIn(project.root, file) ? { target: { file, range: BEGINNING } } : {},
          ),
        ),
        facts.gitCommit?.slice(0, 7),
      ),
    ],
  };
}

function tooltip(facts: ModelVersionFacts): string {
  const { aliases, passed, gates, metrics, parameters, registeredAt, trainingDataset } = facts;
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? undefined : `${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
  return [
    `**${plainText(nameOf(facts))}**${aliases.length === 0 ? '' : ` · ${aliases.map(plainText).join(', ')}`}`,
    `registered ${moment(registeredAt)} · ${passed ? 'all gates passed' : 'blocked by its gates'}`,
    list(
      'Metrics',
      metrics.map((metric) => `${plainText(metric.name)} ${withInterval(metric)}`),
    ),
    list(
      'Gates',
      gates.map(({ gate, passed, reason }) => `${passed ? '✓' : '✗'} ${plainText(gate)}: ${plainText(reason)}`),
    ),
    list(
      'Parameters',
      parameters.map(([name, value]) => `${plainText(name)} = ${plainText(value)}`),
    ),
    trainingDataset && `data ${plainText(trainingDataset.ref)}, hash ${plainText(trainingDataset.hash.slice(0, 23))}…`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function withInterval({ value, low, high }: MetricFacts): string {
  const interval = low === undefined || high === undefined ? '' : ` (${inShort(low)} – ${inShort(high)})`;
  return `${inShort(value)}${interval}`;
}

/** Four digits of a metric: more say nothing of it. */
const inShort = (value: number | undefined) =>
  value === undefined ? 'not computed' : String(Number(value.toPrecision(4)));
