import type { SuiteOutcome, TestOutcome } from '../../core/views/progress.ts';
import type { TestTarget } from '../../core/views/requests.ts';

/** The expectation of a suite that a verdict is about: the rows of the view keep the order of the file. */
export function expectationAt(suite: TestTarget, position: number): TestTarget | undefined {
  return suite.children?.[position];
}

/** The row that a suite's outcome belongs to. */
export function suiteOf(outcome: SuiteOutcome, suites: readonly TestTarget[]): TestTarget | undefined {
  return suites.find(({ selector }) => selector === outcome.suite) ?? suites.find(({ file }) => file === outcome.file);
}

/** The row of a pytest outcome; the cases of a parametrised test (`test_x[a]`) share one. */
export function pythonTestOf(outcome: TestOutcome, leaves: readonly TestTarget[]): TestTarget | undefined {
  const plain = outcome.id.replace(/\[.*\]$/s, '');
  return leaves.find(({ kind, id, selector }) => kind === 'python-test' && (id === plain || selector === plain));
}
