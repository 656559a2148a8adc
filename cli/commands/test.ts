import { runTests, type TestEvent } from '../../core/pipelines/run-tests.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import { type Paint, paint } from '../../core/reports/paint.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import type { Output } from '../output.ts';

/** `plumbline test [SELECTOR…]`: the pytest tests of features and pipelines, in the project's own Python. */
export const test: Action = async ({ args, output, signal }) => {
  const { project } = await openProject(output.options, signal);
  const colours = paint(output.options.color);
  let total = 0;
  let done = 0;
  const hear = (event: TestEvent) => {
    if (event.kind === 'collected') {
      total = event.count;
      return;
    }
    done += 1;
    const { kind: _, message, at, ...rest } = event;
    output.event({ event: 'test', test: { ...rest, ...(message && { message }), ...(at && { at }) } });
    output.event({
      event: 'progress',
      message: event.name,
      ...(total > 0 ? { fraction: Math.min(1, done / total) } : {}),
    });
    print(event, output, colours);
  };
  const counts = await runTests({
    root: project.root,
    python: project.config.python,
    selectors: (args[0] ?? []) as readonly string[],
    signal,
    // What pytest prints is for people who have no report; in text it would say everything twice.
    onLine: (text, stream) => {
      if (output.options.format === 'ndjson') output.event({ event: 'log', stream, text });
    },
    onEvent: hear,
  });
  const { passed, failed, skipped } = counts;
  const parts = [
    plural(passed, 'test').concat(' passed'),
    `${failed} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  output.result('test', failed === 0, counts, parts.join(', '));
  return failed === 0 || output.options.failOn === 'never' ? EXIT.ok : EXIT.findings;
};

function print(event: Extract<TestEvent, { kind: 'finished' }>, output: Output, colours: Paint): void {
  const { outcome, id, at, message } = event;
  if (outcome === 'passed') {
    if (!output.options.quiet) output.print(`${colours.green('✓')} ${id}`);
    return;
  }
  if (outcome === 'skipped') {
    output.print(`${colours.dim('○')} ${id} ${colours.dim('skipped')}`);
    return;
  }
  const place = at === undefined ? '' : `${at.file}:${at.line + 1}: `;
  output.print(`${colours.red('✗')} ${id}\n  ${place}${(message ?? outcome).replaceAll('\n', '\n  ')}`);
}
