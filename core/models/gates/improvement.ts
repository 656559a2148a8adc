import { metric as metricNamed } from '../../catalogue/metrics.ts';
import { CONFIDENCE, type MetricValue } from '../metrics/metric-value.ts';
import { blocked, digits, type GateEvidence, type GateVerdict } from './gate.ts';
import type { BoundGate } from './metric-bounds.ts';

/**
 * By how much a version must be better than another one that learned from the same data: a metric says nothing about two
 * models that were judged on different rows. With `confidence` it is the lower end of the interval of the difference that
 * must hold (as in `gap.ts`, as if the two had been judged on different rows, which makes it wider rather than narrower).
 */
export function improvement(
  { metric, confidence }: BoundGate,
  bound: number,
  over: string,
  evidence: GateEvidence,
): GateVerdict {
  const sure = confidence === undefined ? '' : ` with ${digits(confidence * 100)} % confidence`;
  const than = over === 'deployed' ? 'the deployed version' : over === 'baseline' ? 'the baseline' : over;
  const words = `${metric} better than that of ${than} by at least ${bound}${sure}`;
  const other = evidence.over(over);
  if ('passes' in other) return { gate: words, passed: other.passes, value: null, bound, reason: other.reason };
  if (other.dataHash !== evidence.dataHash) {
    return blocked(words, `${other.version} was trained on other data, so the two cannot be compared`, bound);
  }
  const own = evidence.metrics(confidence ?? CONFIDENCE)[metric];
  const its = other.metrics[metric];
  for (const [whose, value] of [
    ['it', own],
    [`that of ${other.version}`, its],
  ] as const) {
    if (value === undefined || value.value === null) {
      return blocked(words, `${whose} is not defined: ${value?.reason ?? 'it is no metric of the task'}`, bound);
    }
  }
  const higher = metricNamed(metric)?.better !== 'lower';
  const better = (own?.value ?? 0) - (its?.value ?? 0);
  const gained = higher ? better : -better;
  const from = `it is ${digits(own?.value ?? 0)}, that of ${other.version} ${digits(its?.value ?? 0)}`;
  if (confidence === undefined) return { gate: words, passed: gained >= bound, value: gained, bound, reason: from };
  const margin = lowerMargin(higher ? own : its, higher ? its : own);
  if (margin === undefined) return blocked(words, 'there are too few rows for an interval', bound);
  const least = gained - margin;
  return { gate: words, passed: least >= bound, value: least, bound, reason: `${from}: ${digits(least)} at the least` };
}

function lowerMargin(greater: MetricValue | undefined, smaller: MetricValue | undefined): number | undefined {
  const [low, high] = [greater?.low ?? null, smaller?.high ?? null];
  if (low === null || high === null) return undefined;
  return Math.hypot((greater?.value ?? 0) - low, high - (smaller?.value ?? 0));
}
