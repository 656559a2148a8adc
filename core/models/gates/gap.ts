import type { MetricValue } from '../metrics/metric-value.ts';
import { blocked, digits, type GateEvidence, type GateVerdict } from './gate.ts';
import { type BoundGate, judgedSlices } from './metric-bounds.ts';

/**
 * The largest difference between the slices of an evaluation set. With `confidence` it is the upper end of the interval of
 * the difference that must hold, by the method of variance estimates recovery: Zou, Donner, "Construction of confidence
 * limits about effect measures", Statistics in Medicine 27 (2008).
 */
export function gap(gate: BoundGate, bound: number, evidence: GateEvidence): GateVerdict {
  const { metric, evaluation_set: set, confidence } = gate;
  const sure = confidence === undefined ? '' : ` with ${digits(confidence * 100)} % confidence`;
  const words = `${metric} differs by at most ${bound} between the slices of ${set ?? 'an evaluation set'}${sure}`;
  if (set === undefined) return blocked(words, 'no `evaluation_set` says which slices are compared', bound);
  const slices = judgedSlices(gate, set, evidence);
  if ('reason' in slices) return blocked(words, slices.reason, bound);
  const known = slices.flatMap(({ slice, metrics }) => {
    const value = metrics[metric];
    return value === undefined || value.value === null ? [] : [{ slice, ...value, value: value.value }];
  });
  const sorted = known.toSorted((a, b) => a.value - b.value);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return blocked(words, `${metric} is defined in no slice`, bound);
  if (known.length < slices.length) {
    const without = slices.find(({ metrics }) => (metrics[metric]?.value ?? null) === null);
    return blocked(words, `${metric} is not defined where ${without?.slice}`, bound);
  }
  const difference = highest.value - lowest.value;
  const from = `${digits(lowest.value)} where ${lowest.slice}, ${digits(highest.value)} where ${highest.slice}`;
  if (confidence === undefined) {
    return { gate: words, passed: difference <= bound, value: difference, bound, reason: from };
  }
  const most = upperEnd(lowest, highest);
  if (most === undefined) return blocked(words, 'there are too few rows for an interval', bound);
  const reason = `${from}: ${digits(difference)} apart, and ${digits(most)} at the most`;
  return { gate: words, passed: most <= bound, value: most, bound, reason };
}

function upperEnd(
  lowest: MetricValue & { readonly value: number },
  highest: MetricValue & { readonly value: number },
): number | undefined {
  if (lowest.low === null || highest.high === null) return undefined;
  const difference = highest.value - lowest.value;
  return difference + Math.hypot(highest.high - highest.value, lowest.value - lowest.low);
}
