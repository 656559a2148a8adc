import { PlumblineError } from '../platform/problem.ts';
import { damagedData } from './damaged-data.ts';
import { isGlob } from './data-source.ts';

/** What DuckDB says when a query is interrupted. */
export function isInterrupt(error: unknown): boolean {
  return messageOf(error).startsWith('INTERRUPT Error');
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error of a query in words: the first line says it, the rest repeats our SQL or guesses at its writer's intention. */
export function queryProblem(error: unknown): PlumblineError {
  if (error instanceof PlumblineError) return error;
  const message = messageOf(error).split('\n')[0] ?? '';
  const [, kind, text = message] = /^(?:Failed to [a-z ]+: )?([A-Za-z ]+) Error: (.*)$/s.exec(message) ?? [];
  if (kind === 'Out of Memory' || kind === 'Out Of Memory') {
    return new PlumblineError('failed', 'the query needs more memory than it may use', {
      why: text,
      help: 'give it more with PLUMBLINE_MEMORY, such as PLUMBLINE_MEMORY=8GB',
      cause: error,
    });
  }
  if (kind === 'Invalid' || UNDECODED.test(text)) {
    return damagedData(error, `its rows cannot be decoded: ${lowerFirst(text).trim()}`);
  }
  return new PlumblineError('failed', lowerFirst(text), { cause: error });
}

/**
 * What DuckDB says of a Parquet file whose pages are not what its end says; of their headers it says anything, as an
 * error of no kind.
 */
const UNDECODED = /^Failed to read file "|TProtocolException|decompress/;

/** An error of opening a source in words. */
export function sourceProblem(error: unknown, label: string, format: string): PlumblineError {
  if (error instanceof PlumblineError) return error;
  const message = messageOf(error);
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  if (/not utf-8|invalid UTF-8/i.test(message)) {
    const what = line === undefined ? `cannot read the file as ${format}` : `cannot read line ${line} of the CSV file`;
    return new PlumblineError('failed', what, {
      where: label,
      why: 'it has bytes that are not UTF-8, as text in Latin-1 or Windows-1252 has',
      help: 'save it as UTF-8, such as with iconv -f WINDOWS-1252 -t UTF-8',
      cause: error,
    });
  }
  if (/No magic bytes found at end|too small to be a Parquet/.test(message)) {
    return new PlumblineError('failed', 'cannot read the file as Parquet', {
      where: label,
      why: 'its end is missing, which says where everything is: it was cut off',
      help: 'copy the file again from where it came from, or have it written again',
      cause: error,
    });
  }
  if (/No files found that match/.test(message)) {
    return new PlumblineError('failed', 'there is no file to read', {
      where: label,
      why: isGlob(label) ? 'no file matches' : 'no .parquet file is in the folder, or below it',
      help: 'the files of a folder are named with a pattern, such as FOLDER/*.csv',
      cause: error,
    });
  }
  if (line !== undefined) {
    const why = /^(Error when converting.*|Expected Number.*|Value with unterminated.*)$/m.exec(message)?.[1];
    return new PlumblineError('failed', `cannot read line ${line} of the CSV file`, {
      where: label,
      why,
      cause: error,
    });
  }
  const isDenied = /Permission denied/.test(message);
  if (isDenied || message.includes('Permission Error')) {
    return new PlumblineError('failed', 'the file may not be read', {
      where: label,
      why: isDenied ? 'permission denied' : 'it lies outside the folders that this run may read',
      help: isDenied ? 'let the user who runs this read it: chmod u+r, or chown' : undefined,
      cause: error,
    });
  }
  const [first] = message.split('\n');
  const why = first?.startsWith('Invalid Input Error: Error when sniffing')
    ? 'its lines do not make a table: no sign between fields fits all of them'
    : first?.replace(/^[A-Za-z ]+ Error: /, '');
  return new PlumblineError('failed', `cannot read the file as ${format}`, {
    where: label,
    why,
    help: 'check that its content is what its name says',
    cause: error,
  });
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
