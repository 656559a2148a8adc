import type { Parameters } from '../core/expectations/parameters.ts';
import { PlumblineError } from '../core/platform/problem.ts';

/**
 * `name=value` for the `$PARAMETER`s of a suite; a value that is JSON is read as JSON, anything else is text. `parameter`
 * is what `--param` was called before.
 */
export function suiteParameters({ param, parameter }: Readonly<Record<string, unknown>>): Parameters {
  const given = [parameter, param].flatMap((each) => (each ?? []) as readonly string[]);
  return Object.fromEntries(
    given.map((assignment) => {
      const equals = assignment.indexOf('=');
      if (equals < 1)
        throw new PlumblineError('usage', `\`${assignment}\` sets no parameter`, { help: '--param name=value' });
      return [assignment.slice(0, equals), readValue(assignment.slice(equals + 1))];
    }),
  );
}

function readValue(text: string): Parameters[string] {
  try {
    return JSON.parse(text) as Parameters[string];
  } catch {
    return text;
  }
}
