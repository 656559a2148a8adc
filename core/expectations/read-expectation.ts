import { checkBounds } from '../catalogue/check-bounds.ts';
import { COMMON_ARGUMENTS } from '../catalogue/expectation-field.ts';
import { argumentOf, type ExpectationType } from '../catalogue/expectation-type.ts';
import { EXPECTATION_TYPES, expectationType } from '../catalogue/expectation-types.ts';
import { legacyArgument, legacyExpectation } from '../catalogue/legacy-expectations.ts';
import { didYouMean } from '../catalogue/nearest-name.ts';
import { readArgument } from '../catalogue/read-argument.ts';
import { rowConditionProblem } from './row-condition.ts';

/** An expectation whose arguments are read, or what keeps it from being judged. */
export type ReadExpectation =
  | { readonly args: Readonly<Record<string, unknown>>; readonly problems?: undefined }
  | { readonly args?: undefined; readonly problems: readonly string[] };

/** Reads the arguments of an expectation as the catalogue says; with `$PARAMETER`s in them, these are left as they are. */
export function readExpectation(type: string, kwargs: Readonly<Record<string, unknown>>): ReadExpectation {
  const known = expectationType(type);
  if (known === undefined) return { problems: [unknownType(type)] };
  const problems = [
    ...unknownArguments(known, kwargs),
    ...conditionProblems(known, kwargs),
    ...rangeProblems(known, kwargs),
  ];
  const args: Record<string, unknown> = {};
  for (const [name, argument] of Object.entries(known.args)) {
    const given = kwargs[name];
    if (given === undefined && argument.required) {
      problems.push(`the argument ${name} is missing`);
      continue;
    }
    const { value, problem } = readArgument(argument, given);
    if (problem?.level === 'error') problems.push(`${name} ${problem.message}`);
    else args[name] = value;
  }
  return problems.length > 0 ? { problems } : { args };
}

function unknownType(type: string): string {
  const legacy = legacyExpectation(type);
  if (legacy !== undefined) return `${type} ${legacy.message}`;
  const names = EXPECTATION_TYPES.map((each) => each.type);
  return `there is no expectation type ${type}${didYouMean(type, names)}`;
}

function unknownArguments(type: ExpectationType, kwargs: Readonly<Record<string, unknown>>): string[] {
  const common = COMMON_ARGUMENTS.map(({ name }) => name);
  return Object.entries(kwargs).flatMap(([name, value]) => {
    if (argumentOf(type, name) !== undefined || common.includes(name)) return [];
    const legacy = legacyArgument(name);
    if (legacy === undefined)
      return [`there is no argument ${name}${didYouMean(name, [...Object.keys(type.args), ...common])}`];
    // Switched off, an argument that is gone says nothing.
    return value === null || value === false ? [] : [`the argument ${name} ${legacy.message}`];
  });
}

/** Where Great Expectations refuses reversed bounds; elsewhere a figure is compared with them, and lies between none. */
function rangeProblems(
  { type, bounds, family }: ExpectationType,
  kwargs: Readonly<Record<string, unknown>>,
): readonly string[] {
  const refuses = family === 'column-map' || type === 'expect_table_row_count_to_be_between';
  const isReversed = refuses && bounds !== undefined && checkBounds(bounds, kwargs) === 'reversed';
  return isReversed ? [`${bounds.min} is greater than ${bounds.max}`] : [];
}

function conditionProblems(known: ExpectationType, kwargs: Readonly<Record<string, unknown>>): readonly string[] {
  if (kwargs.row_condition === undefined || kwargs.row_condition === null) return [];
  if (!known.rowConditions) return ['it cannot have a row_condition: it is about the table as a whole'];
  const problem = rowConditionProblem(kwargs);
  return problem === undefined ? [] : [problem];
}
