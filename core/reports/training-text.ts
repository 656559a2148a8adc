import { metric as metricNamed } from '../catalogue/metrics.ts';
import { brokenGates } from '../models/attestations.ts';
import type { MetricValues } from '../models/metrics/metric-value.ts';
import type { NewVersion } from '../models/train.ts';
import { figure } from './evaluation-text.ts';
import { gatesInWords, gatesText, waitingText } from './gate-text.ts';
import { plural } from './numbers-in-words.ts';
import type { Paint } from './paint.ts';

/** What a training run came to, for a terminal: the version, its first metrics, and its gates. */
export function trainingText(
  { version, details, evaluation, asked }: NewVersion,
  about: { readonly pipeline: string; readonly model: string; readonly seconds: number },
  paint: Paint,
): string {
  const { passed, gates, metrics, rows } = details;
  const name = paint.bold(`${about.model}@${version}`);
  const how = passed ? gatesInWords(gates) : `${gatesInWords(gates)}, so it cannot be deployed`;
  const mark = brokenGates(gates).length === 0 ? paint.green('✓') : paint.red('✗');
  const train = evaluation.splits.train;
  return [
    `${mark} ${paint.bold(about.pipeline)} trained ${name}: ${how} ${paint.dim(`(${about.seconds.toFixed(1)} s)`)}`,
    `  ${mainMetrics(metrics)} ${paint.dim(`on ${plural(rows, 'test row')}`)}`,
    ...(train === undefined
      ? []
      : [paint.dim(`  ${mainMetrics(train.metrics)} on ${plural(train.rows, 'training row')}`)]),
    ...('lacking' in asked.latency && details.predictor !== undefined
      ? [paint.yellow(`  its predictor gave no answer: ${asked.latency.lacking}`)]
      : []),
    ...(gates.length === 0 ? [] : [gatesText(gates, paint)]),
    ...waitingText(`${about.model}@${version}`, gates, paint),
    paint.dim(`  more: plumbline models show ${about.model}@${version}`),
  ].join('\n');
}

/** The first metrics of the catalogue that have a value: `roc_auc 0.7314 (0.7262 to 0.7366), accuracy …`. */
function mainMetrics(metrics: MetricValues): string {
  const known = Object.entries(metrics).flatMap(([name, { value, low, high }]) =>
    value === null || !MAIN.includes(name)
      ? []
      : [`${name} ${figure(value)}${low === null || high === null ? '' : ` (${figure(low)} to ${figure(high)})`}`],
  );
  return known.join(' · ') || 'no metric is defined';
}

/** One that depends on scores or distances, and one that depends on classes. */
const MAIN = ['roc_auc', 'accuracy', 'f1_macro', 'root_mean_squared_error', 'r2'].filter(metricNamed);
