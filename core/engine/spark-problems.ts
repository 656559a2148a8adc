import { PlumblineError } from '../platform/problem.ts';

export interface BridgeProblem {
  readonly kind: string;
  readonly message: string;
}

/** What the bridge says that went wrong, before it is put into words. */
export class BridgeError extends Error {
  readonly kind: string;

  constructor(problem: BridgeProblem | undefined) {
    super(problem?.message ?? 'it gave no answer');
    this.kind = problem?.kind ?? 'unknown';
  }
}

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
      return new PlumblineError('failed', inWords(message), { cause: error });
  }
}

/** An error of opening a source in words. */
export function sparkSourceProblem(error: unknown, label: string, format: string): PlumblineError {
  if (!(error instanceof BridgeError) || error.kind === 'cancelled') return sparkProblem(error);
  if (/PATH_NOT_FOUND/.test(error.message)) {
    return new PlumblineError('failed', 'Spark finds no such file', {
      where: label,
      why: inWords(error.message),
      help: 'on a cluster, the path must be one that all its machines can read',
      cause: error,
    });
  }
  return new PlumblineError('failed', `cannot read the file as ${format}`, {
    where: label,
    why: inWords(error.message),
    help: 'check that its content is what its name says',
    cause: error,
  });
}

/** Spark's message without the class of the error, the stack, and the query that it points into. */
function inWords(message: string): string {
  const cause = /(?:Caused by|Exception): (\[[A-Z_.]+\][^\n]*)/.exec(message)?.[1] ?? message;
  const line = cause.split('\n').find((each) => each.trim() !== '') ?? '';
  const text = line.replace(/^[\w.$]+(?:Exception|Error): /, '').replace(/^\[[A-Z_.0-9]+\] /, '');
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
