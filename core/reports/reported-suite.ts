import { columnOf } from '../catalogue/expectation-in-words.ts';
import type { Range } from '../documents/position.ts';
import type { ExpectationResult, SuiteResult } from '../expectations/result.ts';
import { plural } from './numbers-in-words.ts';

/** A validation as reports tell of it. */
export interface ReportedSuite {
  readonly result: SuiteResult;
  /** The suite's file, with `/`, from the top of the repository: what CI makes links of. */
  readonly file: string;
  /** What was judged: an asset, such as `feature-group:flights@1`, or a data file. */
  readonly target: string;
  /** Where each expectation stands. */
  readonly rangeOf: (position: number) => Range | undefined;
}

/** `feature-group:flights@1` for people. */
export function targetInWords(target: string): string {
  return target.replace(/^feature-group:/, '');
}

/** `2 of 3 suites hold`. */
export function howManyHold(suites: readonly ReportedSuite[]): string {
  const holding = suites.filter(({ result }) => result.success).length;
  if (suites.length === 1) return `the suite ${holding === 1 ? 'holds' : 'does not hold'}`;
  return `${holding} of ${plural(suites.length, 'suite')} hold`;
}

/**
 * A name for each expectation of a suite, each only once: CI follows a test by its name, so it stays the same when a
 * bound is moved.
 */
export function testNames(results: readonly ExpectationResult[]): readonly string[] {
  const seen = new Map<string, number>();
  return results.map(({ expectation_config: { type, kwargs } }) => {
    const column = columnOf(type, kwargs);
    const name = column === undefined ? type : `${type}(${column})`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  });
}
