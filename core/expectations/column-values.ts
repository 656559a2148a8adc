import type { Column } from '../engine/query-engine.ts';
import { type Sql, sql } from '../engine/sql.ts';
import { isNumeric } from '../expressions/type-of.ts';
import { cannotJudge, column, type Given, inSql, type Verdict } from './judge.ts';
import { judgeRows } from './judge-rows.ts';
import type { Judging } from './need.ts';

/** Judges each value of the column that is not missing by a condition. */
export function judgeValues(
  given: Given,
  expected: (subject: Column) => Sql,
  more: { readonly isRange?: true } = {},
): Judging<Verdict> {
  const subject = column(given);
  return judgeRows(given, {
    columns: [subject.name],
    written: 'value',
    within: sql`${inSql(given, subject)} IS NOT NULL`,
    fault: { kind: 'not', expected: expected(subject), ...more },
  });
}

/** The column as text: what is no text is judged by how it is written. */
export function asText(given: Given, subject: Column): Sql {
  const value = inSql(given, subject);
  return subject.type === 'VARCHAR' ? value : given.engine.dialect.cast(value, 'VARCHAR');
}

/** The column as numbers to compute with; true counts as 1. */
export function asNumber(given: Given, subject: Column): Sql {
  const value = inSql(given, subject);
  if (subject.valueType === 'boolean') return given.engine.dialect.cast(value, 'INTEGER');
  if (subject.valueType === 'decimal') return given.engine.dialect.cast(value, 'DOUBLE');
  if (isNumeric(subject.valueType)) return value;
  throw cannotJudge(`the column "${subject.name}" is not numeric: its type is ${subject.type}`);
}
