import { checkBounds } from '../../catalogue/check-bounds.ts';
import { expectationType } from '../../catalogue/expectation-types.ts';
import { readArgument } from '../../catalogue/read-argument.ts';

/**
 * The arguments as a validation would read them (4.9 as a count is 4); undefined of an expectation that could not be
 * judged at all, which nobody's numbers change.
 */
export function readArguments(
  type: string,
  kwargs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const known = expectationType(type);
  if (known === undefined) return undefined;
  const args: Record<string, unknown> = { ...kwargs };
  for (const [name, argument] of Object.entries(known.args)) {
    if (kwargs[name] === undefined && argument.required) return undefined;
    const { value, problem } = readArgument(argument, kwargs[name]);
    if (problem?.level === 'error') return undefined;
    args[name] = value;
  }
  if (known.bounds !== undefined && checkBounds(known.bounds, args) === 'reversed') return undefined;
  return args;
}
