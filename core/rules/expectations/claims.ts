import type { Bounds } from '../../catalogue/argument.ts';
import { show } from '../../catalogue/argument-in-words.ts';
import { checkBounds } from '../../catalogue/check-bounds.ts';
import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { Lenient } from '../../definitions/schema.ts';

/** What an expectation says for certain about every value of a column, or about a figure that lies among them. */
export type Claim = { readonly type: string; readonly column: string; readonly words: string } & (
  | { readonly kind: 'range'; readonly of: Figure; readonly min: unknown; readonly max: unknown }
  | { readonly kind: 'set'; readonly values: readonly unknown[] }
  | { readonly kind: 'null' | 'not-null' }
);

/** A figure that lies between the smallest and the largest value of the column, or all values. */
type Figure = 'values' | 'min' | 'max' | 'mean' | 'median';

const RANGES: Readonly<Record<string, Figure>> = {
  expect_column_values_to_be_between: 'values',
  expect_column_min_to_be_between: 'min',
  expect_column_max_to_be_between: 'max',
  expect_column_mean_to_be_between: 'mean',
  expect_column_median_to_be_between: 'median',
};

const FIGURES: Readonly<Record<Figure, string>> = {
  values: 'every value',
  min: 'the smallest value',
  max: 'the largest value',
  mean: 'the mean',
  median: 'the median',
};

const ENDS: Bounds = { min: 'min_value', max: 'max_value' };

/** Whatever makes an expectation speak of fewer than all rows, or of bounds that are known at run time only. */
const HEDGES = ['row_condition', 'windows'];

export function claimOf({ type, kwargs }: Lenient<Expectation>): Claim | undefined {
  if (type === undefined || typeof kwargs?.column !== 'string') return undefined;
  if ((kwargs.mostly ?? 1) !== 1 || HEDGES.some((name) => kwargs[name] !== undefined)) return undefined;
  const about = { type, column: kwargs.column };
  const of = RANGES[type];
  if (of !== undefined) {
    const { min_value: min, max_value: max } = kwargs;
    if (checkBounds(ENDS, { min_value: min, max_value: max }) === 'reversed') return undefined;
    return { ...about, kind: 'range', of, min, max, words: `${FIGURES[of]} ${rangeInWords(min, max)}` };
  }
  switch (type) {
    case 'expect_column_values_to_be_in_set':
    case 'expect_column_distinct_values_to_be_in_set':
    case 'expect_column_distinct_values_to_equal_set': {
      const values = kwargs.value_set;
      if (!Array.isArray(values) || values.length === 0) return undefined;
      return { ...about, kind: 'set', values, words: `every value in ${show(values)}` };
    }
    case 'expect_column_values_to_be_null':
      return { ...about, kind: 'null', words: 'every value is missing' };
    case 'expect_column_values_to_not_be_null':
      return { ...about, kind: 'not-null', words: 'no value is missing' };
    default:
      return undefined;
  }
}

function rangeInWords(min: unknown, max: unknown): string {
  if ((max ?? null) === null) return `at least ${show(min)}`;
  return (min ?? null) === null ? `at most ${show(max)}` : `between ${show(min)} and ${show(max)}`;
}

/** Whether no column with values can meet both claims. */
export function contradicts(a: Claim, b: Claim): boolean {
  if (a.kind === 'range' && b.kind === 'range') return rangesContradict(a, b);
  if (a.kind === 'set' && b.kind === 'set') return setsContradict(a.values, b.values);
  return (a.kind === 'null' && b.kind === 'not-null') || (a.kind === 'not-null' && b.kind === 'null');
}

/** Whether every claim that contradicts `b` contradicts `a` as well, so that `b` need not be remembered. */
export function saysAllOf(a: Claim, b: Claim): boolean {
  if (a.kind !== 'range' || b.kind !== 'range') return a.kind === b.kind && a.kind !== 'set';
  return a.of === b.of && (isNone(b.min) || isAtLeast(a.min, b.min)) && (isNone(b.max) || isAtLeast(b.max, a.max));
}

function isAtLeast(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' && a >= b;
}

function isNone(bound: unknown): boolean {
  return bound === undefined || bound === null;
}

type Range = Extract<Claim, { kind: 'range' }>;

/** Ranges of one figure, or of all values and any figure, must overlap; a smallest value cannot exceed a largest one. */
function rangesContradict(a: Range, b: Range): boolean {
  if (a.of === b.of || a.of === 'values' || b.of === 'values') return isBelow(a, b) || isBelow(b, a);
  if (a.of === 'min' || b.of === 'max') return isBelow(b, a);
  return (a.of === 'max' || b.of === 'min') && isBelow(a, b);
}

function isBelow(a: Range, b: Range): boolean {
  if (typeof b.min === 'number' && typeof a.max === 'number') return b.min > a.max;
  if (isNone(b.min) || isNone(a.max)) return false;
  return checkBounds(ENDS, { min_value: b.min ?? null, max_value: a.max ?? null }) === 'reversed';
}

/** Sets of texts, numbers or booleans; `1` and `"1"` may be the same value to an engine, so they are taken as equal. */
function setsContradict(a: readonly unknown[], b: readonly unknown[]): boolean {
  const known = new Set(a.map(String));
  return !b.some((value) => known.has(String(value)));
}
