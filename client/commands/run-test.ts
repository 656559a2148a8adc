import { reportError } from '../report-error.ts';
import { tell } from '../tell.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs the pytest tests that a code lens stands for. */
export const runTest: Command = async (workbench, given) => {
  if (!(await mayRun())) return;
  const selectors = typeof given === 'string' ? [given] : [];
  const title = `Testing ${selectors[0] ?? 'everything'}`;
  const { end } = await workbench.runs.withProgress(title, ['test', ...selectors]);
  if (end.kind === 'error') return reportError(workbench.log, `${title} did not work`, end);
  if (end.kind === 'cancelled') return;
  const text = describeTests(end.value as Counts);
  const output = 'Show Output';
  if ((await (end.success ? tell.information : tell.warning)(text, output)) === output) workbench.log.show();
};

/** `3 tests passed, 1 failed.` */
export function describeTests({ passed, failed, skipped }: Counts): string {
  const parts = [
    `${passed} ${passed === 1 ? 'test' : 'tests'} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `${parts.join(', ')}.`;
}
