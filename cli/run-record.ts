import { tidyRunFolders } from '../core/pipelines/run-folders.ts';
import { openRepository } from '../core/platform/git.ts';
import { gitState } from '../core/platform/git-state.ts';
import { describeError, PlumblineError } from '../core/platform/problem.ts';
import type { Project } from '../core/project/project.ts';
import { newId } from '../core/registry/new-id.ts';
import { finishRun, type NewRun, type RunEnd, startRun } from '../core/registry/record-run.ts';
import type { Registry } from '../core/registry/registry.ts';
import { findRun, listRuns, type Run } from '../core/registry/runs.ts';
import type { Queries, Transaction } from '../core/registry/store.ts';
import { commitsByRun } from '../core/tables/group-table.ts';
import { recordMadeCommits } from './run-lineage.ts';

/** Records that a run begins, and of which code; returns its id. */
export async function beginRun(registry: Registry, project: Project, run: NewRun): Promise<string> {
  const repository = await openRepository(project.root);
  const git = repository === undefined ? undefined : await gitState(repository);
  const code = git === undefined ? {} : { git: { commit: git.commit, dirty: git.dirty } };
  return registry.write((db) => startRun(db, { ...run, ...code }));
}

/** The same for a run of a pipeline, after what killed runs have left was put right and cleared away. */
export async function beginPipelineRun(
  registry: Registry,
  project: Project,
  pipeline: string,
  params: unknown,
): Promise<string> {
  await settleKilledRuns(registry);
  const asset = { kind: 'pipeline', name: pipeline };
  const id = newId();
  await beginRun(registry, project, { id, kind: 'pipeline', asset, params, logFile: `runs/${id}/log.txt` });
  await tidyRunFolders(registry.storage, async () => {
    const runs = await pipelineRuns(registry);
    return new Set(runs.filter(({ status }) => status === 'running').map((run) => run.id));
  });
  return id;
}

/**
 * Does the work of a run that has begun, and records how it ended, also where it throws. `also` records what came of it
 * in the same step.
 */
export async function recorded<T>(
  registry: Registry,
  id: string,
  signal: AbortSignal,
  work: () => Promise<T>,
  endOf: (value: T) => RunEnd,
  also: (db: Transaction, value: T) => void = () => {},
): Promise<T> {
  const value = await recordedFailure(registry, id, signal, work);
  await registry.write((db) => {
    finishRun(db, id, endOf(value));
    also(db, value);
  });
  return value;
}

/** The same for work that records its own success; what throws after that has succeeded all the same. */
export async function recordedFailure<T>(
  registry: Registry,
  id: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await registry.write((db) => {
      if (findRun(db, id)?.status === 'running') finishRun(db, id, howItFailed(error, signal));
    });
    throw error;
  }
}

function howItFailed(error: unknown, signal: AbortSignal): RunEnd {
  const status = signal.aborted ? 'cancelled' : 'failed';
  if (!(error instanceof PlumblineError)) return { status, error: { what: describeError(error) } };
  const { message: what, where, why, help } = error;
  return { status, error: { what, where, why, help } };
}

/**
 * A run that was killed between the commit of its outputs and the record of its end did succeed: the tables hold its
 * rows. All other killed runs have changed nothing, and stay recorded as interrupted.
 */
async function settleKilledRuns(registry: Registry): Promise<void> {
  const isInterrupted = ({ status }: Run) => status === 'interrupted';
  if (!(await pipelineRuns(registry)).some(isInterrupted)) return;
  const commits = await commitsByRun(registry.storage);
  await registry.write((db) => {
    for (const { id } of recentRuns(db).filter(isInterrupted)) {
      const made = commits.get(id);
      if (made === undefined) continue;
      finishRun(db, id, { status: 'succeeded' });
      recordMadeCommits(db, made);
    }
  });
}

function pipelineRuns(registry: Registry): Promise<readonly Run[]> {
  return registry.read(recentRuns);
}

/** As many as can be at work, or have been killed since the last one began. */
function recentRuns(db: Queries): readonly Run[] {
  return listRuns(db, { kind: 'pipeline', limit: 1000 });
}
