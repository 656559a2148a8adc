import { join } from 'node:path';
import type { AssetKey } from '../definitions/asset.ts';
import type { DataSource } from '../engine/data-source.ts';
import { namesIn } from '../platform/files.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import { commitAt } from './as-of.ts';
import { readJournal } from './journal.ts';
import { filesSource } from './table-history.ts';
import { readableColumns } from './table-shape.ts';
import { isTableName, labelOfTable, tableLabel, tableName, tablesFolder } from './tables-folder.ts';
import { readTimeline, type TableCommit, type Timeline } from './timeline.ts';

/** The table of a feature group; undefined before its first commit. */
export async function groupTable(storage: string, key: AssetKey): Promise<Timeline | undefined> {
  const timeline = await readStored(storage, tableName(key));
  return timeline === undefined || timeline.commits.length === 0 ? undefined : timeline;
}

/** The rows of a feature group at some moment. */
export interface GroupSlice {
  readonly commit: TableCommit;
  readonly source: DataSource;
}

/**
 * The rows of a feature group, now or as of a commit, a version or a time (see `commitAt`); undefined before the first
 * commit. The columns are those of the definition as it is today: rows older than a feature have its default.
 */
export async function groupSlice(
  storage: string,
  group: DefinitionFileOf<'feature-group'>,
  key: AssetKey,
  at?: string,
): Promise<GroupSlice | undefined> {
  const table = await groupTable(storage, key);
  if (table === undefined) return undefined;
  const label = tableLabel(key);
  const commit = commitAt(table.commits, at, label);
  return { commit, source: { ...sliceSource(table, commit, label), columns: readableColumns(group) } };
}

/** The files of a table after a commit, as data to read. */
export function sliceSource({ folder }: Pick<Timeline, 'folder'>, commit: TableCommit, label: string): DataSource {
  return { ...filesSource(folder, commit.instant, commit.files), label };
}

/** The commits of all tables that runs have made, by the run's id. */
export async function commitsByRun(storage: string): Promise<ReadonlyMap<string, readonly GroupCommit[]>> {
  const runs = new Map<string, GroupCommit[]>();
  for (const name of await storedTables(storage)) {
    for (const commit of (await readStored(storage, name))?.commits ?? []) {
      const run = commit.mark?.run;
      if (run !== undefined) runs.set(run, [...(runs.get(run) ?? []), { ...commit, table: labelOfTable(name), run }]);
    }
  }
  return runs;
}

/** A commit, with the table it is of: `flights@1`. */
export interface GroupCommit extends TableCommit {
  readonly table: string;
  readonly run: string;
}

/** Names of the folders of tables. */
async function storedTables(storage: string): Promise<readonly string[]> {
  return (await namesIn(tablesFolder(storage))).filter(isTableName);
}

/** Reads a table without waiting for those who write: the journal comes first, so that none of its commits is missed. */
async function readStored(storage: string, table: string): Promise<Timeline | undefined> {
  const journal = (await readJournal(storage)).filter((entry) => entry.table === table);
  return readTimeline(join(tablesFolder(storage), table), journal);
}
