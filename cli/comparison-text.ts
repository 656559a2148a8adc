import { figure } from '../core/reports/evaluation-text.ts';
import type { Paint } from '../core/reports/paint.ts';
import { table } from '../core/reports/table.ts';
import type {
  AskedCard,
  ComparisonPage,
  Interval,
  MetricComparison,
  ModelVersionCard,
} from '../core/views/comparison-page.ts';

/** Two versions side by side: metrics, slices, and what is not the same in parameters, data and code. */
export function comparisonText(page: ComparisonPage, paint: Paint): string {
  const [left, right] = [nameOf(page.left), nameOf(page.right)];
  const head = ['', left, right, 'difference', ''].map((text) => paint.dim(text));
  const metrics = page.metrics
    .filter((metric) => metric.left !== undefined || metric.right !== undefined)
    .map((metric) => [
      paint.bold(metric.name),
      withInterval(metric.left),
      withInterval(metric.right),
      signed(metric.difference),
      judged(metric, paint),
    ]);
  const slices = page.slices.map(({ set, slice, metric, left, right }) => [
    `${set}: ${slice}`,
    `${metric} ${withInterval(left)}`,
    withInterval(right),
  ]);
  const asked = page.asked.map(({ name, left, right }) => [
    paint.bold(name),
    ...[left, right].map((each) => askedCard(each, paint)),
  ]);
  const others = [...page.parameters, ...page.data].filter(({ same }) => !same);
  const differing = others.map(({ name, left, right }) => [paint.bold(name), left ?? '–', right ?? '–']);
  return [
    page.sameData
      ? 'both were trained on the same data'
      : paint.yellow('they were trained on different data, so the data may be why they differ'),
    table([head, ...metrics]),
    ...(slices.length === 0 ? [] : ['', table(slices)]),
    ...(asked.length === 0 ? [] : ['', table(asked)]),
    '',
    ...(differing.length === 0
      ? ['parameters, data and code are the same']
      : ['what is not the same', table(differing)]),
  ].join('\n');
}

/** A figure, or whether a test passed; why not stands in `models show`. */
function askedCard(card: AskedCard | undefined, paint: Paint): string {
  if (card === undefined) return '–';
  if (card.passed === undefined) return card.text;
  return card.passed ? paint.green('passes') : paint.red('fails');
}

const nameOf = ({ name, version }: ModelVersionCard) => `${name}@${version}`;

function withInterval(interval: Interval | undefined): string {
  if (interval === undefined) return '–';
  const { value, low, high } = interval;
  return low === undefined || high === undefined
    ? figure(value)
    : `${figure(value)} (${figure(low)} to ${figure(high)})`;
}

function signed(difference: number | undefined): string {
  if (difference === undefined) return '';
  return `${difference < 0 ? '−' : '+'}${figure(Math.abs(difference))}`;
}

function judged({ verdict }: MetricComparison, paint: Paint): string {
  if (verdict === 'better') return paint.green(verdict);
  return verdict === 'worse' ? paint.red(verdict) : paint.dim(verdict === 'unknown' ? '' : verdict);
}
