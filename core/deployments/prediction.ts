import type { FeatureRow, FeatureValue, PredictedValue } from './predictor-host.ts';

/** One prediction as the log keeps it: a line of JSON. */
export interface Prediction {
  /** Sorts by time. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Of the request that it was part of. */
  readonly request: string;
  readonly deployment: string;
  readonly model: string;
  readonly version: number;
  /** A shadow's answer was given to nobody. */
  readonly role: 'stable' | 'candidate' | 'shadow' | 'named';
  /** The key that features were looked up by, where there is one. */
  readonly key?: Readonly<Record<string, FeatureValue>>;
  /** As the model's view names them, before transformations that belong to the model. */
  readonly features?: FeatureRow;
  readonly prediction?: PredictedValue;
  readonly score?: PredictedValue;
  /** Of its request, from its arrival to the answer. */
  readonly latency_ms: number;
  /** Of the tables that features were looked up in: `{"flights@1": "20130131120000000"}`. */
  readonly commits?: Readonly<Record<string, string>>;
  readonly error?: string;
}
