import { join } from 'node:path';
import type { AssetKey } from '../definitions/asset.ts';
import type { DataSource } from '../engine/data-source.ts';
import type { QueryEngine } from '../engine/query-engine.ts';
import { makeFolder, remove } from '../platform/files.ts';
import { withLock } from '../platform/lock.ts';
import { PlumblineError } from '../platform/problem.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import { repairDeltaLog } from './delta-log.ts';
import { type HudiCommit, hudiCommit, inflightCommit } from './hudi-commit.ts';
import { printProperties, propertiesOf } from './hudi-properties.ts';
import { nextInstant, timeOf } from './instant.ts';
import { type JournalEntry, removeJournal, writeJournal } from './journal.ts';
import type { TableOperation } from './operation.ts';
import { assertOurs } from './ownership.ts';
import { dropPending, publish, recovered, rollForward } from './recover-table.ts';
import { stageBatch } from './stage-batch.ts';
import { type TableShape, tableShape } from './table-shape.ts';
import { tableFolder, tablesFolder } from './tables-folder.ts';
import { type Timeline, tableCommit } from './timeline.ts';
import { writeSlice } from './write-slice.ts';

export interface TableChange {
  readonly group: DefinitionFileOf<'feature-group'>;
  readonly key: AssetKey;
  /** The rows to take in; of a `delete` the keys are enough. */
  readonly source: DataSource;
  readonly operation: TableOperation;
}

export interface CommitRequest {
  /** It must be allowed the folder of the tables, and the sources. */
  readonly engine: QueryEngine;
  readonly storage: string;
  /** The run that makes the changes; it is kept in the commits. */
  readonly run?: string;
  readonly changes: readonly TableChange[];
  readonly signal?: AbortSignal;
}

/** A commit that was made. */
export interface MadeCommit {
  /** `flights@1`. */
  readonly table: string;
  readonly instant: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly version: number;
  readonly operation: TableOperation;
  readonly rows: { readonly added: number; readonly updated: number; readonly deleted: number };
  readonly total: number;
  /** Rows of the source that gave way to a later one of the same key. */
  readonly folded: number;
  /** Columns of the source that the group does not have. */
  readonly leftOut: readonly string[];
}

/** Somebody may be at a large table. */
const PATIENCE_MS = 10 * 60_000;

/** Does something while nobody else writes to the tables, after what killed writers have left was put right. */
export async function withTables<T>(storage: string, work: () => Promise<T>): Promise<T> {
  const path = join(tablesFolder(storage), 'tables.lock');
  const settled = async () => {
    await rollForward(storage);
    return work();
  };
  return withLock(path, settled, { what: 'the tables of the feature groups', timeoutMs: PATIENCE_MS });
}

/**
 * Changes tables, all of them or none: first every file is written, then one atomic write makes the commits facts. With
 * one table that is its `<instant>.commit`, with several a journal, from which whoever comes next finishes what a killed
 * process could not. Errors leave the tables as they were: `findings` where the rows are at fault, `failed` otherwise.
 */
export async function commitTables(request: CommitRequest): Promise<readonly MadeCommit[]> {
  const { storage, changes, signal } = request;
  if (changes.length === 0) return [];
  // Before anything is written: one group that no table can hold keeps all of them out.
  const shapes = changes.map(({ group, key }) => tableShape(group, key));
  return withTables(storage, async () => {
    const tables: OpenTable[] = [];
    const prepared: Prepared[] = [];
    let instant = '';
    try {
      for (const [index, change] of changes.entries()) tables.push(await openTable(storage, change, shapes[index]!));
      instant = nextInstant(tables.flatMap(({ timeline }) => timeline.commits.map((commit) => commit.instant)));
      for (const table of tables) prepared.push(await prepare(request, table, instant));
      if (signal?.aborted) throw new PlumblineError('cancelled', 'cancelled');
      const journal = prepared.map(({ entry }) => entry);
      if (journal.length > 1) await writeJournal(storage, journal);
      else for (const entry of journal) await publish(storage, entry);
    } catch (error) {
      await withdraw(storage, tables, instant);
      throw error;
    }
    await finish(storage, tables, prepared);
    return prepared.map(({ made }) => made);
  });
}

/**
 * What is left to do once the commits are facts. Should it fail, for a full disk or so, nothing is lost: readers follow
 * the journal, and the next writer does it again first.
 */
async function finish(storage: string, tables: readonly OpenTable[], prepared: readonly Prepared[]): Promise<void> {
  try {
    for (const [index, { entry }] of prepared.entries()) {
      const { folder, timeline } = tables[index]!;
      if (prepared.length > 1) await publish(storage, entry);
      await repairDeltaLog(folder, [...timeline.commits, tableCommit(entry.instant, entry.commit, timeline.commits)]);
    }
    if (prepared.length > 1) await removeJournal(storage);
  } catch {
    // See above.
  }
}

/** Takes back what was prepared, what would make it a fact first: should that have been written, and then failed. */
async function withdraw(storage: string, tables: readonly OpenTable[], instant: string): Promise<void> {
  await removeJournal(storage);
  for (const { folder, isNew } of tables) {
    if (isNew) await remove(folder);
    else if (instant !== '') {
      await remove(join(folder, '.hoodie', `${instant}.commit`));
      await dropPending(folder, instant);
    }
  }
}

interface OpenTable {
  readonly change: TableChange;
  readonly shape: TableShape;
  readonly folder: string;
  readonly timeline: Timeline;
  /** Whether it was made just now. */
  readonly isNew: boolean;
}

async function openTable(storage: string, change: TableChange, shape: TableShape): Promise<OpenTable> {
  const folder = tableFolder(storage, change.key);
  const found = await recovered(folder);
  if (found !== undefined) {
    await assertOurs(found, shape);
    await repairDeltaLog(folder, found.commits);
  }
  if (change.operation === 'delete' && (found?.commits ?? []).length === 0) {
    throw new PlumblineError('failed', 'there are no rows to delete', {
      where: shape.label,
      why: 'nothing was ever written to it',
    });
  }
  if (change.operation === 'delete' && shape.recordKey.length === 0) {
    throw new PlumblineError('failed', 'rows cannot be deleted by key', {
      where: shape.label,
      why: 'the group has no primary key',
    });
  }
  if (found !== undefined) return { change, shape, folder, timeline: found, isNew: false };
  const properties = propertiesOf(shape);
  await makeFolder(join(folder, '.hoodie'));
  await writeAtomically(join(folder, '.hoodie/hoodie.properties'), printProperties(properties));
  return { change, shape, folder, timeline: { folder, properties, commits: [], pending: [], others: [] }, isNew: true };
}

interface Prepared {
  readonly entry: JournalEntry;
  readonly made: MadeCommit;
}

/** Writes everything of a commit but the commit itself. */
async function prepare(request: CommitRequest, table: OpenTable, instant: string): Promise<Prepared> {
  const { engine, run, signal } = request;
  const { change, shape, folder, timeline } = table;
  const options = signal === undefined ? {} : { signal };
  const operation = change.operation === 'upsert' && shape.recordKey.length === 0 ? 'insert' : change.operation;
  const home = join(folder, '.hoodie');
  // Whose it is comes before anything else, so that what a killed process leaves is known to be ours.
  await writeAtomically(join(home, `${instant}.inflight`), JSON.stringify(inflightCommit(run)));
  await writeAtomically(join(home, `${instant}.commit.requested`), '');
  await writeAtomically(
    join(folder, '.hoodie_partition_metadata'),
    `commitTime=${timeline.commits[0]?.instant ?? instant}\npartitionDepth=0\n`,
  );
  const batch = await stageBatch(engine, change.source, shape, operation, options);
  try {
    const slice = await writeSlice(
      { engine, shape, folder, instant, operation, batch, options },
      timeline.commits.at(-1),
    );
    const version = timeline.commits.length;
    const commit: HudiCommit = hudiCommit({
      ...slice,
      table: shape.name,
      columns: shape.columns,
      version,
      operation,
      run,
    });
    const { folded, leftOut } = batch;
    const { rows, file } = slice;
    const made = {
      table: shape.label,
      instant,
      at: timeOf(instant),
      version,
      operation,
      rows,
      total: file.numWrites,
      folded,
      leftOut,
    };
    return { entry: { table: shape.name, instant, commit }, made };
  } finally {
    await engine.query({ text: `DROP TABLE ${batch.table.text}`, values: [] });
  }
}
