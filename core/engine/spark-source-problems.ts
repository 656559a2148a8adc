import { PlumblineError } from '../platform/problem.ts';
import { damagedData } from './damaged-data.ts';
import { type DataFormat, type DataSource, FORMAT_NAMES, isAddress, isGlob, labelOf } from './data-source.ts';
import { repeatedName } from './repeated-names.ts';
import { BridgeError, sparkProblem } from './spark-problems.ts';

const COPY = 'copy the file again from where it came from, or have it written again';

interface Telling {
  readonly error: BridgeError;
  readonly source: DataSource;
  readonly format: DataFormat;
  readonly where: string;
}

/** An error of opening a source in words: those of the embedded engine, where the cause is the same. */
export function sparkSourceProblem(error: unknown, source: DataSource, format: DataFormat): PlumblineError {
  if (!(error instanceof BridgeError) || error.kind === 'cancelled') return sparkProblem(error);
  const where = labelOf(source);
  const telling: Telling = { error, source, format, where };
  if (error.kind === 'not utf-8') return notUtf8(telling);
  if (error.kind === 'no data') {
    return new PlumblineError('failed', 'the file has no data', { where, why: error.message, cause: error });
  }
  const { what, why, help } = told(telling) ?? {
    what: cannotRead(format),
    why: error.inWords(),
    help: 'check that its content is what its name says',
  };
  return typeof what === 'string' ? new PlumblineError('failed', what, { where, why, help, cause: error }) : what;
}

interface Told {
  readonly what: string | PlumblineError;
  readonly why?: string;
  readonly help?: string;
}

/** What is known of the causes that Spark may name. */
function told({ error, source, format, where }: Telling): Told | undefined {
  const { all } = error;
  const repeated = /\[COLUMN_ALREADY_EXISTS\] The column `(.*?)` already exists/.exec(all)?.[1];
  if (repeated !== undefined) return { what: repeatedName(repeated, where) };
  if (/Permission denied|AccessControlException/.test(all)) {
    return {
      what: 'the file may not be read',
      why: 'permission denied',
      help: 'let the user who runs this read it: chmod u+r, or chown',
    };
  }
  if (/PATH_NOT_FOUND/.test(all) && isAddress(source.path)) {
    return {
      what: 'Spark finds no such file',
      why: error.inWords(),
      help: 'on a cluster, the path must be one that all its machines can read',
    };
  }
  if (/PATH_NOT_FOUND|UNABLE_TO_INFER_SCHEMA/.test(all)) return { what: noFile(source, error) };
  if (/is not a Parquet file/.test(all)) {
    return {
      what: cannotRead(format),
      why: 'its end is missing, which says where everything is: it was cut off',
      help: COPY,
    };
  }
  if (/Unexpected end of (?:ZLIB )?input stream/.test(all)) {
    return { what: cannotRead(format), why: 'its compressed content has no end: it was cut off', help: COPY };
  }
  if (/CSV header does not conform/.test(all)) {
    const [, header, first] = /Header: (.*)\n\s*Schema: (.*)/.exec(all) ?? [];
    return {
      what: 'the files have different headers',
      why: `one has ${first}, another ${header}`,
      help: 'let them have the same columns in the same order, or judge each of them alone',
    };
  }
  const record = /MALFORMED_CSV_RECORD\] Malformed CSV record: (.*)/.exec(all)?.[1];
  if (record !== undefined) {
    return {
      what: cannotRead(format),
      why: `a line has not as many fields as the first one: ${record}`,
      help: 'give each line as many, or put what holds the sign between fields into quotes',
    };
  }
  return error.saysDamaged() ? { what: damagedData(error, error.damage(), where) } : undefined;
}

/** Also of a folder: who looks for its files has found none. */
export function noFile(source: DataSource, cause?: unknown): PlumblineError {
  return new PlumblineError('failed', 'there is no file to read', {
    where: labelOf(source),
    why: isGlob(source.path) ? 'no file matches' : 'no .parquet file is in the folder, or below it',
    help: 'the files of a folder are named with a pattern, such as FOLDER/*.csv',
    cause,
  });
}

function notUtf8({ error, format, where }: Telling): PlumblineError {
  const what = error.message === '' ? cannotRead(format) : `cannot read line ${error.message} of the CSV file`;
  return new PlumblineError('failed', what, {
    where,
    why: 'it has bytes that are not UTF-8, as text in Latin-1 or Windows-1252 has',
    help: 'save it as UTF-8, such as with iconv -f WINDOWS-1252 -t UTF-8',
    cause: error,
  });
}

function cannotRead(format: DataFormat): string {
  return `cannot read the file as ${FORMAT_NAMES[format]}`;
}
