import { checkBounds } from '../../catalogue/check-bounds.ts';
import { COMMON_ARGUMENTS } from '../../catalogue/expectation-field.ts';
import { argumentOf, type ExpectationType } from '../../catalogue/expectation-type.ts';
import { expectationType } from '../../catalogue/expectation-types.ts';
import { legacyArgument } from '../../catalogue/legacy-expectations.ts';
import { checkArgument } from '../../catalogue/read-argument.ts';
import { code, listed } from '../../contracts/words.ts';
import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { Lenient } from '../../definitions/schema.ts';
import { insteadOf } from '../names/unknown-name.ts';
import type { FindingDetails } from '../rule.ts';

/** What is wrong with the arguments of one expectation; `at` is the key of its kwargs, or its type. */
export interface ArgumentFinding extends FindingDetails {
  readonly about: 'unknown' | 'missing' | 'wrong' | 'doubtful' | 'reversed';
  readonly at: { readonly argument: string; readonly part: 'key' | 'value' } | 'type';
  readonly message: string;
}

/** Compares the arguments of an expectation with those that the catalogue lists for its type. */
export function argumentProblems({ type, kwargs }: Lenient<Expectation>): readonly ArgumentFinding[] {
  const known = type === undefined ? undefined : expectationType(type);
  if (known === undefined || kwargs === undefined) return [];
  const given = Object.keys(kwargs);
  return [
    ...given.filter((name) => argumentOf(known, name) === undefined).flatMap((name) => unknownArgument(name, known)),
    ...missingArguments(known, given),
    ...given.flatMap((name) => wrongArgument(name, kwargs[name], known)),
    ...reversedBounds(known, kwargs),
  ];
}

const COMMON: ReadonlySet<string> = new Set(COMMON_ARGUMENTS.map(({ name }) => name));
const CONDITIONS: readonly string[] = ['row_condition', 'condition_parser'];

function unknownArgument(name: string, { type, args, rowConditions }: ExpectationType): readonly ArgumentFinding[] {
  const at = { argument: name, part: 'key' } as const;
  if (CONDITIONS.includes(name) && !rowConditions) {
    return [{ about: 'unknown', at, message: `${code(type)} is about the whole table and takes no ${code(name)}` }];
  }
  if (COMMON.has(name)) return [];
  const legacy = legacyArgument(name);
  if (legacy !== undefined) return [{ about: 'unknown', at, message: `${code(name)} ${legacy.message}` }];
  const names = [...Object.keys(args), ...(rowConditions ? ['row_condition'] : [])];
  return [{ about: 'unknown', at, message: `${code(type)} has no argument ${code(name)}`, ...insteadOf(name, names) }];
}

function missingArguments({ type, args, example }: ExpectationType, given: readonly string[]) {
  const missing = Object.keys(args).filter((name) => args[name]?.required && !given.includes(name));
  if (missing.length === 0) return [];
  const message = `${code(type)} needs ${listed(missing)}`;
  return [{ about: 'missing', at: 'type', message, help: `such as ${code(`kwargs: ${example}`)}` } as const];
}

function wrongArgument(name: string, value: unknown, type: ExpectationType): readonly ArgumentFinding[] {
  const argument = argumentOf(type, name);
  const problem = argument === undefined ? undefined : checkArgument(argument, value);
  if (problem === undefined) return [];
  const about = problem.level === 'error' ? 'wrong' : 'doubtful';
  return [{ about, at: { argument: name, part: 'value' }, message: `${code(name)} ${problem.message}` }];
}

function reversedBounds({ bounds }: ExpectationType, kwargs: Readonly<Record<string, unknown>>) {
  const problem = bounds === undefined ? undefined : checkBounds(bounds, kwargs);
  if (bounds === undefined || problem === undefined || problem === 'missing') return [];
  const { min, max } = bounds;
  const message =
    problem === 'reversed'
      ? `${code(min)} is above ${code(max)}, so no value can lie between them`
      : `${code(min)} and ${code(max)} are equal and one of them is excluded, so no value can lie between them`;
  const data = problem === 'reversed' ? { min, max } : undefined;
  return [{ about: 'reversed', at: { argument: min, part: 'value' }, message, data } as const];
}
