import { nearestName } from '../catalogue/nearest-name.ts';
import { PlumblineError } from '../platform/problem.ts';

export type ParameterValue = string | number | boolean | null;
export type Parameters = Readonly<Record<string, ParameterValue>>;

/**
 * The parameters of a run: the pipeline's defaults, with what was given (`name=value`) in place of them. A value takes
 * the type of its default, so that `--param limit=10` stays a number for the program.
 */
export function runParameters(pipeline: string, defaults: Parameters, given: readonly string[]): Parameters {
  const result: Record<string, ParameterValue> = { ...defaults };
  for (const assignment of given) {
    const equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new PlumblineError('usage', `\`${assignment}\` does not say which parameter it sets`, {
        help: '--param name=value',
      });
    }
    const name = assignment.slice(0, equals);
    if (!Object.hasOwn(defaults, name)) throw unknownParameter(pipeline, name, Object.keys(defaults));
    result[name] = readValue(name, assignment.slice(equals + 1), defaults[name] ?? null);
  }
  return result;
}

function readValue(name: string, text: string, byDefault: ParameterValue): ParameterValue {
  if (typeof byDefault === 'number') {
    const number = Number(text);
    if (text.trim() !== '' && Number.isFinite(number)) return number;
    throw new PlumblineError('usage', `parameter ${name} is a number, and \`${text}\` is none`);
  }
  if (typeof byDefault === 'boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw new PlumblineError('usage', `parameter ${name} is true or false, not \`${text}\``);
  }
  return text;
}

function unknownParameter(pipeline: string, name: string, known: readonly string[]): PlumblineError {
  const nearest = nearestName(name, known);
  return new PlumblineError('usage', `pipeline ${pipeline} has no parameter ${name}`, {
    why: known.length === 0 ? 'it declares none under `params`' : `it declares ${known.join(', ')}`,
    help: nearest === undefined ? 'add it to `params` of the pipeline, with its default' : `did you mean ${nearest}?`,
  });
}
