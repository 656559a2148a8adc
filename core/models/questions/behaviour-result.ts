import type { Model } from '../../definitions/model.ts';
import type { Lenient } from '../../definitions/schema.ts';
import type { Json } from '../../engine/value.ts';
import type { Row } from './askable-model.ts';

export type BehaviourTest = NonNullable<NonNullable<Lenient<Model>['behaviour_tests']>[number]>;

/** What came of one behaviour test of a model. */
export interface BehaviourResult {
  readonly name: string;
  readonly kind: string;
  readonly passed: boolean;
  /** Rows that the model was asked about. */
  readonly rows: number;
  /** Those that break the test; null where it is about all of them together. */
  readonly broken: number | null;
  readonly reason: string;
  /** The first rows that break it. */
  readonly examples: readonly BehaviourExample[];
}

export interface BehaviourExample {
  /** What names the row. */
  readonly key: Row;
  /** What the model said of the row as it is. */
  readonly before: Json;
  /** What it said of the changed row; null where nothing was changed. */
  readonly after: Json;
}
