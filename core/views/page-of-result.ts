import { columnOf, titleOf } from '../catalogue/expectation-in-words.ts';
import type { ExpectationResult, Outcome, SuiteResult } from '../expectations/result.ts';
import { failingRows } from '../reports/failing-rows.ts';
import { expectedInWords, observedInWords } from '../reports/verdict-words.ts';
import type { Range } from './position.ts';
import type { ColumnPicture, ValidationPage, Verdict } from './validation-page.ts';

/** The page of a validation result. */
export function pageOfResult(
  result: SuiteResult,
  about: {
    readonly file: string;
    readonly target: string;
    readonly rangeOf: (position: number) => Range | undefined;
    readonly columns: readonly ColumnPicture[];
    /** Columns that name a row: they come first in tables of rows. */
    readonly keys: readonly string[];
  },
): Omit<ValidationPage, 'id'> {
  const { seconds, rows, ran_at } = result.meta.plumbline;
  const count = (outcome: Outcome) => result.results.filter(({ meta }) => meta.plumbline.outcome === outcome).length;
  return {
    kind: 'validation',
    suite: result.suite_name,
    file: about.file,
    target: about.target,
    success: result.success,
    ran_at,
    seconds,
    rows: rows ?? undefined,
    counts: { passed: count('passed'), warned: count('warning'), failed: count('failed'), errors: count('error') },
    verdicts: result.results.map((each, position) => verdictOf(each, position, about.rangeOf(position), about.keys)),
    columns: about.columns,
  };
}

function verdictOf(
  each: ExpectationResult,
  position: number,
  range: Range | undefined,
  keys: readonly string[],
): Verdict {
  const { expectation_config: config, result, meta } = each;
  const { unexpected_count, element_count = 0, missing_count = 0, unexpected_percent } = result;
  return {
    position,
    title: titleOf(config.type),
    type: config.type,
    column: columnOf(config.type, config.kwargs),
    outcome: meta.plumbline.outcome,
    severity: config.severity,
    expected: expectedInWords(config),
    observed: observedInWords(each),
    unexpected:
      unexpected_count === undefined
        ? undefined
        : { count: unexpected_count, percent: unexpected_percent ?? undefined, of: element_count - missing_count },
    why: typeof config.meta.why === 'string' ? config.meta.why : undefined,
    range,
    rows: failingRows(each, keys),
  };
}
