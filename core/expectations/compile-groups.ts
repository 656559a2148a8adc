import type { Dialect } from '../engine/dialect.ts';
import { type Sql, sql } from '../engine/sql.ts';
import { type Compiled, columnList, narrowed, type Rows } from './compiled.ts';
import type { Answer, Groups } from './need.ts';

/** One query answers how many groups there are and how many rows are not alone in theirs. */
export function compileGroups(
  columns: readonly string[],
  within: Sql,
  rows: Rows,
  dialect: Dialect,
  read: (found: Groups) => Answer,
): Compiled {
  const grouped = columnList(columns, dialect);
  return {
    kind: 'statement',
    statement: sql`SELECT count(*), sum(n) FILTER (WHERE n > 1)
      FROM (SELECT count(*) AS n FROM ${narrowed(rows.relation.from, rows, within)} GROUP BY ${grouped}) AS g`,
    read: ([row = []]) => read({ groups: Number(row[0]), repeated: Number(row[1] ?? 0) }),
  };
}
