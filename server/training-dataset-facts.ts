import { listAssets } from '../core/registry/assets.ts';
import type { Queries } from '../core/registry/store.ts';
import { entriesOf, numberIn, recordIn } from './unknown-json.ts';

/** A training dataset that was created, as the trees show it. */
export interface TrainingDatasetFacts {
  /** Its number among those of the view. */
  readonly number: number;
  readonly hash: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Rows of each part, in their order. */
  readonly parts: readonly (readonly [part: string, rows: number])[];
  /** Rows of the view that belong to no part. */
  readonly leftOut: number;
  /** The commit of each feature group that was read. */
  readonly commits: readonly (readonly [group: string, instant: string])[];
}

/**
 * By the view (`arrival_delay@1`), the lowest number first. It is read with care, like all that another version may
 * have written.
 */
export function readTrainingDatasets(db: Queries): ReadonlyMap<string, readonly TrainingDatasetFacts[]> {
  const registered = listAssets(db, 'training-dataset').toSorted((a, b) => a.version - b.version);
  const all = registered.map(({ name, version, fingerprint, registeredAt, details }) => {
    const { splits, left_out, commits } = recordIn(details);
    const facts: TrainingDatasetFacts = {
      number: version,
      hash: fingerprint,
      createdAt: registeredAt,
      parts: entriesOf(splits).flatMap(([part, rows]) => (typeof rows === 'number' ? [[part, rows] as const] : [])),
      leftOut: numberIn(left_out) ?? 0,
      commits: entriesOf(commits).flatMap(([group, at]) => (typeof at === 'string' ? [[group, at] as const] : [])),
    };
    return { view: name, facts };
  });
  const byView = Map.groupBy(all, ({ view }) => view);
  return new Map([...byView].map(([view, some]) => [view, some.map(({ facts }) => facts)]));
}
