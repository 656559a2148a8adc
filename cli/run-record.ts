import { runsWithKeptData } from '../core/pipelines/kept-data.ts';
import { tidyRunFolders } from '../core/pipelines/run-folders.ts';
import { openRepository } from '../core/platform/git.ts';
import { gitState } from '../core/platform/git-state.ts';
import { describeError, PlumblineError } from '../core/platform/problem.ts';
import type { Project } from '../core/project/project.ts';
import { newId } from '../core/registry/new-id.ts';
import { finishRun, type RunEnd, startRun } from '../core/registry/record-run.ts';
import type { Registry } from '../core/registry/registry.ts';
import { listRuns, type Run } from '../core/registry/runs.ts';
import type { Queries } from '../core/registry/store.ts';

/** Records that a pipeline begins to run, and clears away what killed runs have left; returns the run's id. */
export async function beginRun(
  registry: Registry,
  project: Project,
  pipeline: string,
  params: unknown,
): Promise<string> {
  await settleKilledRuns(registry);
  const repository = await openRepository(project.root);
  const git = repository === undefined ? undefined : await gitState(repository);
  const id = newId();
  await registry.write((db) =>
    startRun(db, {
      id,
      kind: 'pipeline',
      asset: { kind: 'pipeline', name: pipeline },
      params,
      logFile: `runs/${id}/log.txt`,
      ...(git === undefined ? {} : { git: { commit: git.commit, dirty: git.dirty } }),
    }),
  );
  await tidyRunFolders(registry.storage, async () => {
    const runs = await pipelineRuns(registry);
    return new Set(runs.filter(({ status }) => status === 'running').map((run) => run.id));
  });
  return id;
}

export async function endRun(registry: Registry, id: string, how: RunEnd): Promise<void> {
  await registry.write((db) => finishRun(db, id, how));
}

export function howItFailed(error: unknown, signal: AbortSignal): RunEnd {
  const status = signal.aborted ? 'cancelled' : 'failed';
  if (!(error instanceof PlumblineError)) return { status, error: { what: describeError(error) } };
  const { message: what, where, why, help } = error;
  return { status, error: { what, where, why, help } };
}

/**
 * A run that was killed between the taking of its outputs and the record of its end did succeed: the feature groups
 * hold its rows. All other killed runs have changed nothing, and stay recorded as interrupted.
 */
async function settleKilledRuns(registry: Registry): Promise<void> {
  const kept = await runsWithKeptData(registry.storage);
  const isSettled = ({ id, status }: Run) => status !== 'interrupted' || !kept.has(id);
  if ((await pipelineRuns(registry)).every(isSettled)) return;
  await registry.write((db) => {
    for (const run of recentRuns(db)) if (!isSettled(run)) finishRun(db, run.id, { status: 'succeeded' });
  });
}

function pipelineRuns(registry: Registry): Promise<readonly Run[]> {
  return registry.read(recentRuns);
}

/** As many as can be at work, or have been killed since the last one began. */
function recentRuns(db: Queries): readonly Run[] {
  return listRuns(db, { kind: 'pipeline', limit: 1000 });
}
