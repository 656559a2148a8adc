import { cannotJudge, type Given, type Judge, observed, type Verdict } from '../judge.ts';
import { ask, type Judging } from '../need.ts';
import { isInRange, rangeOf } from '../range.ts';

/** Expectations on the number of rows. */
export const tableRows: readonly Judge[] = [
  {
    type: 'expect_table_row_count_to_be_between',
    *judge(given) {
      const rows = yield* rowCount();
      return observed(isInRange(rows, rangeOf(given.args), 'integer'), rows);
    },
  },
  {
    type: 'expect_table_row_count_to_equal',
    *judge({ args }) {
      const rows = yield* rowCount();
      return observed(rows === args.value, rows);
    },
  },
  { type: 'expect_table_row_count_to_equal_other_table', judge: equalOther },
];

function* rowCount(): Judging<number> {
  const { rows } = yield* ask({ rows: { kind: 'count' } });
  return rows;
}

function* equalOther(given: Given): Judging<Verdict> {
  const name = String(given.args.other_table_name);
  const other = given.others.table(name);
  if (other === undefined) {
    throw cannotJudge(`there is no table "${name}"`, 'name a feature group of the project whose data is there');
  }
  const { rows, found } = yield* ask({
    rows: { kind: 'count' },
    found: { kind: 'query', select: `SELECT count(*) AS n FROM ${other.from.text}`, limit: 1 },
  } as const);
  const theirs = Number(found.rows[0]?.n);
  return observed(rows === theirs, { self: rows, other: theirs });
}
