import type { Dialect } from '../engine/dialect.ts';
import type { Answer as EngineAnswer, QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { allOf, joinSql, type Sql, sql, TRUE } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import type { Answer } from './need.ts';

/** The rows that a need is about. */
export interface Rows {
  readonly relation: Relation;
  /** What the row condition leaves; undefined for all rows. */
  readonly condition: Sql | undefined;
}

/** How a need is answered. Figures of the same rows can stand in one SELECT; everything else is a query of its own. */
export type Compiled =
  | Figures
  | { readonly kind: 'statement'; readonly statement: Sql; read(rows: EngineAnswer['rows']): Answer }
  | { readonly kind: 'selects'; run(engine: QueryEngine, options: QueryOptions): Promise<Answer> };

export interface Figures {
  readonly kind: 'figures';
  readonly figures: readonly Sql[];
  /** Says that the one figure counts the rows that a condition on one column holds for. */
  readonly tally?: Tally;
  read(values: readonly Value[]): Answer;
}

/** Such a count can as well be made up from the different values of the column, each times the rows that have it. */
export interface Tally {
  readonly column: string;
  readonly condition: Sql;
}

/** The rows as they stand after FROM, narrowed by more conditions. */
export function narrowed(from: Sql, rows: Rows, ...more: readonly Sql[]): Sql {
  const conditions = [...(rows.condition === undefined ? [] : [rows.condition]), ...more].filter((one) => one !== TRUE);
  return conditions.length === 0 ? from : sql`${from} WHERE ${allOf(conditions)}`;
}

export function figure(sqlOf: Sql, read: (value: Value) => Answer): Figures {
  return { kind: 'figures', figures: [sqlOf], read: ([value = null]) => read(value) };
}

/** Counts the rows that a condition is true of. */
export function tally(condition: Sql, column: string | undefined, dialect: Dialect): Compiled {
  const counted = figure(dialect.countIf(condition), Number);
  return column === undefined ? counted : { ...counted, tally: { column, condition } };
}

/** Columns, as they stand in a SELECT or a GROUP BY. */
export function columnList(columns: readonly string[], dialect: Dialect): Sql {
  return joinSql(
    columns.map((column) => dialect.identifier(column)),
    ', ',
  );
}
