import type { Dialect } from '../engine/dialect.ts';
import { allOf, joinSql, raw, type Sql, sql } from '../engine/sql.ts';
import { compileGroups } from './compile-groups.ts';
import { type Compiled, columnList, narrowed, type Rows, tally } from './compiled.ts';
import type { Fault, FaultsNeed, FaultyRowsNeed } from './need.ts';

/** How many rows are faulty. */
export function compileFaults({ fault, within, about }: FaultsNeed, rows: Rows, dialect: Dialect): Compiled {
  switch (fault.kind) {
    case 'not':
      return tally(allOf([within, sql`(${fault.expected}) IS NOT TRUE`]), about, dialect);
    case 'repeated':
      return compileGroups(fault.columns, within, rows, dialect, ({ repeated }) => repeated);
    case 'disorder':
      return {
        kind: 'statement',
        statement: sql`SELECT count(*) FROM ${stepsOf(fault, narrowed(rows.relation.from, rows, within), [], dialect)}`,
        read: ([row = []]) => Number(row[0]),
      };
  }
}

/** The first of the rows that are faulty, with their places. */
export function compileFaultyRows(
  { fault, within, columns, limit }: FaultyRowsNeed,
  rows: Rows,
  dialect: Dialect,
): Compiled {
  const { numbered, position, from } = rows.relation;
  const selected = joinSql([position, ...columns.map((column) => dialect.identifier(column))], ', ');
  return {
    kind: 'statement',
    statement: sql`SELECT ${selected} FROM ${source()} LIMIT ${limit}`,
    read: (found) => found.map(([place, ...values]) => ({ position: Number(place), values })),
  };

  function source(): Sql {
    switch (fault.kind) {
      case 'not':
        return narrowed(numbered, rows, within, sql`(${fault.expected}) IS NOT TRUE`);
      case 'disorder':
        return stepsOf(
          fault,
          narrowed(numbered, rows, within),
          [position, ...columns.map(dialect.identifier)],
          dialect,
        );
      case 'repeated': {
        const tuple = dialect.tuple(fault.columns.map(dialect.identifier));
        const repeated = sql`SELECT ${tuple} FROM ${narrowed(from, rows, within)}
          GROUP BY ${columnList(fault.columns, dialect)} HAVING count(*) > 1`;
        return sql`${narrowed(numbered, rows, within, sql`${tuple} IN (${repeated})`)} ORDER BY ${position}`;
      }
    }
  }
}

/** The rows whose value does not follow the one before in the wanted order. */
function stepsOf(
  { column, order }: Extract<Fault, { kind: 'disorder' }>,
  rows: Sql,
  kept: readonly Sql[],
  dialect: Dialect,
): Sql {
  // Names that no column has.
  const [own, before] = [dialect.identifier('its own value'), dialect.identifier('the value before')];
  const value = dialect.identifier(column);
  const columns = joinSql([...kept, sql`${value} AS ${own}`, sql`lag(${value}) OVER () AS ${before}`], ', ');
  return sql`(SELECT ${columns} FROM ${rows}) AS steps
    WHERE ${before} IS NOT NULL AND NOT (${own} ${raw(order)} ${before})`;
}
