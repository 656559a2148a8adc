export type Correction = 'none' | 'bonferroni' | 'fdr';

/**
 * p-values for how many there are of them, in the same order: times their number (Bonferroni), or by the false discovery
 * rate (Benjamini and Hochberg, J. R. Stat. Soc. B 57, 1995), as R's `p.adjust(…, "BH")` does it.
 */
export function corrected(values: readonly number[], correction: Correction): readonly number[] {
  if (correction === 'none') return values;
  if (correction === 'bonferroni') return values.map((p) => Math.min(1, p * values.length));
  const order = values.map((_, index) => index).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const result = [...values];
  let least = 1;
  for (const [place, index] of order.entries()) {
    least = Math.min(least, ((values[index] ?? 1) * values.length) / (values.length - place));
    result[index] = least;
  }
  return result;
}
