/** A training dataset, as far as training and evaluation have to know it. */
export interface TrainingData {
  /** `arrival_delay@1/1`. */
  readonly ref: string;
  /** Of its rows. */
  readonly hash: string;
  /** The folder it is in; absolute. */
  readonly folder: string;
  /** The Parquet file of each split: `train`, `validation`, `test`, or `all` where it is not split. */
  readonly splits: Readonly<Record<string, string>>;
  readonly features: readonly string[];
  readonly labels: readonly string[];
  /** Columns that name a row. */
  readonly keys: readonly string[];
  readonly eventTime?: string | undefined;
  /** The commit of each feature group that it was read from. */
  readonly commits?: Readonly<Record<string, string>>;
}

/** The split that a version is judged on. */
export const JUDGED = 'test';
