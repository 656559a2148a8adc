import type { MetricValue } from '../metrics/metric-value.ts';
import { CONFIDENCE } from '../metrics/metric-value.ts';
import { blocked, digits, type EvaluatedSlice, type GateEvidence, type GateVerdict } from './gate.ts';

export interface BoundGate {
  readonly metric: string;
  readonly evaluation_set?: string;
  readonly confidence?: number;
  readonly min_rows?: number;
}

/**
 * A smallest or largest value of a metric. With `confidence` it is the interval that must hold: its lower end is at least
 * `min`, its upper end at most `max`. With `evaluation_set` every slice with enough rows must hold it.
 */
export function metricBound(gate: BoundGate, side: 'min' | 'max', bound: number, evidence: GateEvidence): GateVerdict {
  const { metric, evaluation_set: set, confidence } = gate;
  const sure = confidence === undefined ? '' : ` with ${digits(confidence * 100)} % confidence`;
  const words = `${metric}${set === undefined ? '' : ` in each slice of ${set}`} ${SIDES[side]} ${bound}${sure}`;
  const judge = (value: MetricValue | undefined) => judgeValue(value, side, bound, confidence);
  if (set === undefined) {
    return { gate: words, bound, ...judge(evidence.metrics(confidence ?? CONFIDENCE)[metric]) };
  }
  const slices = judgedSlices(gate, set, evidence);
  if ('reason' in slices) return blocked(words, slices.reason, bound);
  const verdicts = slices.map(({ slice, metrics }) => ({ slice, ...judge(metrics[metric]) }));
  // The slice that misses the bound by most, or else comes closest to it, says most.
  const [worst] = verdicts.toSorted((a, b) => Number(a.passed) - Number(b.passed) || room(a, side) - room(b, side));
  if (worst === undefined) return blocked(words, `${set} has no slices`, bound);
  const { slice, passed, value, reason } = worst;
  return { gate: words, passed, value, bound, reason: `${slice}: ${reason}` };
}

const SIDES = { min: 'at least', max: 'at most' } as const;

interface Judged {
  readonly passed: boolean;
  readonly value: number | null;
  readonly reason: string;
}

function judgeValue(
  metric: MetricValue | undefined,
  side: 'min' | 'max',
  bound: number,
  confidence: number | undefined,
): Judged {
  if (metric === undefined) return { passed: false, value: null, reason: 'it is no metric of the task of the model' };
  const { value, low, high } = metric;
  if (value === null) return { passed: false, value, reason: `it is not defined: ${metric.reason}` };
  if (confidence === undefined) {
    return { passed: side === 'min' ? value >= bound : value <= bound, value, reason: `it is ${digits(value)}` };
  }
  const end = side === 'min' ? low : high;
  if (end === null) return { passed: false, value, reason: 'there are too few rows for an interval' };
  const reason = `it is ${digits(value)}, and ${digits(end)} at ${side === 'min' ? 'the least' : 'the most'}`;
  return { passed: side === 'min' ? end >= bound : end <= bound, value: end, reason };
}

function room({ value }: Judged, side: 'min' | 'max'): number {
  if (value === null) return Number.NEGATIVE_INFINITY;
  return side === 'min' ? value : -value;
}

/** The slices of a set that have enough rows to be judged; in words where there are none. */
export function judgedSlices(
  { confidence, min_rows = 1 }: BoundGate,
  set: string,
  evidence: GateEvidence,
): readonly EvaluatedSlice[] | { readonly reason: string } {
  const slices = evidence.slices(set, confidence ?? CONFIDENCE);
  if (slices === undefined) return { reason: `the view has no evaluation set ${set}` };
  const judged = slices.filter(({ rows }) => rows >= min_rows);
  if (judged.length > 0) return judged;
  return { reason: `no slice of ${set} has ${min_rows} rows` };
}
