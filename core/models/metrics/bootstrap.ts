import type { Interval } from './metric-value.ts';
import { randomNumbers } from './random-numbers.ts';

/** How often a set of rows is drawn again: 1,000 times, and of many rows fewer times, so that the cost has a bound. */
export function resampleCount(rows: number): number {
  return Math.min(MOST, Math.max(FEWEST, Math.floor(DRAWS / Math.max(1, rows))));
}

const MOST = 1000;
const FEWEST = 200;
/** Rows that are drawn in all. */
const DRAWS = 10_000_000;
/** Fixed: the same predictions give the same intervals on every machine. */
const SEED = 20130101;

/** Statistics of rows that each count as often as their weight says; undefined where one cannot be computed. */
export type Statistics = (weights: Float64Array) => readonly (number | undefined)[];

/**
 * Percentile intervals by the bootstrap, one for each statistic: the rows are drawn with replacement many times, and
 * the interval holds the middle of what the statistic then was. Undefined for a statistic that half of the draws leave
 * undefined, and without a confidence none is computed. Efron, Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
 */
export function bootstrapIntervals(
  rows: number,
  statistics: Statistics,
  confidence: number | undefined,
): readonly (Interval | undefined)[] {
  if (rows === 0 || confidence === undefined) return [];
  const times = resampleCount(rows);
  const weights = new Float64Array(rows);
  const random = randomNumbers(SEED);
  const draw = rows <= FEW_ROWS ? drawRows : drawWeights;
  const drawn: number[][] = [];
  for (let time = 0; time < times; time++) {
    draw(weights, random);
    for (const [index, value] of statistics(weights).entries()) {
      drawn[index] ??= [];
      if (value !== undefined) drawn[index].push(value);
    }
  }
  return drawn.map((values) => (values.length * 2 < times ? undefined : middleOf(values, confidence)));
}

const FEW_ROWS = 10_000;

/** As many rows as there are, each with the same chance each time. */
function drawRows(weights: Float64Array, random: () => number): void {
  weights.fill(0);
  for (let draw = 0; draw < weights.length; draw++) {
    const row = Math.floor(random() * weights.length);
    weights[row] = (weights[row] ?? 0) + 1;
  }
}

/**
 * Of many rows each is drawn as often as a Poisson variable of mean 1 says, which comes to the same and walks through
 * memory in order: Chamandy, Muralidharan, Najmi, Naidu, "Estimating Uncertainty for Massive Data Streams" (2012).
 */
function drawWeights(weights: Float64Array, random: () => number): void {
  for (let row = 0; row < weights.length; row++) {
    const share = random();
    let times = 0;
    while (share >= (POISSON[times] ?? 1)) times++;
    weights[row] = times;
  }
}

/** The probability that a Poisson variable of mean 1 is at most 0, 1, 2, … */
const POISSON = Float64Array.from({ length: 13 }, (_, most) => {
  let [sum, term] = [0, Math.exp(-1)];
  for (let times = 0; times <= most; times++) {
    sum += term;
    term /= times + 1;
  }
  return sum;
});

function middleOf(values: readonly number[], confidence: number): Interval {
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - confidence) / 2;
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
}

/** Between two values it lies on the line that joins them, as NumPy has it by default. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
