import { generationOf } from '../core/platform/files.ts';
import { latestResults, type ResultWithItems, recentResults, wholeResult } from '../core/registry/latest-results.ts';
import { openRegistry, type Registry } from '../core/registry/registry.ts';
import { listRuns, type Run } from '../core/registry/runs.ts';
import { readSnapshot } from '../core/registry/snapshots.ts';
import type { Queries } from '../core/registry/store.ts';
import { type PastRun, pastRunOf, RUNS_LOOKED_AT } from '../core/reports/what-if/replay.ts';
import { DRIFT } from '../core/views/stored-drift.ts';
import { type StoredValidation, VALIDATION } from '../core/views/stored-validation.ts';
import type { ValidationPage } from '../core/views/validation-page.ts';
import { NO_FACTS, type RegistryFacts, readFacts } from './registry-facts.ts';

/** What the registry knows of one project: read again when its file has changed, and not otherwise. */
export interface Results {
  /** By the name of the suite: the latest result for each target that it has judged, the newest first. */
  readonly latest: ReadonlyMap<string, readonly ResultWithItems[]>;
  /** The latest run of each pipeline, by its name. */
  readonly runs: ReadonlyMap<string, Run>;
  /** What was compared for drift: the latest result for each monitor and target, the newest first. */
  readonly drift: readonly ResultWithItems[];
  readonly facts: RegistryFacts;
}

const NO_RESULTS: Results = { latest: new Map(), runs: new Map(), drift: [], facts: NO_FACTS };

export interface ResultReader {
  /** What was read last. */
  readonly current: Results;
  /** Looks whether the registry has changed; true if there is something new. */
  refresh(): Promise<boolean>;
  /** The latest runs of a suite, by which an edited bound is judged; read when first asked for, and kept until `refresh`. */
  past(suite: string): Promise<readonly PastRun[]>;
  page(result: string): Promise<ValidationPage | undefined>;
  /** The latest state of the registry, for what is asked for too seldom to be kept. */
  query<T>(question: (db: Queries) => T): Promise<T>;
  /** What was kept of a result: its page. */
  whole(result: string): Promise<unknown>;
  /** What something that runs has told last: `deployments/arrival_delay`. */
  snapshot(name: string): Promise<unknown>;
  /** The storage folder, absolute. */
  readonly storage: string;
  dispose(): void;
}

export async function readResults(storage: string, onProblem: (message: string) => void): Promise<ResultReader> {
  const registry = await openRegistry(storage, { notify: onProblem });
  let current = NO_RESULTS;
  let generation: string | undefined;
  const pasts = new Map<string, Promise<readonly PastRun[]>>();
  return {
    get current() {
      return current;
    },
    async refresh() {
      const now = generationOf(registry.file);
      if (now === generation) return false;
      current = await read(registry);
      pasts.clear();
      generation = now;
      return true;
    },
    past(suite) {
      // A suite that was never validated costs nothing while it is typed in.
      if (!current.latest.has(suite)) return Promise.resolve([]);
      const known = pasts.get(suite);
      if (known !== undefined) return known;
      const read = registry.read((db) => recentResults(db, VALIDATION, suite, RUNS_LOOKED_AT).map(pastRunOf));
      pasts.set(suite, read);
      return read;
    },
    async page(result) {
      const stored = (await wholeResult(registry, result)) as StoredValidation | undefined;
      return stored === undefined ? undefined : { ...stored.page, id: result };
    },
    query: (question) => registry.read(question),
    whole: (result) => wholeResult(registry, result),
    snapshot: (name) => readSnapshot(storage, name),
    storage,
    dispose: () => registry.dispose(),
  };
}

async function read(registry: Registry): Promise<Results> {
  return registry.read((db) => {
    const latest = Map.groupBy(latestResults(db, { kind: VALIDATION }), ({ subject }) => subject);
    const runs = new Map<string, Run>();
    for (const run of listRuns(db, { kind: 'pipeline' })) {
      if (run.asset !== undefined && !runs.has(run.asset.name)) runs.set(run.asset.name, run);
    }
    return { latest, runs, drift: latestResults(db, { kind: DRIFT }), facts: readFacts(db) };
  });
}
