import { sql, TRUE } from '../../engine/sql.ts';
import { column, type Given, inSql, type Judge } from '../judge.ts';
import { judgeRows, type RowExpectation } from '../judge-rows.ts';

/** Expectations on missing values: all rows are judged. */
export const missingValues: readonly Judge[] = [
  { type: 'expect_column_values_to_not_be_null', judge: (given) => judgeRows(given, expectation(given, 'NOT NULL')) },
  { type: 'expect_column_values_to_be_null', judge: (given) => judgeRows(given, expectation(given, 'NULL')) },
];

function expectation(given: Given, wanted: 'NULL' | 'NOT NULL'): RowExpectation {
  const subject = column(given);
  const value = inSql(given, subject);
  const expected = wanted === 'NULL' ? sql`${value} IS NULL` : sql`${value} IS NOT NULL`;
  return {
    columns: [subject.name],
    written: 'value',
    within: TRUE,
    fault: { kind: 'not', expected },
    aboutMissing: true,
  };
}
