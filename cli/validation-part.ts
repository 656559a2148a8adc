import { partName, type RowPart } from '../core/expectations/some-rows.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { EngineName } from './validation-engine.ts';

/** Which rows are judged, where it is not all of them, and with how much of the machine. */
export interface ValidationPart {
  readonly rows: RowPart | undefined;
  /** A commit of the group's table, or `latest`. */
  readonly commit: string | undefined;
  readonly memory: string | undefined;
  readonly threads: number | undefined;
}

type Options = Readonly<Record<string, unknown>>;

/** Reads the options; what they do not fit to is refused. */
export function validationPart(options: Options, engine: EngineName): ValidationPart {
  const { sample, limit, commit, data, suite, memory, threads } = options as Readonly<
    Record<string, string | undefined>
  >;
  const seed = wholeNumber('--seed', (options.seed as string | undefined) ?? '0', 0);
  if (options.seed !== undefined && sample === undefined) throw new PlumblineError('usage', '--seed is of a --sample');
  if (commit !== undefined && (data !== undefined || suite !== undefined)) {
    throw new PlumblineError('usage', '--commit is of the table of a feature group, and --data is a file', {
      help: 'give the one or the other',
    });
  }
  const only = Object.entries({ sample, limit, memory, threads }).find(([, value]) => value !== undefined)?.[0];
  if (engine === 'spark' && only !== undefined) {
    throw new PlumblineError('usage', `--${only} is for the embedded engine`, {
      why: 'a Spark session has its own settings, and reads the data in its own order',
      help: 'leave it out, or use --engine duckdb',
    });
  }
  return {
    rows:
      sample !== undefined
        ? sampleOf(sample, seed)
        : limit !== undefined
          ? { kind: 'first', rows: wholeNumber('--limit', limit, 1) }
          : undefined,
    commit,
    memory: memory === undefined ? undefined : memoryOf(memory),
    threads: threads === undefined ? undefined : wholeNumber('--threads', threads, 1),
  };
}

/** In words, for beside what is judged; undefined where it is all of it. */
export function partInWords(rows: RowPart | undefined, instant: string | undefined): string | undefined {
  const words = [
    ...(instant === undefined ? [] : [`the rows of commit ${instant}`]),
    ...(rows === undefined ? [] : [partName(rows)]),
  ];
  return words.length === 0 ? undefined : words.join(', ');
}

function sampleOf(text: string, seed: number): RowPart {
  const percent = /^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1];
  if (percent === undefined) return { kind: 'sample', rows: wholeNumber('--sample', text, 1), seed };
  const share = Number(percent) / 100;
  if (share > 0 && share <= 1) return { kind: 'share', share, seed };
  throw new PlumblineError('usage', `--sample is more than 0 % and at most 100 %, and \`${text}\` is not`);
}

function memoryOf(text: string): string {
  if (/^\d+(\.\d+)? ?[KMGT]i?B$/i.test(text)) return text;
  throw new PlumblineError('usage', `--memory is an amount such as 2GB, and \`${text}\` is none`);
}

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
  const what = option === '--sample' ? 'a number of rows, or a share such as 5%' : 'a whole number';
  throw new PlumblineError(
    'usage',
    `${option} is ${what}${least > 0 ? `, at least ${least}` : ''}; \`${text}\` is not`,
  );
}
