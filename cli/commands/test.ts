import { runTests } from '../../core/pipelines/run-tests.ts';
import type { FinishedTest, TestCounts } from '../../core/pipelines/test-report.ts';
import { number, plural } from '../../core/reports/numbers-in-words.ts';
import type { TestOutcome } from '../../core/views/progress.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import type { Output } from '../output.ts';

/** `plumbline test [SELECTOR…]`: the pytest tests of features and pipelines, in the project's own Python. */
export const test: Action = async ({ args, output, signal }) => {
  const { project } = await openProject(output.options, signal);
  const { format, quiet, failOn } = output.options;
  const tests: TestOutcome[] = [];
  let total = 0;
  const counts = await runTests({
    root: project.root,
    python: project.config.python,
    selectors: args[0] as readonly string[],
    signal,
    // In text, what pytest prints would say everything twice.
    onLine: (text, stream) => {
      if (format === 'ndjson') output.event({ event: 'log', stream, text });
    },
    onEvent(event) {
      if (event.kind === 'collected') {
        total = event.count;
        return;
      }
      const test = outcomeOf(event);
      tests.push(test);
      output.event({ event: 'test', test });
      const fraction = total > 0 ? { fraction: Math.min(1, tests.length / total) } : {};
      output.event({ event: 'progress', message: test.name, ...fraction });
      output.print(inWords(event, output));
    },
  });
  const words = quiet && counts.failed === 0 ? '' : summary(counts);
  output.result('test', counts.failed === 0, { ...counts, tests }, words);
  return counts.failed === 0 || failOn === 'never' ? EXIT.ok : EXIT.findings;
};

function outcomeOf({ kind: _, message, at, ...test }: FinishedTest): TestOutcome {
  return { ...test, ...(message === undefined ? {} : { message }), ...(at === undefined ? {} : { at }) };
}

function inWords({ outcome, id, at, message }: FinishedTest, { options: { quiet }, paint }: Output): string {
  if (outcome === 'passed') return quiet ? '' : `${paint.green('✓')} ${id}`;
  if (outcome === 'skipped') return quiet ? '' : `${paint.dim('○')} ${id} ${paint.dim(`skipped: ${message ?? ''}`)}`;
  const place = at === undefined ? '' : ` ${paint.dim(`${at.file}:${at.line + 1}`)}`;
  const why = (message ?? '').replaceAll(/^(?=.)/gm, '    ').trimEnd();
  return `${paint.red('✗')} ${id}${place}${why === '' ? '' : `\n${why}`}`;
}

function summary({ passed, failed, skipped }: TestCounts): string {
  if (passed + failed + skipped === 0) return 'there are no tests';
  const parts = [`${plural(passed, 'test')} passed`, `${number(failed)} failed`];
  return [...parts, ...(skipped === 0 ? [] : [`${number(skipped)} skipped`])].join(', ');
}
