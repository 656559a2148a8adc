import { asCategorical, type Category, distinctIn, type NumericPair, pooled, type SamplePair, sum } from './sample.ts';

/** Samples as counts in the same bins; the categories of a categorical feature are its bins. */
export interface Binned {
  /** Edges of numeric bins, one more than bins: `[a, b)`, the last one `[a, b]`. */
  readonly edges?: readonly number[];
  readonly categories?: readonly Category[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

/** Up to so many different values a numeric feature is compared value by value, as Evidently does. */
const FEW_VALUES = 20;

/**
 * The bins of Evidently's `get_binned_data`: for numbers with more than 20 different values in the reference, Sturges'
 * equal-width bins over the range of both samples together; else one for each value.
 */
export function binned(pair: SamplePair): Binned {
  if (pair.kind === 'numeric' && distinctIn(pair.reference) > FEW_VALUES) {
    const all = pooled(pair);
    return inBins(pair, sturgesEdges(all, all.length, pair.whole));
  }
  const { categories, reference, current } = asCategorical(pair);
  return { categories, reference, current };
}

export function inBins(pair: NumericPair, edges: readonly number[]): Binned {
  return { edges, reference: histogram(pair.reference, edges), current: histogram(pair.current, edges) };
}

/**
 * Edges as `numpy.histogram_bin_edges(…, "sturges")` of numpy 2 draws them: bins as wide as the range ⁄ (log2 n + 1), and
 * for whole numbers at least 1; as many as cover the range, made equal.
 */
export function sturgesEdges(sorted: ArrayLike<number>, count: number, whole: boolean): readonly number[] {
  const low = sorted[0] ?? 0;
  const high = sorted[sorted.length - 1] ?? 0;
  const wanted = (high - low) / (Math.log2(count) + 1);
  const width = whole ? Math.max(1, wanted) : wanted;
  if (low === high) return [low - 0.5, high + 0.5];
  const bins = Math.max(1, Math.ceil((high - low) / width));
  return equalEdges(low, high, bins);
}

export function equalEdges(low: number, high: number, bins: number): readonly number[] {
  const step = (high - low) / bins;
  return Array.from({ length: bins + 1 }, (_, index) => (index === bins ? high : low + index * step));
}

function histogram(sorted: Float64Array, edges: readonly number[]): readonly number[] {
  const last = edges.length - 1;
  const places = edges.map((edge, index) => (index === last ? placeAfter(sorted, edge) : placeOf(sorted, edge)));
  return places.slice(1).map((place, index) => place - (places[index] ?? 0));
}

/** How many values are below a bound. */
function placeOf(sorted: Float64Array, bound: number): number {
  return firstWhere(sorted, (value) => value >= bound);
}

/** How many values are at most a bound. */
function placeAfter(sorted: Float64Array, bound: number): number {
  return firstWhere(sorted, (value) => value > bound);
}

function firstWhere(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function shares(counts: readonly number[]): readonly number[] {
  const total = sum(counts);
  return counts.map((count) => count / total);
}

/**
 * Shares without zeros, for what divides by them or takes their logarithm: each zero becomes 0.0001, or a millionth of the
 * smallest share if that is no larger than 0.0001 (Evidently's `fill_zeroes`). They are not made to add up to 1 again.
 */
export function filledShares(counts: readonly number[]): readonly number[] {
  const all = shares(counts);
  const smallest = Math.min(...all.filter((share) => share > 0));
  const filling = smallest > 0.0001 ? 0.0001 : smallest / 1e6;
  return all.map((share) => (share === 0 ? filling : share));
}
