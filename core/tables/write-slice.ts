import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DataSource, SourceColumn } from '../engine/data-source.ts';
import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { joinSql, type Sql, sql } from '../engine/sql.ts';
import { statOf } from '../platform/files.ts';
import { flush } from '../platform/write-atomically.ts';
import type { NewCommit } from './hudi-commit.ts';
import type { TableOperation } from './operation.ts';
import { type Batch, keyColumns, keyProblem } from './stage-batch.ts';
import { avroSchema, META_COLUMNS } from './table-schemas.ts';
import type { TableShape } from './table-shape.ts';
import type { TableCommit } from './timeline.ts';

interface Writing {
  readonly engine: QueryEngine;
  readonly shape: TableShape;
  readonly folder: string;
  readonly instant: string;
  readonly operation: TableOperation;
  readonly batch: Batch;
  readonly options: QueryOptions;
}

/**
 * Writes the rows of a table after a change into a new file: those that stay with the instant they came with, the new
 * ones with this one. Nobody sees the file before its commit. The counts come from the number of rows written, as keys
 * are unique on both sides.
 */
export async function writeSlice(
  writing: Writing,
  last: TableCommit | undefined,
): Promise<Pick<NewCommit, 'file' | 'rows' | 'ancient'>> {
  const { engine, shape, folder, instant, operation, batch, options } = writing;
  const before = last === undefined || last.files.length === 0 ? undefined : await openSlice(writing, last);
  const old = last?.total ?? 0;
  if (operation === 'insert' && before !== undefined) await refuseKnownKeys(writing, before);
  const replaced = operation === 'overwrite' && before !== undefined ? await matches(writing, before) : 0;

  const fileId = last?.files[0]?.fileId ?? `${randomUUID()}-0`;
  const path = `${fileId}_0-1-0_${instant}.parquet`;
  const ancient = (await hasAncient(writing)) || (operation !== 'overwrite' && last?.mark?.ancient === true);
  const parts = [
    ...(before === undefined || operation === 'overwrite' ? [] : [staying(writing, before, path)]),
    ...(operation === 'delete' ? [] : [arriving(writing, path)]),
  ];
  const total = await engine.copy(joinSql(parts, ' UNION ALL '), join(folder, path), {
    ...options,
    metadata: {
      'parquet.avro.schema': avroSchema(shape.name, shape.columns, true),
      // Spark cannot read dates before the Gregorian calendar, or times before 1900, of a file that does not say who counted them.
      ...(ancient && { 'org.apache.spark.version': '3.5.0' }),
    },
  });
  await flush(join(folder, path));
  const prevCommit = last?.instant ?? 'null';
  const fileSizeInBytes = (await statOf(join(folder, path)))?.size ?? 0;
  const rows = changes(operation, { old, batch: batch.rows, total, replaced });
  return { file: { fileId, path, prevCommit, numWrites: total, fileSizeInBytes }, rows, ancient };
}

function changes(
  operation: TableOperation,
  { old, batch, total, replaced }: Readonly<Record<'old' | 'batch' | 'total' | 'replaced', number>>,
): NewCommit['rows'] {
  switch (operation) {
    case 'insert':
      return { added: batch, updated: 0, deleted: 0 };
    case 'upsert':
      return { added: total - old, updated: batch - (total - old), deleted: 0 };
    case 'delete':
      return { added: 0, updated: 0, deleted: old - total };
    case 'overwrite':
      return { added: batch - replaced, updated: replaced, deleted: old - replaced };
  }
}

/** The rows before the change, in today's columns; rows that are older than a column have its default. */
function openSlice({ engine, shape, folder, options }: Writing, { files }: TableCommit): Promise<Relation> {
  const meta: readonly SourceColumn[] = META_COLUMNS.map((name) => ({ name, type: { kind: 'string' } }));
  const source: DataSource = {
    path: folder,
    label: shape.label,
    format: 'parquet',
    files: files.map(({ path }) => join(folder, path)),
    columns: [...meta, ...shape.columns],
  };
  return engine.open(source, options);
}

function staying(writing: Writing, before: Relation, path: string): Sql {
  const { engine, shape, batch, operation } = writing;
  const [time, seqno, key] = META_COLUMNS.map((name) => engine.dialect.identifier(name));
  const own = shape.columns.map(({ name }) => engine.dialect.identifier(name));
  const select = sql`SELECT ${time!}, ${seqno!}, ${key!}, '' AS _hoodie_partition_path, ${path} AS _hoodie_file_name, ${joinSql(own, ', ')} FROM ${before.from}`;
  if (operation === 'insert' || shape.recordKey.length === 0) return select;
  return sql`${select} ANTI JOIN ${batch.table} USING (${joinSql(keyColumns(engine, shape), ', ')})`;
}

function arriving({ engine, shape, instant, batch }: Writing, path: string): Sql {
  const own = shape.columns.map(({ name }) => engine.dialect.identifier(name));
  // `rowid` costs next to nothing, where a window function would run on one thread.
  const seqno = sql`${`${instant}_0_`} || rowid`;
  return sql`SELECT ${instant} AS _hoodie_commit_time, ${seqno} AS _hoodie_commit_seqno, ${recordKey(engine, shape, seqno)} AS _hoodie_record_key, '' AS _hoodie_partition_path, ${path} AS _hoodie_file_name, ${joinSql(own, ', ')} FROM ${batch.table}`;
}

/** As Hudi's key generators write it: one column as it is, several as `name:value,name:value`. For others only: we join by columns. */
function recordKey(engine: QueryEngine, { recordKey: names, columns }: TableShape, seqno: Sql): Sql {
  if (names.length === 0) return seqno;
  const text = (name: string): Sql => {
    const id = engine.dialect.identifier(name);
    const isTime = columns.find((each) => each.name === name)?.type.kind === 'timestamp';
    return isTime ? sql`CAST(epoch_us(${id}) AS VARCHAR)` : sql`CAST(${id} AS VARCHAR)`;
  };
  const [only = '', ...others] = names;
  if (others.length === 0) return text(only);
  return joinSql(
    names.map((name) => sql`${`${name}:`} || ${text(name)}`),
    ` || ',' || `,
  );
}

async function refuseKnownKeys(writing: Writing, before: Relation): Promise<void> {
  const { engine, shape, batch, options } = writing;
  if (shape.recordKey.length === 0) return;
  const keys = joinSql(keyColumns(engine, shape), ', ');
  const known = await engine.query(
    sql`SELECT ${keys} FROM ${batch.table} SEMI JOIN ${before.from} USING (${keys}) LIMIT 1`,
    options,
  );
  const [row] = known.rows;
  if (row !== undefined) throw keyProblem(shape, row, 'there are rows with these keys already');
}

/** How many keys of the batch the table has already. */
async function matches({ engine, shape, batch, options }: Writing, before: Relation): Promise<number> {
  if (shape.recordKey.length === 0) return 0;
  const keys = joinSql(keyColumns(engine, shape), ', ');
  const answer = await engine.query(
    sql`SELECT count(*) FROM ${batch.table} SEMI JOIN ${before.from} USING (${keys})`,
    options,
  );
  return Number(answer.rows[0]?.[0]);
}

async function hasAncient({ engine, shape, batch, operation, options }: Writing): Promise<boolean> {
  if (operation === 'delete') return false;
  const checks = shape.columns.flatMap(({ name, type }) => {
    const id = engine.dialect.identifier(name);
    if (type.kind === 'date') return [sql`min(${id}) < DATE '1582-10-15'`];
    return type.kind === 'timestamp' ? [sql`min(${id}) < TIMESTAMPTZ '1900-01-01 00:00:00+00'`] : [];
  });
  if (checks.length === 0) return false;
  const answer = await engine.query(sql`SELECT ${joinSql(checks, ' OR ')} FROM ${batch.table}`, options);
  return answer.rows[0]?.[0] === true;
}
