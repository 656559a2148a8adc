import type { QueryEngine, QueryOptions, Relation } from '../../engine/query-engine.ts';
import { joinSql, type Sql, sql, TRUE } from '../../engine/sql.ts';
import { toJson } from '../../engine/value.ts';
import type { Row } from './askable-model.ts';

export interface TestRow {
  /** Its place in the file of the split, from 0. */
  readonly position: number;
  readonly values: Row;
}

/**
 * Some rows of a split, always the same ones: in an order that only their places decide, but mixed, since files are
 * sorted by key and the first rows of one are rather like one another.
 */
export async function drawRows(
  { query, dialect }: QueryEngine,
  { columns, numbered, position }: Relation,
  { limit, where = TRUE }: { readonly limit: number; readonly where?: Sql },
  options: QueryOptions = {},
): Promise<readonly TestRow[]> {
  const names = columns.map(({ name }) => name);
  const { rows } = await query(
    sql`SELECT ${joinSql([position, ...names.map(dialect.identifier)], ', ')} FROM ${numbered} WHERE ${where}
        ORDER BY ${dialect.drawnFrom(dialect.cast(position, 'VARCHAR'))}, ${position} LIMIT ${limit}`,
    options,
  );
  return rows.map(([place, ...values]) => ({
    position: Number(place),
    values: Object.fromEntries(names.map((name, at) => [name, toJson(values[at] ?? null)])),
  }));
}

/** Some of the values of a row. */
export function picked(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}
