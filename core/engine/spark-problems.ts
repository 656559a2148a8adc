import { PlumblineError } from '../platform/problem.ts';
import { damagedData } from './damaged-data.ts';

export interface BridgeProblem {
  readonly kind: string;
  readonly message: string;
  /** Of an error in Java, the first cause last. */
  readonly causes?: readonly string[];
}

/** What the bridge says that went wrong, before it is put into words. */
export class BridgeError extends Error {
  readonly kind: string;
  readonly causes: readonly string[];

  constructor(problem: BridgeProblem | undefined) {
    super(problem?.message ?? 'it gave no answer');
    this.kind = problem?.kind ?? 'unknown';
    this.causes = problem?.causes ?? [];
  }

  /** All that is told. */
  get all(): string {
    return [this.message, ...this.causes].join('\n');
  }

  /** What is told best: what Spark has a name for, or what began it. */
  inWords(): string {
    const named = /(?:Caused by|Exception): (\[[A-Z_.0-9]+\] [^\n]*)/.exec(this.all)?.[1];
    return inWords(named ?? (/^An error occurred while calling/i.test(this.message) ? this.first() : this.message));
  }

  /** The first cause of all, where there are any. */
  private first(): string {
    return this.causes.at(-1) ?? this.message;
  }

  /** Whether the rows of a Parquet file cannot be decoded, though the file could be opened. */
  saysDamaged(): boolean {
    return UNDECODED.test(this.all) && !/FileNotFoundException|FILE_NOT_EXIST/.test(this.all);
  }

  damage(): string {
    return `its rows cannot be decoded: ${inWords(this.first())}`;
  }
}

/**
 * What Spark 3 and 4 say around everything that a reader of Parquet may stumble over; 4 says it also, with a name, of
 * files that are gone or have other types than the rest.
 */
const UNDECODED = /FAILED_READ_FILE\.NO_HINT|(?<!FAILED_READ_FILE[.A-Z_]*\] )Encountered error while reading file/;

/** An error of the session or of a query in words. */
export function sparkProblem(error: unknown, python?: string): PlumblineError {
  if (error instanceof PlumblineError) return error;
  if (!(error instanceof BridgeError)) return new PlumblineError('failed', messageOf(error), { cause: error });
  const { kind, message } = error;
  switch (kind) {
    case 'cancelled':
      return new PlumblineError('cancelled', 'cancelled');
    case 'no pyspark':
      return new PlumblineError('failed', 'pyspark is not installed', {
        where: python,
        why: message,
        help: `${python ?? 'python3'} -m pip install "pyspark>=3.5,<4.1", or name another interpreter under \`python\` in plumbline.yaml`,
        cause: error,
      });
    case 'no connect':
      return new PlumblineError('failed', 'pyspark lacks what Spark Connect needs', {
        where: python,
        why: message,
        help: `${python ?? 'python3'} -m pip install "pyspark[connect]>=3.5,<4.1"`,
        cause: error,
      });
    case 'old pyspark':
      return new PlumblineError('failed', `pyspark ${message} is too old`, {
        where: python,
        why: 'Spark binds values to SQL, and knows the places of rows in files, from version 3.5 on',
        help: `${python ?? 'python3'} -m pip install "pyspark>=3.5,<4.1"`,
        cause: error,
      });
    case 'java':
      return new PlumblineError('failed', 'Spark cannot be started', {
        why: 'Java did not start, or ended at once',
        help: 'install a Java runtime that this Spark knows (17 for 3.5 and 4), and let JAVA_HOME name it',
        cause: error,
      });
    case 'refused':
      return new PlumblineError('failed', 'the query is refused', {
        why: message,
        help: 'write one SELECT',
        cause: error,
      });
    default:
      if (error.saysDamaged()) return damagedData(error, error.damage());
      return new PlumblineError('failed', error.inWords(), { cause: error });
  }
}

/** Spark's message without the class of the error, the stack, and the query that it points into. */
function inWords(message: string): string {
  const line = message.split('\n').find((each) => each.trim() !== '') ?? '';
  const text = line.replace(/^[\w.$]+(?:Exception|Error): /, '').replace(/^\[[A-Z_.0-9]+\] /, '');
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
