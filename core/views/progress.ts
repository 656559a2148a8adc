import type { Range } from './position.ts';

/**
 * What the command line prints with `--format ndjson`, one object a line: the way the editor follows a run.
 * The last line is always a `result`, an `error` or a `cancelled`.
 */
export type RunEvent =
  | { readonly event: 'started'; readonly title: string; readonly run?: string }
  | {
      readonly event: 'progress';
      /** What is being done now, in a few words. */
      readonly message: string;
      /** Between 0 and 1; left out where it cannot be known. */
      readonly fraction?: number;
    }
  | { readonly event: 'log'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly event: 'test'; readonly test: TestOutcome }
  | { readonly event: 'suite'; readonly suite: SuiteOutcome }
  | { readonly event: 'result'; readonly command: string; readonly success: boolean; readonly value: unknown }
  | {
      readonly event: 'error';
      readonly message: string;
      readonly where?: string;
      readonly why?: string;
      readonly help?: string;
    }
  | { readonly event: 'cancelled' };

/** A pytest test that has ended. */
export interface TestOutcome {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error';
  readonly seconds: number;
  readonly message?: string;
  /** The line that failed, if pytest told. */
  readonly at?: { readonly file: string; readonly line: number };
}

/** An expectation suite that has been judged against data. */
export interface SuiteOutcome {
  readonly suite: string;
  readonly file: string;
  /** Feature group or data file. */
  readonly target: string;
  readonly success: boolean;
  /** Id of the stored result, whose page can be opened. */
  readonly result: string | undefined;
  readonly seconds: number;
  readonly statistics: SuiteStatistics;
  readonly expectations: readonly ExpectationOutcome[];
}

export interface SuiteStatistics {
  readonly evaluated_expectations: number;
  readonly successful_expectations: number;
  readonly unsuccessful_expectations: number;
  readonly success_percent: number | null;
}

/** One verdict, in the words that stand on its line in the editor. */
export interface ExpectationOutcome {
  readonly position: number;
  readonly fingerprint: string;
  readonly type: string;
  readonly column?: string;
  readonly outcome: 'passed' | 'warning' | 'failed' | 'error';
  readonly severity: 'critical' | 'warning' | 'info';
  /** `wind_speed: 1 of 26,111 values is not between 0 and 250 (0.0038 %) · such as 1048.36`. */
  readonly summary: string;
  /** Where the expectation stood when it was judged. */
  readonly range?: Range;
}
