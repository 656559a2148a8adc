import { toDuckDbType } from '../catalogue/feature-types.ts';
import type { DataSource, SourceColumn } from '../engine/data-source.ts';
import { defaultOf } from '../engine/duckdb-parquet.ts';
import type { Column, QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { joinSql, raw, type Sql, sql } from '../engine/sql.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { TableOperation } from './operation.ts';
import type { TableShape } from './table-shape.ts';

/** Rows that are about to be taken in, in the columns and types of their table, each key once. */
export interface Batch {
  /** A temporary table; its `rowid` counts the rows in their order. */
  readonly table: Sql;
  readonly rows: number;
  /** Rows that gave way to a later one of the same key. */
  readonly folded: number;
  /** Columns of the source that the table does not have. */
  readonly leftOut: readonly string[];
}

let batches = 0;

/**
 * Reads rows once, and holds them against what a table needs: values of the declared types, and whole keys. Of rows with
 * the same key the last one stays (the event time is part of the key, so it cannot decide); an `insert` has to name each
 * key once. Whatever is wrong is an error of kind `findings`.
 */
export async function stageBatch(
  engine: QueryEngine,
  source: DataSource,
  shape: TableShape,
  operation: TableOperation,
  options: QueryOptions = {},
): Promise<Batch> {
  const relation = await engine.open(source, options);
  const isKey = ({ name }: SourceColumn) => shape.recordKey.includes(name);
  const columns = operation === 'delete' ? shape.columns.filter(isKey) : shape.columns;
  const table = raw(`batch_${++batches}`);
  const selected = columns.map((column) => {
    const there = relation.columns.find(({ name }) => name === column.name);
    return sql`${there === undefined ? raw(defaultOf(column)) : converted(engine, column, there)} AS ${engine.dialect.identifier(column.name)}`;
  });
  try {
    await engine.query(
      sql`CREATE TEMP TABLE ${table} AS SELECT ${joinSql(selected, ', ')} FROM ${relation.from}`,
      options,
    );
  } catch (error) {
    throw valueProblem(error, shape);
  }
  const given = await keysOf(engine, table, shape, options);
  if (given.missing > 0) {
    throw new PlumblineError(
      'findings',
      given.missing === 1 ? 'one row has no key' : `${given.missing.toLocaleString('en-US')} rows have no key`,
      {
        where: shape.label,
        why: `every row needs ${shape.recordKey.join(' and ')}`,
        help: 'leave such rows out, or give them a key',
      },
    );
  }
  const folded = given.rows - given.keys;
  if (folded > 0 && operation === 'insert') throw await twice(engine, table, shape);
  if (folded > 0) {
    const keys = keyColumns(engine, shape);
    await engine.query(
      sql`DELETE FROM ${table} WHERE rowid NOT IN (SELECT max(rowid) FROM ${table} GROUP BY ${joinSql(keys, ', ')})`,
      options,
    );
  }
  const known = new Set(shape.columns.map(({ name }) => name));
  const leftOut = relation.columns.map(({ name }) => name).filter((name) => !known.has(name));
  return { table, rows: given.keys, folded, leftOut: operation === 'delete' ? [] : leftOut };
}

export function keyColumns(engine: QueryEngine, { recordKey }: TableShape): readonly Sql[] {
  return recordKey.map((name) => engine.dialect.identifier(name));
}

/** How many rows, how many keys (rows, where there is no key), and how many rows whose key is not whole. */
async function keysOf(engine: QueryEngine, table: Sql, shape: TableShape, options: QueryOptions) {
  const keys = keyColumns(engine, shape);
  const lacks =
    keys.length === 0
      ? raw('FALSE')
      : joinSql(
          keys.map((key) => sql`${key} IS NULL`),
          ' OR ',
        );
  const counted = await engine.query(sql`SELECT count(*), ${engine.dialect.countIf(lacks)} FROM ${table}`, options);
  const [rows, missing] = (counted.rows[0] ?? []).map(Number);
  if (keys.length === 0) return { rows: rows ?? 0, keys: rows ?? 0, missing: 0 };
  const distinct = await engine.query(
    sql`SELECT count(*) FROM (SELECT DISTINCT ${joinSql(keys, ', ')} FROM ${table})`,
    options,
  );
  return { rows: rows ?? 0, keys: Number(distinct.rows[0]?.[0]), missing: missing ?? 0 };
}

/** The value in its declared type; one that is none ends the query with words that `valueProblem` finds again. */
function converted(engine: QueryEngine, { name, type }: SourceColumn, there: Column): Sql {
  const id = engine.dialect.identifier(name);
  const target = raw(toDuckDbType(type));
  const isWhole = type.kind === 'int' || type.kind === 'bigint';
  const hasFractions = there.valueType === 'float' || there.valueType === 'double' || there.valueType === 'decimal';
  // DuckDB would round.
  const isCut = isWhole && hasFractions ? sql` OR ${id} <> trunc(${id})` : raw('');
  const needsLook = isWhole ? there.type !== toDuckDbType(type) : !SAFE.has(type.kind) || there.valueType === 'string';
  const cast = sql`CAST(${id} AS ${target})`;
  if (!needsLook || there.type === toDuckDbType(type)) return cast;
  const words = sql`error(${`${FAULT}${name} is declared as ${type.kind}, and holds `} || CAST(${id} AS VARCHAR))`;
  return sql`CASE WHEN ${id} IS NOT NULL AND (TRY_CAST(${id} AS ${target}) IS NULL${isCut}) THEN ${words} ELSE TRY_CAST(${id} AS ${target}) END`;
}

/** Types into which everything that compares with them can be cast. */
const SAFE: ReadonlySet<string> = new Set(['double', 'timestamp', 'string', 'binary', 'boolean']);

const FAULT = 'column ';

function valueProblem(error: unknown, shape: TableShape): unknown {
  if (!(error instanceof PlumblineError) || error.kind !== 'failed') return error;
  const [, words] = /(column .* is declared as .*)/s.exec(error.message) ?? [];
  if (words === undefined && !/conversion|cast/i.test(error.message)) return error;
  return new PlumblineError('findings', 'the rows do not fit into the table', {
    where: shape.label,
    why: words ?? error.message,
    help: 'put the values right, or declare a wider type in the next version of the group',
    cause: error,
  });
}

async function twice(engine: QueryEngine, table: Sql, shape: TableShape): Promise<PlumblineError> {
  const keys = joinSql(keyColumns(engine, shape), ', ');
  const answer = await engine.query(sql`SELECT ${keys} FROM ${table} GROUP BY ALL HAVING count(*) > 1 LIMIT 1`);
  return keyProblem(shape, answer.rows[0] ?? [], 'the rows name a key more than once');
}

/** What an insert says of a key that it may not have; `values` are its parts. */
export function keyProblem(shape: TableShape, values: readonly unknown[], what: string): PlumblineError {
  const key = shape.recordKey.map((name, index) => `${name} ${String(values[index])}`).join(', ');
  return new PlumblineError('findings', what, {
    where: shape.label,
    why: `such as ${key}`,
    help: 'take them in with `operation: upsert`, which replaces the row of a key, or insert new keys only',
  });
}
