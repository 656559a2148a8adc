import assert from 'node:assert/strict';
import { endWithError } from '../../cli/end-with-error.ts';
import { commonOptions } from '../../cli/options.ts';
import { createOutput } from '../../cli/output.ts';
import { createProgram } from '../../cli/program.ts';
import { describeError } from '../../core/platform/problem.ts';

export interface Said {
  readonly code: number;
  readonly text: string;
  readonly error: string;
}

/** `plumbline …` with the real arguments and actions, in this process: a process for each case takes minutes. */
export async function plumblineHere(args: readonly string[]): Promise<Said> {
  let said: Said | undefined;
  const program = createProgram(async (load, command) => {
    const texts: string[] = [];
    let failure: unknown;
    const output = {
      ...createOutput(commonOptions(command)),
      print: (text: string) => texts.push(text),
      result: (_command: string, _success: boolean, _value: unknown, text: string) => texts.push(text),
      error(error: unknown) {
        failure = error;
      },
    };
    const { signal } = new AbortController();
    const code = await load()
      .then((action) => action({ args: command.processedArgs, options: command.opts(), output, signal }))
      .catch((error: unknown) => endWithError(error, output, signal));
    said = { code, text: texts.join('\n'), error: failure === undefined ? '' : describeError(failure) };
  });
  await program.parseAsync([...args], { from: 'user' });
  assert.ok(said);
  return said;
}
