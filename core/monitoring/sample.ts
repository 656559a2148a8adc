/** A value of a categorical feature. */
export type Category = string | number | boolean;

/** Both samples of a numeric feature: finite values in ascending order, without missing ones. */
export interface NumericPair {
  readonly kind: 'numeric';
  readonly reference: Float64Array;
  readonly current: Float64Array;
  /** Whether the values are whole numbers by their type: bins are then never narrower than 1. */
  readonly whole: boolean;
}

/** Both samples of a categorical feature, as counts of the same categories; missing values are not counted. */
export interface CategoricalPair {
  readonly kind: 'categorical';
  /** In order: numbers by size, texts by code point. */
  readonly categories: readonly Category[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

export type SamplePair = NumericPair | CategoricalPair;

export function numericPair(reference: Iterable<number>, current: Iterable<number>, whole = false): NumericPair {
  const sorted = (values: Iterable<number>) => Float64Array.from(values).filter(Number.isFinite).sort();
  return { kind: 'numeric', reference: sorted(reference), current: sorted(current), whole };
}

export type Counts = ReadonlyMap<Category, number>;

/** Sets counts side by side; what one side has not seen counts 0 there. */
export function categoricalPair(reference: Counts, current: Counts): CategoricalPair {
  const categories = [...new Set([...reference.keys(), ...current.keys()])].sort(byOrder);
  const countsIn = (counts: Counts) => categories.map((category) => counts.get(category) ?? 0);
  return { kind: 'categorical', categories, reference: countsIn(reference), current: countsIn(current) };
}

/** The same samples by their different values. */
export function asCategorical(pair: SamplePair): CategoricalPair {
  if (pair.kind === 'categorical') return pair;
  return categoricalPair(runsOf(pair.reference), runsOf(pair.current));
}

function runsOf(sorted: Float64Array): Counts {
  const counts = new Map<number, number>();
  for (let start = 0; start < sorted.length; ) {
    const value = sorted[start] ?? 0;
    let end = start + 1;
    while (end < sorted.length && sorted[end] === value) end += 1;
    counts.set(value, end - start);
    start = end;
  }
  return counts;
}

/** How many different values a sorted sample has. */
export function distinctIn(sorted: Float64Array): number {
  let distinct = 0;
  for (let index = 0; index < sorted.length; index += 1) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) distinct += 1;
  }
  return distinct;
}

/** How many different values both samples have together. */
export function pooledDistinct(pair: SamplePair): number {
  return pair.kind === 'categorical' ? pair.categories.length : distinctIn(pooled(pair));
}

/** Both samples as one, in order. */
export function pooled({ reference, current }: NumericPair): Float64Array {
  const all = new Float64Array(reference.length + current.length);
  for (let index = 0, r = 0, c = 0; index < all.length; index += 1) {
    const fromReference = c >= current.length || (r < reference.length && (reference[r] ?? 0) <= (current[c] ?? 0));
    all[index] = (fromReference ? reference[r++] : current[c++]) ?? 0;
  }
  return all;
}

/** Rows of each sample that have a value. */
export function sizes(pair: SamplePair): { readonly reference: number; readonly current: number } {
  if (pair.kind === 'numeric') return { reference: pair.reference.length, current: pair.current.length };
  return { reference: sum(pair.reference), current: sum(pair.current) };
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function byOrder(a: Category, b: Category): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [[...String(a)], [...String(b)]];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
