import { describeError, PlumblineError } from '../core/platform/problem.ts';
import type { RunEvent } from '../core/views/progress.ts';
import type { CommonOptions } from './options.ts';

/** Where a command says what it does: to a person, to a script, or to the editor. */
export interface Output {
  readonly options: CommonOptions;
  /** Progress: a line of NDJSON; for a person, on stderr and only where it is a terminal. */
  event(event: RunEvent): void;
  /** The text for a person; not printed in the other formats. */
  print(text: string): void;
  /** The command's result: `text` for a person, `value` for a script. */
  result(command: string, success: boolean, value: unknown, text: string): void;
  error(error: unknown): void;
}

export function createOutput(options: CommonOptions): Output {
  const line = progressLine(options);
  return {
    options,
    event(event) {
      if (options.format === 'ndjson') write(process.stdout, `${JSON.stringify(event)}\n`);
      else if (event.event === 'progress') line.show(event.message, event.fraction);
      else if (event.event === 'log' && options.format === 'text' && !options.quiet) {
        line.clear();
        write(process.stderr, `  ${event.text}\n`);
      }
    },
    print(text) {
      line.clear();
      if (options.format === 'text' && text !== '') write(process.stdout, text.endsWith('\n') ? text : `${text}\n`);
    },
    result(command, success, value, text) {
      line.clear();
      if (options.format === 'ndjson')
        write(process.stdout, `${JSON.stringify({ event: 'result', command, success, value })}\n`);
      else if (options.format === 'json') write(process.stdout, `${JSON.stringify(value, null, 2)}\n`);
      else if (text !== '') write(process.stdout, text.endsWith('\n') ? text : `${text}\n`);
    },
    error(error) {
      line.clear();
      if (options.format === 'ndjson') write(process.stdout, `${JSON.stringify(errorEvent(error))}\n`);
      write(process.stderr, `plumbline: ${describeError(error)}\n`);
    },
  };
}

function errorEvent(error: unknown): RunEvent {
  if (!(error instanceof PlumblineError)) return { event: 'error', message: describeError(error) };
  if (error.kind === 'cancelled') return { event: 'cancelled' };
  const { message, where, why, help } = error;
  return { event: 'error', message, where, why, help };
}

/** One line on a terminal that is written over and over. */
function progressLine(options: CommonOptions) {
  const shows = options.format === 'text' && !options.quiet && process.stderr.isTTY === true;
  let shown = false;
  return {
    show(message: string, fraction: number | undefined) {
      if (!shows) return;
      const share = fraction === undefined ? '' : ` ${Math.round(fraction * 100)} %`;
      write(process.stderr, `\r\u001b[2K${message}${share}`);
      shown = true;
    },
    clear() {
      if (shown) write(process.stderr, '\r\u001b[2K');
      shown = false;
    },
  };
}

/** A reader that stops reading (`plumbline … | head`) is not an error of ours. */
function write(stream: NodeJS.WriteStream, text: string): void {
  stream.write(text);
}
