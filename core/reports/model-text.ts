import type { MetricValues } from '../models/metrics/metric-value.ts';
import type { ModelVersion } from '../models/model-version.ts';
import type { AskedModel } from '../models/questions/ask-model.ts';
import { askedText } from './asked-text.ts';
import { figure, metricsTable } from './evaluation-text.ts';
import { gatesInWords, gatesText, waitingText } from './gate-text.ts';
import { plural } from './numbers-in-words.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

export type NamedVersion = ModelVersion & { readonly aliases: readonly string[] };

/** All versions, a line each. */
export function versionsText(versions: readonly NamedVersion[], paint: Paint): string {
  if (versions.length === 0) return 'no model has a version yet: run a training pipeline';
  const rows = versions.map(({ name, version, aliases, registeredAt, details }) => [
    details.passed ? paint.green('✓') : paint.red('✗'),
    paint.bold(`${name}@${version}`),
    aliases.join(', '),
    firstMetric(details.metrics),
    gatesInWords(details.gates),
    paint.dim(details.trainingDataset.ref),
    paint.dim(registeredAt.slice(0, 16).replace('T', ' ')),
  ]);
  return table(rows);
}

/** One version with everything that is known of it. */
export function versionText(
  { name, version, aliases, fingerprint, details, file }: NamedVersion,
  asked: AskedModel | undefined,
  paint: Paint,
): string {
  const { passed, gates, code, python, trainingDataset, params, hyperparameters } = details;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['aliases', aliases.join(', ') || undefined],
    ['made', `${details.createdAt.slice(0, 19).replace('T', ' ')} UTC by the pipeline ${details.pipeline}`],
    ['task', `${details.task} of ${details.label}, from ${plural(details.features.length, 'feature')}`],
    ['data', `${trainingDataset.ref}, hash ${trainingDataset.hash.slice(0, 16)}`],
    ['parameters', inWords({ ...hyperparameters, ...params, seed: details.seed })],
    ['code', inWordsOfCode(code)],
    ['python', python && `${python.version}, ${plural(Object.keys(python.packages).length, 'package')}`],
    ['content', `${file ?? ''}, hash ${fingerprint.slice(0, 16)}`],
    ['run', details.run],
  ];
  const mark = passed ? paint.green('✓') : paint.red('✗');
  const rows = facts.flatMap(([key, value]) => (value === undefined ? [] : [[paint.dim(key), value]]));
  return [
    `${mark} ${paint.bold(`${name}@${version}`)} ${passed ? '' : 'cannot be deployed: '}${gatesInWords(gates)}`,
    table(rows),
    '',
    paint.dim(`  metrics on ${plural(details.rows, 'test row')}, with 95 % intervals`),
    metricsTable(details.metrics, paint),
    ...(asked === undefined ? [] : ['', paint.dim('  what it says itself'), ...askedText(asked, paint)]),
    ...(gates.length === 0 ? [] : ['', gatesText(gates, paint)]),
    ...waitingText(`${name}@${version}`, gates, paint),
  ].join('\n');
}

function firstMetric(metrics: MetricValues): string {
  const [first] = Object.entries(metrics).filter(([, { value }]) => value !== null);
  return first === undefined ? '' : `${first[0]} ${figure(first[1].value ?? 0)}`;
}

function inWords(values: Readonly<Record<string, unknown>>): string {
  const written = ([name, value]: readonly [string, unknown]) =>
    `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  return Object.entries(values).map(written).join(', ');
}

function inWordsOfCode({ git, files }: ModelVersion['details']['code']): string {
  const kept = `${plural(Object.keys(files).length, 'file')} kept`;
  if (git?.commit === undefined) return kept;
  return `Git commit ${git.commit.slice(0, 10)}${git.dirty ? ', with changes on top' : ''}; ${kept}`;
}
