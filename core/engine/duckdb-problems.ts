import { PlumblineError } from '../platform/problem.ts';

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
  return new PlumblineError('failed', lowerFirst(text), { cause: error });
}

/** An error of opening a source in words. */
export function sourceProblem(error: unknown, label: string, format: string): PlumblineError {
  if (error instanceof PlumblineError) return error;
  const message = messageOf(error);
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  if (line !== undefined) {
    const why = /^(Error when converting.*|Expected Number.*|Value with unterminated.*)$/m.exec(message)?.[1];
    return new PlumblineError('failed', `cannot read line ${line} of the CSV file`, {
      where: label,
      why,
      cause: error,
    });
  }
  if (/Permission Error|Permission denied/.test(message)) {
    return new PlumblineError('failed', 'the file may not be read', {
      where: label,
      why: 'it lies outside the folders that this run may read, or its permissions forbid it',
      cause: error,
    });
  }
  const why = message.split('\n')[0]?.replace(/^[A-Za-z ]+ Error: /, '');
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
