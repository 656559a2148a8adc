import { sql, TRUE } from '../../engine/sql.ts';
import { type Json, toJson } from '../../engine/value.ts';
import { comparable, compareValues, isMember, memberOf } from '../compare.ts';
import { column, type Given, type Judge, type Verdict } from '../judge.ts';
import { ask, type Distinct, type Judging } from '../need.ts';

/** Expectations that compare the different values of a column with a set. */
export const distinctSets: readonly Judge[] = [
  {
    type: 'expect_column_distinct_values_to_be_in_set',
    *judge(given) {
      const { unexpected, all } = yield* compared(given);
      return verdict(given, unexpected.count === 0, all, unexpectedPart(given, unexpected));
    },
  },
  {
    type: 'expect_column_distinct_values_to_contain_set',
    *judge(given) {
      const { missing, all } = yield* compared(given);
      return verdict(given, missing.length === 0, all, missingPart(given, missing));
    },
  },
  {
    type: 'expect_column_distinct_values_to_equal_set',
    *judge(given) {
      const { unexpected, missing, all } = yield* compared(given);
      const parts = { ...unexpectedPart(given, unexpected), ...missingPart(given, missing) };
      return verdict(given, unexpected.count === 0 && missing.length === 0, all, parts);
    },
  },
];

/** The lists of a result hold no more than this, and the observed values are given only where they are no more. */
const LISTED = 20;

interface Compared {
  /** Values that occur and are not in the set. */
  readonly unexpected: Distinct;
  /** Members of the set that do not occur. */
  readonly missing: readonly Json[];
  readonly all: Distinct;
}

function* compared(given: Given): Judging<Compared> {
  const { dialect } = given.engine;
  const subject = column(given);
  const set = [...new Set((given.args.value_set as readonly Json[]).filter((member) => member !== null))];
  const inSet = isMember(comparable(subject, dialect), set, dialect);
  const { unexpected, expected, all } = yield* ask({
    unexpected: { kind: 'distinct', column: subject.name, within: sql`NOT (${inSet})`, limit: LISTED },
    expected: { kind: 'distinct', column: subject.name, within: inSet, limit: Math.max(1, set.length) },
    all: { kind: 'distinct', column: subject.name, within: TRUE, limit: LISTED + 1 },
  });
  const { valueType } = comparable(subject, dialect);
  const occurs = (member: Json): boolean => {
    const [own] = memberOf(member, valueType);
    return own !== undefined && expected.values.some((value) => compareValues(value, own, valueType) === 0);
  };
  return { unexpected, missing: set.filter((member) => !occurs(member)), all };
}

type Parts = Verdict['details'];

function verdict({ detail }: Given, success: boolean, all: Distinct, parts: Parts): Verdict {
  if (detail.name === 'BOOLEAN_ONLY') return { success, details: {} };
  const values = all.values.length > LISTED ? null : all.values.map(toJson);
  return { success, details: { observed_value: values, ...parts } };
}

function unexpectedPart({ detail }: Given, { count, values }: Distinct): Parts {
  const list = detail.partial === 0 ? {} : { partial_unexpected_list: values.map(toJson) };
  return { unexpected_count: count, ...list };
}

function missingPart({ detail }: Given, missing: readonly Json[]): Parts {
  const list = detail.partial === 0 ? {} : { partial_missing_list: missing.slice(0, LISTED) };
  return { missing_count: missing.length, ...list };
}
