import type { Json } from '../../engine/value.ts';
import { atOnce, type GivenColumns, type Judge, observed, type Verdict } from '../judge.ts';
import { isInRange, rangeOf } from '../range.ts';
import { tells } from '../result-format.ts';

/** Expectations on which columns there are; they need no look at the rows. */
export const tableColumns: readonly Judge[] = [
  atOnce('expect_table_column_count_to_be_between', (given) => {
    const count = given.relation.columns.length;
    return observed(isInRange(count, rangeOf(given.args), 'integer'), count);
  }),
  atOnce('expect_table_column_count_to_equal', ({ args, relation }) =>
    observed(relation.columns.length === args.value, relation.columns.length),
  ),
  atOnce('expect_column_to_exist', ({ args, relation }) => {
    const place = relation.columns.findIndex(({ name }) => name === args.column);
    const wanted = args.column_index ?? null;
    return { success: place >= 0 && (wanted === null || wanted === place), details: {} };
  }),
  atOnce('expect_table_columns_to_match_ordered_list', matchList),
  atOnce('expect_table_columns_to_match_set', matchSet),
];

function matchList(given: GivenColumns): Verdict {
  const names = given.relation.columns.map(({ name }) => name);
  const expected = given.args.column_list as readonly string[] | null;
  if (expected === null) return observed(true, names);
  const places = Array.from({ length: Math.max(names.length, expected.length) }, (_, place) => place);
  const mismatched = places
    .filter((place) => names[place] !== expected[place])
    .map((place) => ({
      'Expected Column Position': place,
      Expected: expected[place] ?? null,
      Found: names[place] ?? null,
    }));
  return observed(mismatched.length === 0, names, mismatch(given, mismatched));
}

function matchSet(given: GivenColumns): Verdict {
  const names = given.relation.columns.map(({ name }) => name);
  const expected = given.args.column_set as readonly string[] | null;
  if (expected === null) return observed(true, names);
  const unexpected = names.filter((name) => !expected.includes(name)).sort();
  const missing = [...new Set(expected)].filter((name) => !names.includes(name)).sort();
  const isExact = given.args.exact_match !== false;
  const success = missing.length === 0 && (!isExact || unexpected.length === 0);
  const parts = {
    ...(unexpected.length > 0 ? { unexpected } : {}),
    ...(missing.length > 0 ? { missing } : {}),
  };
  return observed(success, [...names].sort(), mismatch(given, parts));
}

function mismatch({ detail }: GivenColumns, mismatched: Json): { readonly details?: Record<string, Json> } {
  const isNothing = Array.isArray(mismatched) && mismatched.length === 0;
  return isNothing || !tells(detail, 'BASIC') ? {} : { details: { mismatched } };
}
