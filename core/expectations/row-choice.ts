import type { Column } from '../engine/query-engine.ts';
import { allOf, anyOf, type Sql, sql, TRUE } from '../engine/sql.ts';
import { type Given, inSql } from './judge.ts';

/** Which rows an expectation on several columns judges, by its `ignore_row_if`. */
export function rowsToJudge(given: Given, subjects: readonly Column[]): Sql {
  const present = subjects.map((subject) => sql`${inSql(given, subject)} IS NOT NULL`);
  switch (given.args.ignore_row_if) {
    case 'either_value_is_missing':
    case 'any_value_is_missing':
      return allOf(present);
    case 'neither':
    case 'never':
      return TRUE;
    default:
      return anyOf(present);
  }
}
