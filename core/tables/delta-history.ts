import { join } from 'node:path';
import { namesIn, readText } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { HistoryCommit, TableHistory } from './table-history.ts';

/** The actions of a Delta log that we look at. */
interface Action {
  readonly commitInfo?: {
    readonly timestamp?: number;
    readonly operation?: string;
    readonly operationMetrics?: Readonly<Record<string, unknown>>;
  };
  readonly protocol?: { readonly minReaderVersion: number };
  readonly metaData?: { readonly partitionColumns?: readonly string[] };
  readonly add?: FileAction;
  readonly remove?: FileAction;
}

interface FileAction {
  readonly path: string;
  readonly dataChange?: boolean;
  /** JSON. */
  readonly stats?: string;
}

/**
 * Reads a Delta log that is there as a whole, in JSON, and asks no more of a reader than version 1 does. Checkpoints say
 * nothing that such a log does not.
 */
export async function readDeltaHistory(folder: string): Promise<TableHistory> {
  const log = join(folder, '_delta_log');
  const names = (await namesIn(log)).filter((name) => /^\d{20}\.json$/.test(name));
  const refuse = (why: string) => new PlumblineError('failed', 'the table cannot be read', { where: folder, why });
  if (names.length === 0) throw refuse('its Delta log holds no commits as JSON');
  const commits: HistoryCommit[] = [];
  const rowsOf = new Map<string, number>();
  let files: readonly { readonly path: string }[] = [];
  for (const [version, name] of names.entries()) {
    if (Number.parseInt(name, 10) !== version)
      throw refuse('the older commits of its Delta log have been cleaned away');
    const actions = readActions(await readText(join(log, name)), () => refuse(`${name} cannot be read`));
    for (const { protocol, metaData, add } of actions) {
      if ((protocol?.minReaderVersion ?? 1) > 1) {
        throw refuse(`it asks for reader version ${protocol?.minReaderVersion}, and only version 1 can be read`);
      }
      if ((metaData?.partitionColumns ?? []).length > 0) throw refuse('partitioned Delta tables cannot be read yet');
      if (add !== undefined) rowsOf.set(add.path, recordsOf(add) ?? Number.NaN);
    }
    const removed = new Set(actions.flatMap(({ remove }) => remove?.path ?? []));
    const added = actions.flatMap(({ add }) => (add === undefined ? [] : [{ path: add.path }]));
    const addedPaths = new Set(added.map(({ path }) => path));
    files = [...files.filter(({ path }) => !removed.has(path) && !addedPaths.has(path)), ...added];
    const count = (paths: Iterable<string>) =>
      [...paths].reduce((sum, path) => sum + (rowsOf.get(path) ?? Number.NaN), 0);
    const total = count(files.map(({ path }) => path));
    if (Number.isNaN(total)) throw refuse(`its Delta log does not say how many rows there are (${name})`);
    const info = actions.find(({ commitInfo }) => commitInfo !== undefined)?.commitInfo;
    const rows = counted(info?.operationMetrics) ?? {
      added: count(changed(actions, 'add')),
      updated: 0,
      deleted: count(changed(actions, 'remove')),
    };
    commits.push({
      instant: String(version),
      version,
      at: new Date(info?.timestamp ?? 0).toISOString(),
      operation: (info?.operation ?? 'unknown').toLowerCase(),
      rows,
      total,
      files: files.map(({ path }) => ({ path: decodeURIComponent(path) })),
    });
  }
  return { folder, commits };
}

function readActions(text: string, problem: () => PlumblineError): readonly Action[] {
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Action);
  } catch {
    throw problem();
  }
}

function recordsOf({ stats }: FileAction): number | undefined {
  try {
    const { numRecords } = JSON.parse(stats ?? '{}') as { readonly numRecords?: number };
    return numRecords;
  } catch {
    return undefined;
  }
}

/** Files whose rows came or went, rather than were written anew as they are. */
function changed(actions: readonly Action[], kind: 'add' | 'remove'): readonly string[] {
  return actions.flatMap((action) => {
    const file = action[kind];
    return file === undefined || file.dataChange === false ? [] : [file.path];
  });
}

/** What an operation on rows says it did to them: Spark in camel case, delta-rs with underscores. */
function counted(metrics: Readonly<Record<string, unknown>> = {}): HistoryCommit['rows'] | undefined {
  const said = (...names: readonly string[]): number | undefined => {
    const name = names.find((each) => metrics[each] !== undefined);
    return name === undefined ? undefined : Number(metrics[name]);
  };
  const added = said('numTargetRowsInserted', 'num_target_rows_inserted');
  const updated = said('numTargetRowsUpdated', 'num_target_rows_updated', 'numUpdatedRows', 'num_updated_rows');
  const deleted = said('numTargetRowsDeleted', 'num_target_rows_deleted', 'numDeletedRows', 'num_deleted_rows');
  if (added === undefined && updated === undefined && deleted === undefined) return undefined;
  return { added: added ?? 0, updated: updated ?? 0, deleted: deleted ?? 0 };
}
