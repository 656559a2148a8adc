import type { Dialect } from '../engine/dialect.ts';
import { joinSql, type Sql, sql } from '../engine/sql.ts';
import type { ValueType } from '../expressions/value-type.ts';

export interface Cell {
  readonly value: Sql;
  readonly type: ValueType;
}

/**
 * Values of a row as one text from which nothing else could have come: a line of CSV, each value in double quotes
 * (those in it doubled), a missing one as nothing. Floats stand in hexadecimal (`0x1.8p+1`), times in UTC.
 */
export function rowText(dialect: Dialect, cells: readonly Cell[]): Sql {
  const texts = cells.map(({ value, type }) => {
    const text = dialect.exactText(value, type);
    // Only texts can have quotes in them; looking for them costs more than all the rest.
    const inside = MAY_HAVE_QUOTES.has(type) ? sql`replace(${text}, '"', '""')` : text;
    return sql`coalesce('"' || ${inside} || '"', '')`;
  });
  return sql`concat(${joinSql(texts, `, ',', `)})`;
}

const MAY_HAVE_QUOTES: ReadonlySet<ValueType> = new Set<ValueType>(['string', 'other']);
