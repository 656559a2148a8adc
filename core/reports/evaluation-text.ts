import type { Evaluation, Slice } from '../models/evaluate.ts';
import type { MetricValue, MetricValues } from '../models/metrics/metric-value.ts';
import { plural } from './numbers-in-words.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

/** What an evaluation found, for a terminal: each metric with its interval, then the slices, a line each. */
export function evaluationText(
  { rows, metrics, slices }: Evaluation,
  about: { readonly withoutLabel: number; readonly positive: string | undefined; readonly confidence: number },
  paint: Paint,
): string {
  const { withoutLabel, positive, confidence } = about;
  const facts = [
    plural(rows, 'row'),
    withoutLabel > 0 && `${plural(withoutLabel, 'row')} without a label left out`,
    positive !== undefined && `positive is ${positive}`,
    `intervals at ${Math.round(confidence * 1000) / 10} %`,
  ];
  const bySlice = Map.groupBy(slices, ({ by }) => by);
  return [
    paint.dim(facts.filter(Boolean).join(' · ')),
    metricsTable(metrics, paint),
    ...[...bySlice].map(([by, each]) => `\n${slicesTable(by, each, paint)}`),
  ].join('\n');
}

export function metricsTable(metrics: MetricValues, paint: Paint): string {
  const rows = Object.entries(metrics).map(([name, metric]) => [
    paint.bold(name),
    inWords(metric),
    about(metric, paint),
  ]);
  return table(rows, ['left', 'right', 'left']);
}

function about({ low, high, reason }: MetricValue, paint: Paint): string {
  if (reason !== undefined) return paint.dim(reason);
  return low === null || high === null ? '' : paint.dim(`${figure(low)} to ${figure(high)}`);
}

/** Side by side, a column for each metric that any slice has. */
function slicesTable(by: string, slices: readonly Slice[], paint: Paint): string {
  const names = [...new Set(slices.flatMap(({ metrics }) => Object.keys(metrics)))].filter((name) =>
    slices.some(({ metrics }) => (metrics[name]?.value ?? null) !== null),
  );
  const head = [paint.bold(by), 'rows', ...names].map((text, index) => (index === 0 ? text : paint.dim(text)));
  const rows = slices.map(({ value, rows, metrics }) => [
    value === null ? 'missing' : typeof value === 'string' ? value : JSON.stringify(value),
    rows.toLocaleString('en-US'),
    ...names.map((name) => inWords(metrics[name])),
  ]);
  return table([head, ...rows], ['left', ...Array<'right'>(names.length + 1).fill('right')]);
}

function inWords(metric: MetricValue | undefined): string {
  return metric === undefined || metric.value === null ? '–' : figure(metric.value);
}

/** Four digits behind the point tell two models apart; large errors need fewer, tiny ones their own power. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 0.001) return value.toPrecision(3);
  return value.toFixed(size >= 1000 ? 1 : size >= 10 ? 2 : 4);
}
