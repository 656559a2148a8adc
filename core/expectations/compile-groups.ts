import type { Dialect } from '../engine/dialect.ts';
import { type Sql, sql } from '../engine/sql.ts';
import { columnList, narrowed, type Rows, type Statement } from './compiled.ts';
import type { Answer, Groups } from './need.ts';

/** One query answers how many groups there are and how many rows are not alone in theirs. */
export function compileGroups(
  columns: readonly string[],
  within: Sql,
  rows: Rows,
  dialect: Dialect,
  read: (found: Groups) => Answer,
): Statement {
  const grouped = columnList(columns, dialect);
  const ofGroups = (groups: Sql): Sql => sql`SELECT count(*), sum(n) FILTER (WHERE n > 1) FROM ${groups} AS g`;
  const [only, ...others] = columns;
  const one = only === undefined || others.length > 0 ? undefined : only;
  const readRow: Statement['read'] = ([row = []]) => read({ groups: Number(row[0]), repeated: Number(row[1] ?? 0) });
  return {
    kind: 'statement',
    statement: ofGroups(
      sql`(SELECT count(*) AS n FROM ${narrowed(rows.relation.from, rows, within)} GROUP BY ${grouped})`,
    ),
    groups: { columns, within },
    ...(one === undefined
      ? {}
      : {
          overValues: {
            column: one,
            statement: (from, count) =>
              ofGroups(sql`(SELECT ${count} AS n FROM ${narrowed(from, { condition: undefined }, within)})`),
            read: readRow,
          },
        }),
    read: readRow,
  };
}
