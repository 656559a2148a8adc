import { parseIsoTime } from '../expressions/iso-time.ts';
import { cannotJudge } from './judge.ts';
import type { Parameters } from './parameters.ts';

/** What a parameter expression computes with: numbers, instants and spans of time (both in milliseconds). */
type Term =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'instant'; readonly value: number }
  | { readonly kind: 'span'; readonly value: number };

/**
 * The value of an expression such as `lo`, `lo * 2 + hi`, `abs(lo)` or `now() - timedelta(weeks=52)`: Great
 * Expectations' arithmetic of suite parameters. A parameter that stands alone may hold anything, lists included.
 */
export function evaluateParameter(text: string, parameters: Parameters): unknown {
  const name = text.trim();
  if (Object.hasOwn(parameters, name)) return parameters[name];
  if (/^[\w.:]+$/.test(name)) throw missing(name);
  const reader: Reader = { text, tokens: tokenize(text), at: 0, parameters };
  const result = readSum(reader);
  if (reader.at < reader.tokens.length) throw unreadable(reader);
  if (result.kind === 'span') throw cannotJudge(`the $PARAMETER ${text} is a span of time, not a value`);
  return result.kind === 'number' ? result.value : new Date(result.value).toISOString();
}

interface Reader {
  readonly text: string;
  readonly tokens: readonly string[];
  readonly parameters: Parameters;
  at: number;
}

function tokenize(text: string): readonly string[] {
  const tokens = text.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z_][\w.:]*|[-+*/^(),=]|\S/g);
  return tokens ?? [];
}

function missing(name: string): Error {
  return cannotJudge(
    `no value is given for the $PARAMETER ${name}`,
    'give it with the run, or under parameters: in the suite',
  );
}

function unreadable({ text, tokens, at }: Reader): Error {
  return cannotJudge(`cannot read the $PARAMETER ${text}: ${tokens[at] ?? 'its end'} is not expected`);
}

function take(reader: Reader, ...tokens: readonly string[]): string | undefined {
  const token = reader.tokens[reader.at];
  if (token === undefined || !tokens.includes(token)) return undefined;
  reader.at++;
  return token;
}

function readSum(reader: Reader): Term {
  let left = readProduct(reader);
  for (let sign = take(reader, '+', '-'); sign !== undefined; sign = take(reader, '+', '-')) {
    const right = readProduct(reader);
    left = sum(reader, left, sign === '+' ? right : negative(right));
  }
  return left;
}

function sum(reader: Reader, a: Term, b: Term): Term {
  const value = a.value + b.value;
  if (a.kind === b.kind && a.kind !== 'instant') return { kind: a.kind, value };
  if (a.kind === 'instant' && b.kind === 'instant') return { kind: 'span', value };
  if (a.kind !== 'number' && b.kind !== 'number') return { kind: 'instant', value };
  throw cannotJudge(`the $PARAMETER ${reader.text} adds a number to a time; write timedelta(days=…)`);
}

function negative({ kind, value }: Term): Term {
  return { kind, value: -value };
}

function readProduct(reader: Reader): Term {
  let left = readPower(reader);
  for (let sign = take(reader, '*', '/'); sign !== undefined; sign = take(reader, '*', '/')) {
    const right = readPower(reader);
    const kind = left.kind === 'number' ? right.kind : left.kind;
    if (left.kind !== 'number' && right.kind !== 'number') throw unreadable(reader);
    left = { kind, value: sign === '*' ? left.value * right.value : left.value / right.value };
  }
  return left;
}

function readPower(reader: Reader): Term {
  if (take(reader, '-')) return negative(readPower(reader));
  if (take(reader, '+')) return readPower(reader);
  const base = readAtom(reader);
  return take(reader, '^') ? { kind: base.kind, value: base.value ** readPower(reader).value } : base;
}

function readAtom(reader: Reader): Term {
  const token = reader.tokens[reader.at];
  if (token === undefined) throw unreadable(reader);
  if (take(reader, '(')) {
    const inner = readSum(reader);
    if (!take(reader, ')')) throw unreadable(reader);
    return inner;
  }
  reader.at++;
  if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
  if (!/^[A-Za-z_]/.test(token)) {
    reader.at--;
    throw unreadable(reader);
  }
  return take(reader, '(') ? call(token, readArguments(reader), reader) : valueOfParameter(token, reader);
}

function valueOfParameter(name: string, { parameters }: Reader): Term {
  if (!Object.hasOwn(parameters, name)) throw missing(name);
  const value = parameters[name];
  if (typeof value === 'number') return { kind: 'number', value };
  const instant = typeof value === 'string' ? parseIsoTime(value)?.instant : undefined;
  if (instant === undefined) throw cannotJudge(`the $PARAMETER ${name} is neither a number nor a time to compute with`);
  return { kind: 'instant', value: Date.parse(instant) };
}

interface Argument {
  readonly name: string | undefined;
  readonly term: Term;
}

function readArguments(reader: Reader): readonly Argument[] {
  const found: Argument[] = [];
  while (!take(reader, ')')) {
    if (found.length > 0 && !take(reader, ',')) throw unreadable(reader);
    const name = reader.tokens[reader.at + 1] === '=' ? reader.tokens[reader.at] : undefined;
    if (name !== undefined) reader.at += 2;
    found.push({ name, term: readSum(reader) });
  }
  return found;
}

const MATH: ReadonlyMap<string, (...numbers: number[]) => number> = new Map([
  ['abs', Math.abs],
  ['round', Math.round],
  ['trunc', Math.trunc],
  ['sgn', Math.sign],
  ['min', Math.min],
  ['max', Math.max],
  ['sqrt', Math.sqrt],
  ['exp', Math.exp],
  ['log', Math.log],
  ['hypot', Math.hypot],
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tan', Math.tan],
]);

const SPANS: Readonly<Record<string, number>> = {
  weeks: 604_800_000,
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};

function call(name: string, given: readonly Argument[], reader: Reader): Term {
  const numbers = given.map(({ term }) => term.value);
  const math = MATH.get(name);
  if (math !== undefined) return { kind: 'number', value: math(...numbers) };
  if (name === 'now') return { kind: 'instant', value: Date.now() };
  if (name === 'datetime') {
    const [year = 1970, month = 1, ...rest] = numbers;
    return { kind: 'instant', value: Date.UTC(year, month - 1, ...rest) };
  }
  if (name === 'timedelta') {
    const value = given.reduce(
      (total, { name: unit = 'days', term }) => total + term.value * (SPANS[unit] ?? Number.NaN),
      0,
    );
    if (!Number.isNaN(value)) return { kind: 'span', value };
  }
  throw cannotJudge(`cannot read the $PARAMETER ${reader.text}: there is no ${name}(…) of that kind`);
}
