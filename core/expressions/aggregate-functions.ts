import type { AggregateFunction } from './expression.ts';

/** The aggregates, with what completion and hover say of them. */
export const AGGREGATE_FUNCTIONS: readonly { readonly name: AggregateFunction; readonly description: string }[] = [
  { name: 'count', description: 'how many rows, or how many values that are not missing' },
  { name: 'count_distinct', description: 'how many different values' },
  { name: 'sum', description: 'the sum' },
  { name: 'mean', description: 'the mean' },
  { name: 'median', description: 'the median' },
  { name: 'min', description: 'the smallest value' },
  { name: 'max', description: 'the largest value' },
  { name: 'stddev', description: 'the sample standard deviation' },
  { name: 'variance', description: 'the sample variance' },
];

const SYNONYMS: ReadonlyMap<string, AggregateFunction> = new Map([
  ['avg', 'mean'],
  ['average', 'mean'],
  ['std', 'stddev'],
  ['stdev', 'stddev'],
  ['stddev_samp', 'stddev'],
  ['var', 'variance'],
  ['var_samp', 'variance'],
  ['nunique', 'count_distinct'],
]);

export function aggregateFunction(name: string): AggregateFunction | undefined {
  const folded = name.toLowerCase();
  return AGGREGATE_FUNCTIONS.find((each) => each.name === folded)?.name ?? SYNONYMS.get(folded);
}
