import { sql } from '../../engine/sql.ts';
import { toJson } from '../../engine/value.ts';
import { comparable, isMember } from '../compare.ts';
import { column, type Given, inSql, type Judge, observed, type Verdict } from '../judge.ts';
import { ask, type Judging } from '../need.ts';

/** More values than this that are equally common are not listed; the verdict counts them all the same. */
const TIES = 1000;

/** The value that occurs most often; of several, all must be in the set, or any of them where ties are fine. */
export const mostCommon: readonly Judge[] = [{ type: 'expect_column_most_common_value_to_be_in_set', judge }];

function* judge(given: Given): Judging<Verdict> {
  const { dialect } = given.engine;
  const subject = column(given);
  const { top } = yield* ask({ top: { kind: 'frequencies', column: subject.name, limit: TIES } });
  const most = top.filter(({ count }) => count === top[0]?.count).map(({ value }) => toJson(value));
  const set = given.args.value_set as readonly unknown[];
  const member = isMember(comparable(subject, dialect), set, dialect);
  const { inSet } = yield* ask({
    inSet: {
      kind: 'distinct',
      column: subject.name,
      within: sql`(${inSql(given, subject)} IS NOT NULL) AND (${member})`,
      limit: TIES,
    },
  });
  const members = new Set(inSet.values.map((value) => JSON.stringify(toJson(value))));
  const isIn = (value: unknown): boolean => members.has(JSON.stringify(value));
  const success = most.length === 1 || given.args.ties_okay === true ? most.some(isIn) : false;
  return observed(success, most);
}
