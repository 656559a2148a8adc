import { listCommits, type RecordedCommit } from '../core/registry/commits.ts';
import { latestResults, type ResultWithItems } from '../core/registry/latest-results.ts';
import { listRuns, type Run } from '../core/registry/runs.ts';
import type { Queries } from '../core/registry/store.ts';
import { DRIFT } from '../core/views/stored-drift.ts';
import { type ModelVersionFacts, readModelVersions } from './model-version-facts.ts';
import { type RolloutFacts, readRollouts } from './rollout-facts.ts';

/** What the registry knows of things that come and go while the definitions stay as they are. */
export interface RegistryFacts {
  /** By the name of the model, the newest version first. */
  readonly versions: ReadonlyMap<string, readonly ModelVersionFacts[]>;
  /** By the name of the deployment. */
  readonly rollouts: ReadonlyMap<string, RolloutFacts>;
  /** By the feature group (`flights@1`), the newest first. */
  readonly commits: ReadonlyMap<string, readonly RecordedCommit[]>;
  /** Of all kinds, the newest first. */
  readonly latestRuns: readonly Run[];
  /** The latest result of each monitor, by its name. */
  readonly drift: ReadonlyMap<string, ResultWithItems>;
}

export const NO_FACTS: RegistryFacts = {
  versions: new Map(),
  rollouts: new Map(),
  commits: new Map(),
  latestRuns: [],
  drift: new Map(),
};

const MOST_COMMITS = 5000;

export function readFacts(db: Queries): RegistryFacts {
  const drift = new Map<string, ResultWithItems>();
  for (const result of latestResults(db, { kind: DRIFT })) {
    if (!drift.has(result.subject)) drift.set(result.subject, result);
  }
  return {
    versions: readModelVersions(db),
    rollouts: readRollouts(db),
    commits: Map.groupBy(listCommits(db, undefined, MOST_COMMITS), ({ table }) => table),
    latestRuns: listRuns(db),
    drift,
  };
}
