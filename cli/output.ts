import { describeError, PlumblineError } from '../core/platform/problem.ts';
import { type Paint, paint } from '../core/reports/paint.ts';
import type { RunEvent } from '../core/views/progress.ts';
import type { CommonOptions } from './options.ts';
import { printable } from './printable.ts';

/** Where a command says what it does: to a person, to a script, or to the editor. */
export interface Output {
  readonly options: CommonOptions;
  readonly paint: Paint;
  /** Progress: a line of NDJSON; for a person, on stderr and only where it is a terminal. */
  event(event: RunEvent): void;
  /** A part of the text for a person, before the end is reached; not printed in the other formats. */
  print(text: string): void;
  /** The command's result: `text` for a person, `value` for a script. */
  result(command: string, success: boolean, value: unknown, text: string): void;
  /** What ended the command; `details` stand beside it for a script. */
  error(error: unknown, details?: Readonly<Record<string, unknown>>): void;
}

export function createOutput(options: CommonOptions): Output {
  const line = progressLine(options);
  const text = (text: string) => {
    line.clear();
    if (options.format === 'text' && text !== '') write(process.stdout, lines(text));
  };
  const json = (value: unknown) => write(process.stdout, `${JSON.stringify(value, null, 2)}\n`);
  const ndjson = (event: RunEvent) => write(process.stdout, `${JSON.stringify(event)}\n`);
  return {
    options,
    paint: paint(options.color),
    event(event) {
      if (options.format === 'ndjson') ndjson(event);
      else if (event.event === 'progress') line.show(event.message, event.fraction);
      else if (event.event === 'log' && options.format === 'text' && !options.quiet) {
        line.clear();
        write(process.stderr, lines(`  ${event.text}`));
      }
    },
    print: text,
    result(command, success, value, words) {
      text(words);
      if (options.format === 'json') json(value);
      if (options.format === 'ndjson') ndjson({ event: 'result', command, success, value });
    },
    error(error, details = {}) {
      line.clear();
      if (options.format === 'json') json({ success: false, error: errorInJson(error), ...details });
      if (options.format === 'ndjson') ndjson(errorEvent(error));
      write(process.stderr, lines(`plumbline: ${describeError(error)}`));
    },
  };
}

function errorInJson(error: unknown) {
  if (!(error instanceof PlumblineError)) return { kind: 'failed', message: describeError(error) };
  const { kind, message, where, why, help } = error;
  return { kind, message, where, why, help };
}

function errorEvent(error: unknown): RunEvent {
  const { kind, ...words } = errorInJson(error);
  return kind === 'cancelled' ? { event: 'cancelled' } : { event: 'error', ...words };
}

/** One line on a terminal that is written over and over. */
function progressLine(options: CommonOptions) {
  const shows = options.format === 'text' && !options.quiet && process.stderr.isTTY === true;
  let shown = false;
  return {
    show(message: string, fraction: number | undefined) {
      if (!shows) return;
      const share = fraction === undefined ? '' : ` ${Math.round(fraction * 100)} %`;
      write(process.stderr, `\r\u001b[2K${printable(message)}${share}`);
      shown = true;
    },
    clear() {
      if (shown) write(process.stderr, '\r\u001b[2K');
      shown = false;
    },
  };
}

function lines(text: string): string {
  return printable(text.endsWith('\n') ? text : `${text}\n`);
}

function write(stream: NodeJS.WriteStream, text: string): void {
  stream.write(text);
}
