import { medianOf } from './describe.ts';
import { type Category, type SamplePair, sizes } from './sample.ts';

/** What moved, said shortly: the middle of numbers, or the category whose share changed most. */
export type Shift =
  | { readonly kind: 'median'; readonly reference: number; readonly current: number }
  | { readonly kind: 'share'; readonly category: Category; readonly reference: number; readonly current: number };

export function shiftOf(pair: SamplePair): Shift {
  if (pair.kind === 'numeric') {
    return { kind: 'median', reference: medianOf(pair.reference), current: medianOf(pair.current) };
  }
  const of = sizes(pair);
  const changes = pair.categories.map((category, index) => ({
    kind: 'share' as const,
    category,
    reference: (pair.reference[index] ?? 0) / of.reference,
    current: (pair.current[index] ?? 0) / of.current,
  }));
  const change = (each: { reference: number; current: number }) => Math.abs(each.reference - each.current);
  return changes.reduce((most, each) => (change(each) > change(most) ? each : most));
}
