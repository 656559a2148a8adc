import type { Column, Relation } from '../engine/query-engine.ts';
import { type Sql, sql } from '../engine/sql.ts';

/** One of the two sides that are compared: some rows of some data. */
export interface Rows {
  /** What to call them: `flights@1`, with what was kept of it. */
  readonly label: string;
  readonly columns: readonly Column[];
  /** A SELECT of all their columns. */
  readonly select: Sql;
  /** The same with the place of each row in its source, under this name. */
  readonly numbered: Sql;
  readonly position: Sql;
}

export function rowsOf({ label, columns, from, numbered, position }: Relation): Rows {
  return {
    label,
    columns,
    select: sql`SELECT * FROM ${from}`,
    numbered: sql`SELECT * FROM ${numbered}`,
    position,
  };
}

/** Those of the rows for which a condition holds; `label` tells which they are. */
export function rowsWhere(rows: Rows, condition: Sql, label: string): Rows {
  return {
    ...rows,
    label,
    select: sql`SELECT * FROM (${rows.select}) AS part WHERE ${condition}`,
    numbered: sql`SELECT * FROM (${rows.numbered}) AS part WHERE ${condition}`,
  };
}
