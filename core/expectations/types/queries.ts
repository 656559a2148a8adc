import { toJson } from '../../engine/value.ts';
import { cannotJudge, type Given, type Judge, type Verdict } from '../judge.ts';
import { ask, type Judging } from '../need.ts';
import { tells } from '../result-format.ts';

/** Expectations that bring a SELECT of their own. */
export const queries: readonly Judge[] = [
  { type: 'unexpected_rows_expectation', judge: unexpectedRows },
  { type: 'expect_query_results_to_match_comparison', judge: matchComparison },
];

/** Rows that a result lists at most. */
const LISTED = 200;

function* unexpectedRows(given: Given): Judging<Verdict> {
  const select = onBatch(given, String(given.args.unexpected_rows_query));
  // Joins give their rows in any order; which of many are listed shall not change from run to run.
  const sorted = !/\border\s+by\b/i.test(select);
  const { found } = yield* ask({ found: { kind: 'query', select, sorted, limit: LISTED } });
  return {
    success: found.count === 0,
    details: {
      observed_value: found.count,
      ...(tells(given.detail, 'SUMMARY') ? { details: { unexpected_rows: found.rows.map(toJson) } } : {}),
    },
  };
}

/** Rows found by one query only, as a share of the larger result; the order of rows does not matter, how often they occur does. */
function* matchComparison(given: Given): Judging<Verdict> {
  const source = String(given.args.comparison_data_source_name);
  if (!given.others.hasSource(source)) throw cannotJudge(`there is no data source "${source}"`);
  const { result } = yield* ask({
    result: {
      kind: 'difference',
      base: onBatch(given, String(given.args.base_query)),
      comparison: onBatch(given, String(given.args.comparison_query)),
      limit: LISTED,
    },
  });
  const { missing, unexpected, baseCount, comparisonCount } = result;
  const count = Math.max(missing.count, unexpected.count);
  const rows = Math.max(baseCount, comparisonCount);
  const share = rows === 0 ? undefined : 1 - count / rows;
  return {
    success: share === undefined || share >= Number(given.args.mostly ?? 1),
    ...(share === undefined ? {} : { share }),
    details: {
      unexpected_count: count,
      unexpected_percent: rows === 0 ? 0 : (count / rows) * 100,
      ...(tells(given.detail, 'COMPLETE')
        ? { details: { missing_rows: missing.rows.map(toJson), unexpected_rows: unexpected.rows.map(toJson) } }
        : {}),
    },
  };
}

/** Puts the data in place of `{batch}`, and reads `{{` and `}}` as the brackets that they escape. */
function onBatch({ relation }: Given, query: string): string {
  return query
    .replaceAll(/\{(batch|source_table|table)\}/g, relation.from.text)
    .replaceAll('{{', '{')
    .replaceAll('}}', '}');
}
