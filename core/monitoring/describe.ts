import { mean, quantileSorted, standardDeviation } from 'simple-statistics';

/** What is said of a numeric sample, beside its scores. */
export const meanOf = (values: Float64Array): number => mean(asList(values));

/** Of the values themselves, not an estimate: divisor n. */
export const deviationOf = (values: Float64Array): number => standardDeviation(asList(values));

/** Of values in ascending order; between two of them on the line that joins them, as numpy does. */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  return low + (place % 1) * ((sorted[Math.ceil(place)] ?? low) - low);
}

export const medianOf = (sorted: Float64Array): number => quantileSorted(asList(sorted), 0.5);

/** The library only counts and indexes; its types do not know that a typed array can do that, too. */
const asList = (values: Float64Array) => values as unknown as number[];
