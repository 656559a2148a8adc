import type { PredictedValue } from './predictor-host.ts';

/** How far two sets of predictions lie apart, and how far by chance alone. */
export interface PredictionDrift {
  /** Population stability index, from 0. */
  readonly psi: number;
  /** What it stays below in 999 of 1000 cases if both come from the same distribution. */
  readonly byChance: number;
}

const BINS = 10;

/**
 * The population stability index, the sum of (p − q) ln(p / q) over the bins, of numbers in tenths of all values taken
 * together, and of few or other values in one bin each. Half a count is added to every bin, so that an empty one is no
 * infinity. Under equal distributions it is distributed as (1/n + 1/m) times chi-square with bins − 1 degrees of freedom:
 * Yurdakul, "Statistical Properties of Population Stability Index", 2018. Undefined where one side is empty.
 */
export function predictionDrift(
  one: readonly PredictedValue[],
  other: readonly PredictedValue[],
): PredictionDrift | undefined {
  if (one.length === 0 || other.length === 0) return undefined;
  const bin = binning([...one, ...other]);
  const [p, q] = [countsOf(one, bin), countsOf(other, bin)];
  const bins = [...new Set([...p.keys(), ...q.keys()])];
  let psi = 0;
  for (const key of bins) {
    const a = ((p.get(key) ?? 0) + 0.5) / (one.length + bins.length / 2);
    const b = ((q.get(key) ?? 0) + 0.5) / (other.length + bins.length / 2);
    psi += (a - b) * Math.log(a / b);
  }
  return { psi, byChance: chiSquare999(bins.length - 1) * (1 / one.length + 1 / other.length) };
}

function binning(all: readonly PredictedValue[]): (value: PredictedValue) => string {
  const asText = (value: PredictedValue) => JSON.stringify(value);
  const numbers = all.filter((value) => typeof value === 'number');
  if (numbers.length < all.length || new Set(numbers).size <= 2 * BINS) return asText;
  numbers.sort((a, b) => a - b);
  const edges = Array.from({ length: BINS - 1 }, (_, index) => {
    return numbers[Math.floor(((index + 1) * numbers.length) / BINS)] as number;
  });
  return (value) => String(edges.filter((edge) => (value as number) >= edge).length);
}

function countsOf(values: readonly PredictedValue[], bin: (value: PredictedValue) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(bin(value), (counts.get(bin(value)) ?? 0) + 1);
  return counts;
}

/** The 0.999 quantile of chi-square, by Wilson and Hilferty (1931): within 4 % for one degree of freedom, 1 % from nine on. */
function chiSquare999(freedom: number): number {
  if (freedom === 0) return 0;
  const part = 2 / (9 * freedom);
  return freedom * (1 - part + 3.0902 * Math.sqrt(part)) ** 3;
}
