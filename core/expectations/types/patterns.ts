import type { Column } from '../../engine/query-engine.ts';
import { withLowerBounds } from '../../engine/regex-syntax.ts';
import { allOf, anyOf, type Sql, sql } from '../../engine/sql.ts';
import { asText, judgeValues } from '../column-values.ts';
import type { Given, Judge } from '../judge.ts';
import { patternTest } from '../pattern-test.ts';

/** Expectations on what texts look like: regular expressions and LIKE patterns. */
export const patterns: readonly Judge[] = [
  one('expect_column_values_to_match_regex', regex, 'regex', 'match'),
  one('expect_column_values_to_not_match_regex', regex, 'regex', 'no match'),
  several('expect_column_values_to_match_regex_list', regex, 'regex_list', 'match'),
  several('expect_column_values_to_not_match_regex_list', regex, 'regex_list', 'no match'),
  one('expect_column_values_to_match_like_pattern', like, 'like_pattern', 'match'),
  one('expect_column_values_to_not_match_like_pattern', like, 'like_pattern', 'no match'),
  several('expect_column_values_to_match_like_pattern_list', like, 'like_pattern_list', 'match'),
  several('expect_column_values_to_not_match_like_pattern_list', like, 'like_pattern_list', 'no match'),
];

type Test = (given: Given, subject: Column, pattern: string) => Sql;

function one(type: string, test: Test, argument: string, wanted: 'match' | 'no match'): Judge {
  return {
    type,
    judge: (given) =>
      judgeValues(given, (subject) => {
        const matches = test(given, subject, String(given.args[argument]));
        return wanted === 'match' ? matches : sql`NOT (${matches})`;
      }),
  };
}

function several(type: string, test: Test, argument: string, wanted: 'match' | 'no match'): Judge {
  return {
    type,
    judge: (given) =>
      judgeValues(given, (subject) => {
        const tests = (given.args[argument] as readonly string[]).map((pattern) => test(given, subject, pattern));
        if (wanted === 'no match') return sql`NOT (${anyOf(tests)})`;
        return given.args.match_on === 'all' ? allOf(tests) : anyOf(tests);
      }),
  };
}

function regex(given: Given, subject: Column, written: string): Sql {
  const text = asText(given, subject);
  const pattern = withLowerBounds(written);
  if (given.engine.dialect.knowsRegex(pattern)) return given.engine.dialect.matches(text, pattern);
  return given.engine.textTest(`regex ${pattern}`, patternTest(pattern))(text);
}

function like(given: Given, subject: Column, pattern: string): Sql {
  const escapedBy = given.args.escape;
  return given.engine.dialect.like(
    asText(given, subject),
    pattern,
    typeof escapedBy === 'string' ? escapedBy : undefined,
  );
}
