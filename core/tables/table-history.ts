import { join } from 'node:path';
import type { DataSource } from '../engine/data-source.ts';
import { exists, namesIn, statOf } from '../platform/files.ts';
import { isInside, realPath } from '../platform/paths.ts';
import { PlumblineError } from '../platform/problem.ts';
import { readDeltaHistory } from './delta-history.ts';
import { readTimeline, type TableCommit, type Timeline } from './timeline.ts';

/** What there is to know of a table from its log alone, whoever wrote it. */
export interface TableHistory {
  /** Absolute. */
  readonly folder: string;
  /** The oldest first. */
  readonly commits: readonly HistoryCommit[];
}

export interface HistoryCommit {
  /** Names the commit: an instant in Hudi, the version in Delta. */
  readonly instant: string;
  /** Counts the commits from 0. */
  readonly version: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly operation: string;
  readonly rows: { readonly added: number; readonly updated: number; readonly deleted: number };
  /** Rows of the table after it. */
  readonly total: number;
  /** The files that hold the rows of the table after it, relative to its folder. */
  readonly files: readonly { readonly path: string }[];
  readonly run?: string;
}

/**
 * Reads the log of a table in a folder: Hudi's timeline where there is one, else a Delta log. What cannot be read right
 * is refused with the reason, never read in part.
 */
export async function tableHistory(folder: string): Promise<TableHistory> {
  const timeline = await readTimeline(folder, []);
  if (timeline !== undefined) return timelineHistory(timeline);
  if (await exists(join(folder, '_delta_log'))) return readDeltaHistory(folder);
  throw new PlumblineError('failed', 'the folder is no table', {
    where: folder,
    why: 'it holds neither .hoodie nor _delta_log',
    help: 'give a feature group, or the folder of a Hudi or Delta table',
  });
}

/** Whether a folder looks like a table of Hudi or Delta. */
export async function isTableFolder(folder: string): Promise<boolean> {
  const found = await Promise.all(['.hoodie', '_delta_log'].map((name) => statOf(join(folder, name))));
  return found.some((each) => each?.kind === 'folder');
}

export async function timelineHistory(timeline: Timeline): Promise<TableHistory> {
  const { folder, properties, commits, others } = timeline;
  const refuse = (why: string) => new PlumblineError('failed', 'the table cannot be read', { where: folder, why });
  const version = properties.get('hoodie.table.version') ?? '';
  if (version !== '6')
    throw refuse(`it is of Hudi's table version ${version || 'unknown'}, and only version 6 can be read`);
  if (properties.get('hoodie.table.type') !== 'COPY_ON_WRITE') throw refuse('only copy-on-write tables can be read');
  if (properties.get('hoodie.datasource.write.drop.partition.columns') === 'true') {
    throw refuse('its files lack the columns by which it is partitioned');
  }
  const merged = others.find((name) => /\.(deltacommit|compaction|logcompaction)/.test(name));
  if (merged !== undefined) throw refuse(`.hoodie holds ${merged}: rows lie in log files as well`);
  for (const archive of new Set([properties.get('hoodie.archivelog.folder') ?? 'archived', 'archived', 'history'])) {
    const names = await namesIn(join(folder, '.hoodie', archive));
    if (names.length > 0) throw refuse('its older commits have been archived, and what they wrote is not known');
  }
  return { folder, commits: commits.map(historyCommit) };
}

function historyCommit({ mark, ...commit }: TableCommit): HistoryCommit {
  return { ...commit, ...(mark?.run === undefined ? {} : { run: mark.run }) };
}

/** The rows of a table after a commit, as data to read; the columns are those of its files. */
export async function historySource(folder: string, { instant, files }: HistoryCommit): Promise<DataSource> {
  const source = filesSource(folder, instant, files);
  for (const path of source.files ?? []) {
    if (await exists(path)) continue;
    throw new PlumblineError('failed', `the rows of ${instant} are not there any more`, {
      where: folder,
      why: `${path} was cleaned away`,
      help: 'read a later commit',
    });
  }
  return source;
}

/** Files that a log names, if all of them lie in the folder: the table may have come from anywhere. */
export function filesSource(folder: string, instant: string, files: HistoryCommit['files']): DataSource {
  const home = realPath(folder);
  const paths = files.map(({ path }) => join(folder, path));
  const outside = paths.find((path) => !isInside(home, realPath(path)));
  if (outside !== undefined) {
    throw new PlumblineError('failed', 'the table names a file outside of its folder', {
      where: folder,
      why: `commit ${instant} names ${outside}`,
    });
  }
  return { path: folder, format: 'parquet', files: paths };
}
