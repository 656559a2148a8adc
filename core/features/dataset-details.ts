import type { Commits } from './group-rows.ts';
import type { PartName, Split } from './split.ts';
import type { ViewField } from './view-query.ts';

/** The kind of a training dataset among the registered assets, and of its node in lineage. */
export const TRAINING_DATASET = 'training-dataset';

/** What the registry, and `manifest.json` beside the rows, say of a training dataset. */
export interface TrainingDatasetDetails {
  /** `arrival_delay@1`. */
  readonly view: string;
  /** Its number among those of the view. */
  readonly dataset: number;
  /**
   * Rows of each part; their files are called after it: `train.parquet`. A dataset that is not split has one, `all`.
   */
  readonly splits: Readonly<Partial<Record<PartName, number>>>;
  /** Rows that belong to no part. */
  readonly left_out: number;
  readonly features: readonly string[];
  readonly labels: readonly string[];
  /** The columns that name a row; they are among `columns`, and no features unless the view selects them. */
  readonly keys: readonly string[];
  readonly event_time: string | null;
  /** Of the files, in order. */
  readonly columns: readonly Pick<ViewField, 'name' | 'type' | 'role'>[];
  /** The commit of each feature group that was read. */
  readonly commits: Commits;
  readonly filter: string | null;
  readonly split: Split;
  /** Of the definition: the query of the view, filter and split. */
  readonly definition: string;
  /** ISO 8601, UTC. */
  readonly created_at: string;
}

export interface Manifest extends TrainingDatasetDetails {
  readonly hash: string;
}
