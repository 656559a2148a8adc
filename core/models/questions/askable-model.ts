import type { Json } from '../../engine/value.ts';

/** Values by the name of the column, as a request has them. */
export type Row = Readonly<Record<string, Json>>;

/** What the model says of one row. */
export type Answer =
  | {
      readonly prediction: Json;
      readonly score?: Json;
      /** Features that the row lacked, and that were computed from what it had. */
      readonly computed?: Row;
    }
  | { readonly error: string };

/**
 * A version that is not registered yet, answering as it will when it is deployed: the same process, the same code, the
 * same artefacts. Who composes a training run starts it; here it is only asked.
 */
export interface AskableModel {
  /** An answer for each row; rejects with words if the predictor raised or its process ended. */
  ask(rows: readonly Row[]): Promise<readonly Answer[]>;
  /** Features that are computed of a row that lacks them, by the functions that compute them in training. */
  readonly onDemand: readonly OnDemandFeature[];
  /**
   * The rows that serving looks up for keys: features, keys, event time, and what features are computed on demand from;
   * undefined where there is none. From the commits that the training data was read from, so that both have seen the same.
   */
  lookUp(keys: readonly Row[]): Promise<readonly (Row | undefined)[]>;
  end(): Promise<void>;
}

export interface OnDemandFeature {
  readonly name: string;
  readonly parameters: readonly string[];
}

/** A question that could not be put, or got no answer. */
export interface NotAsked {
  /** What was lacking, in words. */
  readonly lacking: string;
}
