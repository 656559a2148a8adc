import type { ExpectationSuite } from '../definitions/expectation-suite.ts';
import { readExpectation } from './read-expectation.ts';

export interface SuiteProblem {
  /** Which expectation, counted from 0. */
  readonly position: number;
  readonly type: string;
  readonly message: string;
}

/**
 * What keeps a suite from being run at all: an unknown type or argument, a value that the argument cannot have. Great
 * Expectations rejects such a file, too, or worse: it leaves out the types that it does not know, and passes.
 */
export function suiteProblems({ expectations }: ExpectationSuite): readonly SuiteProblem[] {
  return expectations.flatMap(({ type, kwargs }, position) => {
    const { problems = [] } = readExpectation(type, kwargs);
    return problems.map((message) => ({ position, type, message }));
  });
}
