import { columnOf } from '../catalogue/expectation-in-words.ts';
import type { ExpectationResult, SuiteResult } from '../expectations/result.ts';
import { summaryOf } from '../reports/verdict-words.ts';
import type { Range } from './position.ts';
import type { ExpectationOutcome, SuiteOutcome } from './progress.ts';

/** A suite's result as the editor hears of it: a verdict for each expectation, in words. It is not stored yet. */
export function suiteOutcome(
  result: SuiteResult,
  about: {
    readonly file: string;
    readonly target: string;
    /** Where each expectation stands; nothing for a suite outside the project. */
    readonly rangeOf: (position: number) => Range | undefined;
  },
): SuiteOutcome {
  return {
    suite: result.suite_name,
    file: about.file,
    target: about.target,
    success: result.success,
    result: undefined,
    seconds: result.meta.plumbline.seconds,
    statistics: result.statistics,
    expectations: result.results.map((each, position) => expectationOutcome(each, position, about.rangeOf(position))),
  };
}

function expectationOutcome(result: ExpectationResult, position: number, range: Range | undefined): ExpectationOutcome {
  const { expectation_config: config, meta } = result;
  const column = columnOf(config.type, config.kwargs);
  return {
    position,
    fingerprint: meta.plumbline.fingerprint,
    type: config.type,
    ...(column === undefined ? {} : { column }),
    outcome: meta.plumbline.outcome,
    severity: config.severity,
    summary: summaryOf(result),
    ...(range === undefined ? {} : { range }),
  };
}
