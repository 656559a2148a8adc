import { join } from 'node:path';
import { namesIn, remove } from '../platform/files.ts';
import { isId } from '../registry/new-id.ts';

/** The files of a run: its description, its log, and, while it is at work, its inputs and outputs. */
export interface RunFolder {
  readonly folder: string;
  /** What the program reads: parameters, and where its inputs and outputs are. */
  readonly description: string;
  readonly log: string;
  /** Rows of feature groups that the program reads. */
  readonly inputs: string;
  readonly outputs: string;
}

export function runFolder(storage: string, run: string): RunFolder {
  const folder = join(storage, 'runs', run);
  return {
    folder,
    description: join(folder, 'run.json'),
    log: join(folder, 'log.txt'),
    inputs: join(folder, 'inputs'),
    outputs: join(folder, 'outputs'),
  };
}

/** Runs whose description and log are kept, in a project. */
const KEPT_RUNS = 50;

/**
 * Clears away what runs of the past have left: rows of runs that were killed, and all of the oldest ones. A run is in
 * the registry before its folder is made, so runs that are asked for after the folders were listed include all that
 * are still at work.
 */
export async function tidyRunFolders(
  storage: string,
  runsAtWork: () => Promise<ReadonlySet<string>>,
  keep = KEPT_RUNS,
): Promise<void> {
  const runs = (await namesIn(join(storage, 'runs'))).filter(isId);
  const atWork = await runsAtWork();
  const ended = runs.filter((run) => !atWork.has(run));
  // Ids grow with time, and names come sorted.
  const old = new Set(ended.slice(0, Math.max(0, ended.length - keep)));
  for (const run of ended) {
    const { folder, inputs, outputs } = runFolder(storage, run);
    for (const path of old.has(run) ? [folder] : [inputs, outputs]) await remove(path);
  }
}
