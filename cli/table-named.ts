import { resolve } from 'node:path';
import { nearestName } from '../core/catalogue/nearest-name.ts';
import type { DataSource } from '../core/engine/data-source.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import { commitAt } from '../core/tables/as-of.ts';
import { groupSlice, groupTable } from '../core/tables/group-table.ts';
import {
  type HistoryCommit,
  historySource,
  isTableFolder,
  tableHistory,
  timelineHistory,
} from '../core/tables/table-history.ts';
import { tableFolder, tableLabel } from '../core/tables/tables-folder.ts';
import type { Call } from './commands.ts';
import { type KeyedGroup, noRowsYet } from './group-source.ts';
import { openProject } from './open-project.ts';

/** A table that the user named: that of a feature group, or one in a folder. */
export interface NamedTable {
  /** What to call it in words. */
  readonly label: string;
  /** Absolute. */
  readonly folder: string;
  /** The oldest first; none where nothing was committed yet. */
  readonly commits: readonly HistoryCommit[];
  /** The rows at some moment (see `commitAt`). An engine that reads them must be let into `folder`. */
  rows(at: string | undefined): Promise<{ readonly commit: HistoryCommit; readonly source: DataSource }>;
}

/** A folder of a table if there is one of that name, else a feature group of the project. */
export async function tableNamed(
  name: string,
  { output, signal }: Pick<Call, 'output' | 'signal'>,
): Promise<NamedTable> {
  if (/[/\\]/.test(name) || (await isTableFolder(resolve(name)))) return tableInFolder(name);
  const { project, storage } = await openProject(output.options, signal);
  const found = project.resolve('feature-group', name.replace(/^feature-group:/, ''));
  if (found?.key === undefined) {
    const groups = project.names('feature-group');
    const nearest = nearestName(name, groups);
    throw new PlumblineError('usage', `there is neither a table nor a feature group ${name}`, {
      where: project.root,
      help: nearest === undefined ? `there is ${groups.join(', ') || 'none yet'}` : `did you mean ${nearest}?`,
    });
  }
  const group: KeyedGroup = { ...found, key: found.key };
  const table = await groupTable(storage, group.key);
  const folder = tableFolder(storage, group.key);
  const { commits } = table === undefined ? { commits: [] } : await timelineHistory(table);
  return {
    label: tableLabel(group.key),
    folder,
    commits,
    async rows(at) {
      const slice = await groupSlice(storage, group, group.key, at);
      if (slice === undefined) throw noRowsYet(project, group.key);
      return slice;
    },
  };
}

async function tableInFolder(name: string): Promise<NamedTable> {
  const { folder, commits } = await tableHistory(resolve(name));
  return {
    label: name,
    folder,
    commits,
    async rows(at) {
      if (commits.length === 0) throw new PlumblineError('failed', 'the table has no rows yet', { where: name });
      const commit = commitAt(commits, at, name);
      return { commit, source: { ...(await historySource(folder, commit)), label: name } };
    },
  };
}
