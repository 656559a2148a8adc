import type { NumericPair } from './sample.ts';

/**
 * Walks once over both sorted samples: at each different value, how many values of each sample are at most that.
 * Everything that rests on the two cumulative distributions or on ranks is a sum over these steps.
 */
export function forEachStep(
  { reference, current }: NumericPair,
  visit: (step: {
    readonly value: number;
    /** Values of each sample up to and with this one. */
    readonly reference: number;
    readonly current: number;
    /** How many equal this one. */
    readonly referenceHere: number;
    readonly currentHere: number;
  }) => void,
): void {
  let r = 0;
  let c = 0;
  while (r < reference.length || c < current.length) {
    const value = Math.min(reference[r] ?? Number.POSITIVE_INFINITY, current[c] ?? Number.POSITIVE_INFINITY);
    const [r0, c0] = [r, c];
    while (r < reference.length && reference[r] === value) r += 1;
    while (c < current.length && current[c] === value) c += 1;
    visit({ value, reference: r, current: c, referenceHere: r - r0, currentHere: c - c0 });
  }
}

/** ∫ of a function of the gap between the two cumulative distributions. */
export function integrateGap(pair: NumericPair, of: (gap: number) => number): number {
  let total = 0;
  let before: { value: number; gap: number } | undefined;
  forEachStep(pair, ({ value, reference, current }) => {
    if (before !== undefined) total += of(before.gap) * (value - before.value);
    before = { value, gap: reference / pair.reference.length - current / pair.current.length };
  });
  return total;
}
