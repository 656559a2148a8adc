import { show } from './argument-in-words.ts';
import { isMap, isNumberList } from './plain-value.ts';

/**
 * What is wrong with `{ quantiles: [0.5, …], value_ranges: [[min, max], …] }`: shares in rising order, and for each of
 * them one range, either end of which may be null.
 */
export function quantileRangesProblem(value: unknown): string | undefined {
  if (!isMap(value)) return `must be a map of quantiles and value_ranges, not ${show(value)}`;
  const { quantiles, value_ranges: ranges } = value;
  if (!isNumberList(quantiles) || quantiles.length === 0)
    return 'needs quantiles, a list of shares such as [0.25, 0.5]';
  if (quantiles.some((share) => share < 0 || share > 1)) return 'has quantiles that do not lie between 0 and 1';
  if (quantiles.some((share, index) => index > 0 && share <= quantiles[index - 1]!))
    return 'has quantiles that do not rise';
  if (!Array.isArray(ranges)) return 'needs value_ranges, one [min, max] for each quantile';
  if (ranges.length !== quantiles.length) {
    return `has ${quantiles.length} quantiles but ${ranges.length} value_ranges; each quantile needs one`;
  }
  const odd = ranges.find((range) => !isRange(range));
  if (odd !== undefined) return `has the value range ${show(odd)}, which is not [min, max]`;
  const reversed = ranges.find(([min, max]) => min !== null && max !== null && min > max);
  return reversed === undefined ? undefined : `has the value range ${show(reversed)}, whose ends are reversed`;
}

function isRange(range: unknown): boolean {
  const isEnd = (end: unknown): boolean => end === null || typeof end === 'number' || typeof end === 'string';
  return Array.isArray(range) && range.length === 2 && range.every(isEnd);
}

/** How far the weights of a distribution may be from 1 in sum; what Great Expectations allows. */
const WEIGHT_TOLERANCE = 1e-5;

/** What is wrong with an expected distribution: `{ values, weights }`, or `{ bins, weights }` with one bin edge more. */
export function partitionProblem(value: unknown): string | undefined {
  if (!isMap(value)) return `must be a map of weights and values or bins, not ${show(value)}`;
  const { values, bins, weights, tail_weights: tails = [] } = value;
  if (!isNumberList(weights) || weights.length === 0) return 'needs weights, a list of shares';
  if (!isNumberList(tails) || ![0, 2].includes(tails.length)) return 'has tail_weights that are not [low, high]';
  if ([...weights, ...tails].some((weight) => weight < 0)) return 'has a negative weight';
  if (Array.isArray(values) === Array.isArray(bins)) return 'needs either values, or bins for continuous data';
  const sum = [...weights, ...tails].reduce((total, weight) => total + weight, 0);
  if (Math.abs(sum - 1) > WEIGHT_TOLERANCE) return `has weights that add up to ${Number(sum.toPrecision(6))}, not to 1`;
  if (Array.isArray(values)) {
    return values.length === weights.length
      ? undefined
      : `has ${values.length} values but ${weights.length} weights; each value needs one`;
  }
  const edges = bins as readonly unknown[];
  if (edges.length !== weights.length + 1) {
    return `has ${edges.length} bin edges for ${weights.length} weights; there is one edge more than weights`;
  }
  const rises = edges.every((edge, index) => index === 0 || (edge as number) > (edges[index - 1] as number));
  return rises ? undefined : 'has bins that do not rise';
}
