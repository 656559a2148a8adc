/** One comparison, measured in one run on one machine: what is told is the ratio, for seconds differ from machine to machine. */
export interface Row {
  readonly what: string;
  /** In milliseconds, millions of bytes, or a count. */
  readonly measured: number;
  readonly unit: 'ms' | 'MB' | 'count';
  /** What it is compared with, and how long that took. */
  readonly over?: { readonly what: string; readonly measured: number };
  /** The ratio (or count) that it should not exceed. */
  readonly aim?: number;
}

/** A file `*.bench.ts` exports one of these as `bench`. */
export interface Bench {
  readonly name: string;
  run(progress: (message: string) => void): Promise<readonly Row[]>;
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);
