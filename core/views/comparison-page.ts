/** What the page that compares two model versions draws. `left` is the older one of the question, `right` the newer. */
export interface ComparisonPage {
  readonly kind: 'comparison';
  readonly model: string;
  readonly task: string;
  readonly left: ModelVersionCard;
  readonly right: ModelVersionCard;
  readonly metrics: readonly MetricComparison[];
  /** Curves of both, drawn one over the other; empty where the task has none. */
  readonly curves: readonly CurvePair[];
  readonly parameters: readonly ValueComparison[];
  readonly slices: readonly SliceComparison[];
  readonly gates: readonly { readonly left: readonly GateCard[]; readonly right: readonly GateCard[] }[];
  /** What each said itself when it was asked; nothing of versions that were not. */
  readonly asked: readonly AskedComparison[];
  /** What each was made from. */
  readonly data: readonly ValueComparison[];
  /** Whether both were trained on the same data, by its hash. */
  readonly sameData: boolean;
}

export interface ModelVersionCard {
  readonly name: string;
  readonly version: number;
  readonly aliases: readonly string[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly passed: boolean;
  /** Asset id for lineage: `model:arrival_delay`. */
  readonly asset: string;
  readonly rows: number | undefined;
}

export interface MetricComparison {
  readonly name: string;
  readonly description: string;
  readonly better: 'higher' | 'lower';
  readonly left: Interval | undefined;
  readonly right: Interval | undefined;
  /** right − left. */
  readonly difference: number | undefined;
  /** `better` and `worse` only where the intervals do not overlap. */
  readonly verdict: 'better' | 'worse' | 'within the noise' | 'unknown';
}

export interface Interval {
  readonly value: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

export interface CurvePair {
  readonly name: 'roc' | 'precision-recall';
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly left: readonly Point[];
  readonly right: readonly Point[];
}

export type Point = readonly [x: number, y: number];

export interface ValueComparison {
  readonly name: string;
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly same: boolean;
}

export interface SliceComparison {
  /** `by_origin`. */
  readonly set: string;
  /** `origin = EWR`. */
  readonly slice: string;
  readonly metric: string;
  readonly left: Interval | undefined;
  readonly right: Interval | undefined;
  readonly rows: number | undefined;
}

export interface AskedComparison {
  /** `latency_p50_ms`, or the name of a behaviour test. */
  readonly name: string;
  readonly hint: string;
  readonly left: AskedCard | undefined;
  readonly right: AskedCard | undefined;
}

export interface AskedCard {
  /** `12.5 ms`, or why the test passed or not. */
  readonly text: string;
  /** Undefined of a figure that nothing is demanded of. */
  readonly passed: boolean | undefined;
  /** Rows that break the test, in words. */
  readonly examples: readonly string[];
}

export interface GateCard {
  /** `roc_auc at least 0.7`. */
  readonly gate: string;
  readonly passed: boolean;
  readonly reason: string;
}
