import type { Dialect } from '../engine/dialect.ts';
import type { Answer as EngineAnswer, QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { allOf, joinSql, type Sql, sql, TRUE } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { type AddUp, counts } from './add-up.ts';
import type { Answer } from './need.ts';

/** The rows that a need is about. */
export interface Rows {
  readonly relation: Relation;
  /** What the row condition leaves; undefined for all rows. */
  readonly condition: Sql | undefined;
}

/** How a need is answered. Figures of the same rows can stand in one SELECT; everything else is a query of its own. */
export type Compiled = Figures | Statement | Selects;

export interface Figures {
  readonly kind: 'figures';
  readonly figures: readonly Sql[];
  /** How figures of single files make those of all; undefined where they do not. */
  readonly addUp?: AddUp;
  /** Says that the one figure counts the rows that a condition on one column holds for. */
  readonly tally?: Tally;
  /** What of a column tells the one figure without a look at the rows. */
  readonly told?: Told;
  readonly overValues?: OverValues;
  /** Values at places among the sorted ones, which the answer is made of. */
  readonly ranked?: Ranked;
  read(values: readonly Value[]): Answer;
}

export interface Statement {
  readonly kind: 'statement';
  readonly statement: Sql;
  /** The same from the different values of one column, each with the number of its rows. */
  readonly overValues?: OverValues;
  /** What is grouped: if no two rows are equal, there are shorter ways to find out. */
  readonly groups?: { readonly columns: readonly string[]; readonly within: Sql };
  /** The column whose values should climb from row to row: strictly, or staying where they are at times. */
  readonly climb?: { readonly column: string; readonly order: '>' | '>=' };
  read(rows: EngineAnswer['rows']): Answer;
}

export interface Selects {
  readonly kind: 'selects';
  run(engine: QueryEngine, options: QueryOptions): Promise<Answer>;
}

/** Such a count can as well be made up from the different values of the column, each times the rows that have it. */
export interface Tally {
  readonly column: string;
  readonly condition: Sql;
}

export interface OverValues {
  readonly column: string;
  /** `from` stands after FROM and may be narrowed by WHERE; `count` is the column with the number of rows. */
  statement(from: Sql, count: Sql): Sql;
  read(rows: EngineAnswer['rows']): Answer;
}

export interface Ranked {
  readonly column: string;
  /** 0-based places among so many values that are there; none of no values. */
  places(count: number): readonly number[];
  /** Makes the answer of the values at these places. */
  read(at: (place: number) => Value, count: number): Answer;
}

export type Told =
  | { readonly by: 'rows' }
  /** How many values are there, or are missing. */
  | { readonly by: 'present' | 'missing'; readonly column: string }
  /** The figure of the smallest and the largest value is that of all values. */
  | { readonly by: 'ends'; readonly column: string }
  /** No row counts if neither the smallest nor the largest value does. */
  | { readonly by: 'ends hold'; readonly column: string };

/** The rows as they stand after FROM, narrowed by more conditions. */
export function narrowed(from: Sql, rows: Pick<Rows, 'condition'>, ...more: readonly Sql[]): Sql {
  const conditions = [...(rows.condition === undefined ? [] : [rows.condition]), ...more].filter((one) => one !== TRUE);
  return conditions.length === 0 ? from : sql`${from} WHERE ${allOf(conditions)}`;
}

export function figure(sqlOf: Sql, read: (value: Value) => Answer, more: Partial<Figures> = {}): Figures {
  return { kind: 'figures', figures: [sqlOf], ...more, read: ([value = null]) => read(value) };
}

/** Counts the rows that a condition is true of. */
export function tally(condition: Sql, column: string | undefined, dialect: Dialect, told?: Told): Figures {
  const figures = countsOf(condition, dialect, told);
  return {
    kind: 'figures',
    figures,
    addUp: counts(figures.length),
    ...(column === undefined ? {} : { tally: { column, condition } }),
    ...(told === undefined ? {} : { told }),
    // The one count, or what is left of all rows.
    read: ([count = 0, others]) => (others === undefined ? Number(count) : Number(count) - Number(others)),
  };
}

/** Values that are there are counted as other figures count them, too: the engine then does it once. */
function countsOf(condition: Sql, dialect: Dialect, told: Told | undefined): readonly Sql[] {
  if (told?.by !== 'present' && told?.by !== 'missing') return [dialect.countIf(condition)];
  const present = sql`count(${dialect.identifier(told.column)})`;
  return told.by === 'present' ? [present] : [sql`count(*)`, present];
}

/** Columns, as they stand in a SELECT or a GROUP BY. */
export function columnList(columns: readonly string[], dialect: Dialect): Sql {
  return joinSql(
    columns.map((column) => dialect.identifier(column)),
    ', ',
  );
}

/** Tells rows from others, and what is asked of them. */
export function rowsKey({ relation, condition }: Rows, ...more: readonly unknown[]): string {
  return JSON.stringify([relation.from, condition ?? null, ...more], (_, part: unknown) =>
    typeof part === 'bigint' ? `${part}n` : part,
  );
}
