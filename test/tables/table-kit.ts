import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { AssetKey } from '../../core/definitions/asset.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { sql } from '../../core/engine/sql.ts';
import { type Json, toJson } from '../../core/engine/value.ts';
import { makeFolder } from '../../core/platform/files.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import { projectFromFiles } from '../../core/project/load-project.ts';
import { commitTables, type MadeCommit } from '../../core/tables/commit-tables.ts';
import { sourceOf } from '../../core/tables/group-rows.ts';
import { groupSlice, groupTable } from '../../core/tables/group-table.ts';
import type { TableOperation } from '../../core/tables/operation.ts';
import { tableFolder } from '../../core/tables/tables-folder.ts';
import type { TableCommit } from '../../core/tables/timeline.ts';
import { writeFiles } from '../platform/folder-kit.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Group = DefinitionFileOf<'feature-group'> & { readonly key: AssetKey };

/** A group of trips: a key, when they were, how far they went. */
export const TRIPS = `name: trips
version: 1
primary_key: [id]
event_time: at
features:
  - { name: id, type: string }
  - { name: at, type: timestamp }
  - { name: km, type: int }
  - { name: note, type: string }
`;

/** The same without history: one row of each key. */
export const STOPS = `name: stops
version: 1
primary_key: [id]
features:
  - { name: id, type: int }
  - { name: name, type: string }
`;

/** Two groups of the same columns, to be written in one step. */
export function logs() {
  const log = (name: string) =>
    `name: ${name}\nversion: 1\nprimary_key: [id]\nfeatures:\n  - { name: id, type: string }\n  - { name: step, type: int }\n`;
  return Promise.all(['left', 'right'].map((name) => groupOf(log(name))));
}

/** A feature group as its definition file says. */
export async function groupOf(yaml: string): Promise<Group> {
  const project = await projectFromFiles('/shop', [['a.feature-group.yaml', yaml]]);
  const [group] = project.assets('feature-group');
  if (group?.kind !== 'feature-group' || group.key === undefined) throw new Error('this is no feature group');
  return { ...group, key: group.key };
}

/** A storage folder, and what writes its tables and reads them. */
export interface Tables {
  readonly storage: string;
  readonly engine: QueryEngine;
  folder(group: Group): string;
  /** Takes rows in, handed over as JSON. */
  commit(group: Group, operation: TableOperation, rows: readonly Row[], run?: string): Promise<MadeCommit>;
  /** Takes in what a SELECT gives. */
  commitSelect(group: Group, operation: TableOperation, select: string): Promise<MadeCommit>;
  /** Several groups in one step. */
  commitAll(changes: readonly (readonly [Group, readonly Row[]])[], run?: string): Promise<readonly MadeCommit[]>;
  /** All rows at some moment, by all columns in order; undefined before the first commit. */
  rows(group: Group, at?: string): Promise<readonly (readonly Json[])[] | undefined>;
  commits(group: Group): Promise<readonly TableCommit[]>;
}

export async function withTables(work: (tables: Tables) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const storage = join(folder, '.plumbline');
    const drafts = join(folder, 'drafts');
    for (const each of [storage, drafts]) await makeFolder(each);
    const engine = await startDuckDb({ folders: [folder], threads: 2 });
    try {
      await work(tablesIn(storage, drafts, engine));
    } finally {
      await engine.dispose();
    }
  });
}

export function tablesIn(storage: string, drafts: string, engine: QueryEngine): Tables {
  let files = 0;
  const changeOf = async (group: Group, operation: TableOperation, rows: readonly Row[]) => {
    const name = `rows-${process.pid}-${++files}.jsonl`;
    // A table without rows has columns: JSON lines have none.
    if (rows.length === 0) {
      const columns = (group.definition.features ?? []).flatMap((feature) => feature?.name ?? []);
      await writeFiles(drafts, { [`${name}.csv`]: `${columns.join(',')}\n` });
      return { group, key: group.key, operation, source: sourceOf(group, join(drafts, `${name}.csv`), 'csv', name) };
    }
    await writeFiles(drafts, { [name]: rows.map((row) => JSON.stringify(row)).join('\n') });
    return { group, key: group.key, operation, source: sourceOf(group, join(drafts, name), 'json-lines', name) };
  };
  return {
    storage,
    engine,
    folder: (group) => tableFolder(storage, group.key),
    async commit(group, operation, rows, run) {
      const changes = [await changeOf(group, operation, rows)];
      const [made] = await commitTables({ engine, storage, changes, ...(run === undefined ? {} : { run }) });
      return made!;
    },
    async commitSelect(group, operation, select) {
      const path = join(drafts, `rows-${++files}.parquet`);
      await writeParquet(path, select);
      const source = sourceOf(group, path, 'parquet', 'rows');
      const [made] = await commitTables({ engine, storage, changes: [{ group, key: group.key, operation, source }] });
      return made!;
    },
    async commitAll(given, run) {
      const changes = await Promise.all(given.map(([group, rows]) => changeOf(group, 'upsert', rows)));
      return commitTables({ engine, storage, changes, ...(run === undefined ? {} : { run }) });
    },
    async rows(group, at) {
      const slice = await groupSlice(storage, group, group.key, at);
      if (slice === undefined) return undefined;
      const { from } = await engine.open(slice.source);
      const { rows } = await engine.query(sql`SELECT * FROM ${from} ORDER BY ALL`);
      return rows.map((row) => row.map(toJson));
    },
    commits: async (group) => (await groupTable(storage, group.key))?.commits ?? [],
  };
}

async function writeParquet(path: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}
