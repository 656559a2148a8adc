import { isTemporalText } from '../expressions/iso-time.ts';
import type { Argument, ArgumentShape, NumberShape } from './argument.ts';
import { kindInWords, numberInWords, show } from './argument-in-words.ts';
import { isMap, isName, isPair, isScalar, isText } from './plain-value.ts';
import { regexProblem } from './regex-problem.ts';
import { strftimeProblem } from './strftime-problem.ts';
import { partitionProblem, quantileRangesProblem } from './structured-arguments.ts';

/** An `error` keeps the expectation from being evaluated; after a `warning` it is, though hardly as it was meant. */
export interface ArgumentProblem {
  readonly level: 'error' | 'warning';
  /** Follows the name of the argument: "must be …", "4.9 is read as 4". */
  readonly message: string;
}

/** The value as the expectation means it (`"4"` is 4, 4.9 as a count is 4), or the problem that keeps it from being read. */
export interface ReadArgument {
  readonly value?: unknown;
  readonly problem?: ArgumentProblem;
}

/** What is wrong with a plain value (as YAML or JSON give it) of an argument; undefined where nothing is known to be. */
export function checkArgument(argument: Argument, value: unknown): ArgumentProblem | undefined {
  return readArgument(argument, value).problem;
}

/** Reads a plain value of an argument. A `{ $PARAMETER: … }` is returned as it is: its value is known at run time only. */
export function readArgument(argument: Argument, value: unknown): ReadArgument {
  if (value === undefined || (value === null && argument.nullable)) return { value: argument.default ?? null };
  if (value === null) return error(`must be ${kindInWords(argument)}, not null`);
  if (isParameter(value)) {
    return argument.parameter === false ? error('cannot be a $PARAMETER; it must be known beforehand') : { value };
  }
  return readPlain(argument, value);
}

/** Whether the value is `{ $PARAMETER: expression }`, to be filled in at run time. */
export function isParameter(
  value: unknown,
): value is Readonly<Record<string, unknown>> & { readonly $PARAMETER: string } {
  return isMap(value) && typeof value.$PARAMETER === 'string';
}

function readPlain(shape: ArgumentShape, value: unknown): ReadArgument {
  switch (shape.kind) {
    case 'number':
    case 'integer':
      return readNumber(shape, value);
    case 'boolean':
      return readBoolean(shape, value);
    case 'bound':
      return readBound(shape, value);
    case 'column':
    case 'type-name':
    case 'sql':
      return accept(shape, value, isName);
    case 'string':
    case 'like':
      return accept(shape, value, isText);
    case 'character':
      return accept(shape, value, (text) => isText(text) && [...text].length === 1);
    case 'json-schema':
      return accept(shape, value, isMap);
    case 'choice':
      return accept(shape, value, (word) => isText(word) && shape.options.includes(word));
    case 'columns':
      return readList(shape, value, isName, shape.atLeast ?? 1);
    case 'type-names':
      return readList(shape, value, isName, 1);
    case 'likes':
      return readList(shape, value, isText, 1);
    case 'value-set':
      return readList(shape, value, isScalar, shape.atLeast ?? 0);
    case 'value-pairs':
      return readList(shape, value, isPair, 1);
    case 'regex':
      return readChecked(shape, value, regexProblem);
    case 'strftime':
      return readChecked(shape, value, strftimeProblem);
    case 'regexes':
      return readRegexes(shape, value);
    case 'quantile-ranges':
      return fromMessage(value, quantileRangesProblem(value));
    case 'partition':
      return fromMessage(value, partitionProblem(value));
  }
}

function accept(shape: ArgumentShape, value: unknown, accepts: (value: unknown) => boolean): ReadArgument {
  return accepts(value) ? { value } : wrong(shape, value);
}

function readChecked(
  shape: ArgumentShape,
  value: unknown,
  problem: (text: string) => string | undefined,
): ReadArgument {
  return isText(value) ? fromMessage(value, problem(value)) : wrong(shape, value);
}

function readRegexes(shape: ArgumentShape, value: unknown): ReadArgument {
  const list = readList(shape, value, isText, 1);
  if (list.problem || !Array.isArray(value)) return list;
  const first = value.map((regex) => regexProblem(regex)).find((message) => message !== undefined);
  return first === undefined ? list : error(first);
}

function readList(
  shape: ArgumentShape,
  value: unknown,
  accepts: (item: unknown) => boolean,
  atLeast = 0,
): ReadArgument {
  if (!Array.isArray(value)) return wrong(shape, value);
  const odd = value.findIndex((item) => !accepts(item));
  if (odd >= 0) return error(`must be ${kindInWords(shape)}, but its item ${odd + 1} is ${show(value[odd])}`);
  if (value.length < atLeast) return error(`must have at least ${atLeast === 1 ? 'one item' : `${atLeast} items`}`);
  return { value };
}

function readNumber(shape: NumberShape, value: unknown): ReadArgument {
  const number = numberOf(value);
  if (number === undefined) return wrong(shape, value);
  const meant = shape.kind === 'integer' ? Math.trunc(number) : number;
  const outside = outsideProblem(shape, meant);
  if (outside) return { value: meant, problem: outside };
  return Object.is(meant, value) ? { value } : { value: meant, problem: warning(`${show(value)} is read as ${meant}`) };
}

function outsideProblem(shape: NumberShape, value: number): ArgumentProblem | undefined {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, advisory } = shape;
  if (value >= min && value <= max) return undefined;
  const message =
    max === 1
      ? `must lie between 0 and 1, as a share does, not ${value}`
      : `must be ${numberInWords(shape)}, not ${value}`;
  return { level: advisory ? 'warning' : 'error', message };
}

/** A finite number, also where it was put in quotes. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function readBound(shape: ArgumentShape, value: unknown): ReadArgument {
  if (value instanceof Date || (typeof value === 'string' && isTemporalText(value))) return { value };
  const number = numberOf(value);
  if (number === undefined) return wrong(shape, value);
  return number === value ? { value } : { value: number, problem: warning(`${show(value)} is read as ${number}`) };
}

const BOOLEAN_WORDS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...['true', 'yes', 'on', '1', 1].map((word) => [word, true] as const),
  ...['false', 'no', 'off', '0', 0].map((word) => [word, false] as const),
]);

function readBoolean(shape: ArgumentShape, value: unknown): ReadArgument {
  if (typeof value === 'boolean') return { value };
  const meant = BOOLEAN_WORDS.get(typeof value === 'string' ? value.toLowerCase() : value);
  return meant === undefined
    ? wrong(shape, value)
    : { value: meant, problem: warning(`${show(value)} is read as ${meant}`) };
}

function wrong(shape: ArgumentShape, value: unknown): ReadArgument {
  return error(`must be ${kindInWords(shape)}, not ${show(value)}`);
}

function fromMessage(value: unknown, message: string | undefined): ReadArgument {
  return message === undefined ? { value } : error(message);
}

function error(message: string): ReadArgument {
  return { problem: { level: 'error', message } };
}

function warning(message: string): ArgumentProblem {
  return { level: 'warning', message };
}
