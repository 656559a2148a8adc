import type { Dialect } from '../engine/dialect.ts';
import { allOf, joinSql, raw, type Sql, sql, TRUE } from '../engine/sql.ts';
import { compileGroups } from './compile-groups.ts';
import { type Compiled, columnList, narrowed, type Rows, type Statement, type Told, tally } from './compiled.ts';
import type { Fault, FaultsNeed, FaultyRowsNeed } from './need.ts';

/** How many rows are faulty. */
export function compileFaults({ fault, within, about }: FaultsNeed, rows: Rows, dialect: Dialect): Compiled {
  switch (fault.kind) {
    case 'not': {
      const isFaulty = allOf([within, sql`(${fault.expected}) IS NOT TRUE`]);
      return tally(isFaulty, about, dialect, about === undefined ? undefined : toldOf(fault, within, about, dialect));
    }
    case 'repeated':
      return compileGroups(fault.columns, within, rows, dialect, ({ repeated }) => repeated);
    case 'disorder': {
      const { order } = fault;
      return {
        kind: 'statement',
        statement: sql`SELECT count(*) FROM ${stepsOf(fault, within, rows, [], dialect)}`,
        ...(order === '>' || order === '>=' ? { climb: { column: fault.column, order } } : {}),
        read: ([row = []]) => Number(row[0]),
      };
    }
  }
}

/** What of the column tells how many rows are faulty. */
function toldOf(
  { expected, isRange }: Extract<Fault, { kind: 'not' }>,
  within: Sql,
  column: string,
  dialect: Dialect,
): Told | undefined {
  if (isRange === true) return { by: 'ends hold', column };
  const value = dialect.identifier(column).text;
  if (within !== TRUE || expected.values.length > 0) return undefined;
  if (expected.text === `${value} IS NOT NULL`) return { by: 'missing', column };
  return expected.text === `${value} IS NULL` ? { by: 'present', column } : undefined;
}

/** The first of the rows that are faulty, with their places. */
export function compileFaultyRows(
  { fault, within, columns, limit }: FaultyRowsNeed,
  rows: Rows,
  dialect: Dialect,
): Statement {
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
        return sql`${narrowed(numbered, rows, within, sql`(${fault.expected}) IS NOT TRUE`)}${dialect.inPlace(position)}`;
      case 'disorder':
        return sql`${stepsOf(fault, within, rows, [position, ...columns.map(dialect.identifier)], dialect)}${dialect.inPlace(position)}`;
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
  within: Sql,
  rows: Rows,
  kept: readonly Sql[],
  dialect: Dialect,
): Sql {
  // Names that no column has.
  const [own, before] = [dialect.identifier('its own value'), dialect.identifier('the value before')];
  const { numbered, position } = rows.relation;
  const value = dialect.identifier(column);
  const previous = sql`${dialect.previous(value, position)} AS ${before}`;
  const columns = joinSql([...kept, sql`${value} AS ${own}`, previous], ', ');
  return sql`(SELECT ${columns} FROM ${narrowed(numbered, rows, within)}) AS steps
    WHERE ${before} IS NOT NULL AND NOT (${own} ${raw(order)} ${before})`;
}
