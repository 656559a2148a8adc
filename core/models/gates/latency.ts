import type { Latency } from '../questions/latency.ts';
import { blocked, digits, type GateEvidence, type GateVerdict } from './gate.ts';

export type LatencyMetric = Exclude<keyof Latency, 'questions'>;

export function isLatency(metric: string): metric is LatencyMetric {
  return ['latency_p50_ms', 'latency_p95_ms', 'latency_p99_ms'].includes(metric);
}

/** How long the model takes for one row, as it was measured where it was trained. */
export function latencyBound(
  metric: LatencyMetric,
  side: 'min' | 'max',
  bound: number,
  { asked: { latency } }: GateEvidence,
): GateVerdict {
  const words = `${metric} ${side === 'min' ? 'at least' : 'at most'} ${bound}`;
  if ('lacking' in latency) return blocked(words, `it was not measured: ${latency.lacking}`, bound);
  const value = latency[metric];
  const reason = `it is ${digits(value)}, of ${latency.questions} single rows on this machine`;
  return { gate: words, passed: side === 'min' ? value >= bound : value <= bound, value, bound, reason };
}
