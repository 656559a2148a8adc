import { listCommits, type RecordedCommit } from '../core/registry/commits.ts';
import { listRuns, type Run } from '../core/registry/runs.ts';
import type { Queries } from '../core/registry/store.ts';
import { type ModelVersionFacts, readModelVersions } from './model-version-facts.ts';
import { type RolloutFacts, readRollouts } from './rollout-facts.ts';
import { readTrainingDatasets, type TrainingDatasetFacts } from './training-dataset-facts.ts';

/** What the registry knows of things that come and go while the definitions stay as they are. */
export interface RegistryFacts {
  /** By the name of the model, the newest version first. */
  readonly versions: ReadonlyMap<string, readonly ModelVersionFacts[]>;
  /** By the name of the deployment. */
  readonly rollouts: ReadonlyMap<string, RolloutFacts>;
  /** By the feature group (`flights@1`), the newest first. */
  readonly commits: ReadonlyMap<string, readonly RecordedCommit[]>;
  /** Those that were created, by the feature view (`arrival_delay@1`). */
  readonly trainingDatasets: ReadonlyMap<string, readonly TrainingDatasetFacts[]>;
  /** Of all kinds, the newest first. */
  readonly latestRuns: readonly Run[];
}

export const NO_FACTS: RegistryFacts = {
  versions: new Map(),
  rollouts: new Map(),
  commits: new Map(),
  trainingDatasets: new Map(),
  latestRuns: [],
};

const MOST_COMMITS = 5000;

export function readFacts(db: Queries): RegistryFacts {
  return {
    versions: readModelVersions(db),
    rollouts: readRollouts(db),
    commits: Map.groupBy(listCommits(db, undefined, MOST_COMMITS), ({ table }) => table),
    trainingDatasets: readTrainingDatasets(db),
    latestRuns: listRuns(db),
  };
}
