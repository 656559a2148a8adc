import type { Range } from './position.ts';

/** Everything the page of a validation result shows. */
export interface ValidationPage {
  readonly kind: 'validation';
  readonly id: string;
  readonly suite: string;
  /** Suite file, relative to the project, for the links from a verdict to its line. */
  readonly file: string;
  readonly target: string;
  readonly success: boolean;
  /** ISO 8601, UTC. */
  readonly ran_at: string;
  readonly seconds: number;
  readonly rows: number | undefined;
  readonly counts: {
    readonly passed: number;
    readonly warned: number;
    readonly failed: number;
    readonly errors: number;
  };
  readonly verdicts: readonly Verdict[];
  readonly columns: readonly ColumnPicture[];
}

export interface Verdict {
  readonly position: number;
  /** `values to be between`, for people. */
  readonly title: string;
  readonly type: string;
  readonly column: string | undefined;
  readonly outcome: 'passed' | 'warning' | 'failed' | 'error';
  readonly severity: 'critical' | 'warning' | 'info';
  /** What was expected, in words: `between 0 and 250, at least 99.9 % of rows`. */
  readonly expected: string;
  readonly observed: string;
  readonly unexpected:
    | { readonly count: number; readonly percent: number | undefined; readonly of: number }
    | undefined;
  /** Reason given in the suite (`meta.why`). */
  readonly why: string | undefined;
  readonly range: Range | undefined;
  /** Rows that fail, as a small table. */
  readonly rows: DataTable | undefined;
}

export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many there are in all; `rows` holds the first of them. */
  readonly total: number;
}

/** A small picture of a column, with the numbers behind it. */
export interface ColumnPicture {
  readonly column: string;
  readonly type: string;
  readonly missing: number;
  readonly rows: number;
  readonly histogram: Histogram | undefined;
}

export type Histogram =
  | {
      readonly kind: 'numeric';
      /** One more edge than counts. */
      readonly edges: readonly number[];
      /** How edges are written, for timestamps. */
      readonly labels: readonly string[] | undefined;
      readonly counts: readonly number[];
    }
  | {
      readonly kind: 'categorical';
      readonly values: readonly string[];
      readonly counts: readonly number[];
      readonly others: number;
    };
