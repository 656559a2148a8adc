/**
 * A metric with its confidence interval. What is undefined is null, and then says why; a value may be known where its
 * interval is not.
 */
export interface MetricValue {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Why the value is null. */
  readonly reason?: string;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export type MetricValues = Readonly<Record<string, MetricValue>>;

export function known(value: number, interval: Interval | undefined): MetricValue {
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}

export function unknown(reason: string): MetricValue {
  return { value: null, low: null, high: null, reason };
}

/** The confidence of every interval that is not asked for with another one. */
export const CONFIDENCE = 0.95;

/** Which intervals are computed. Those of the bootstrap cost time, and are not always looked at. */
export interface Intervals {
  readonly confidence: number;
  readonly bootstrap: boolean;
}
