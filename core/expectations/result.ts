import type { Json } from '../engine/value.ts';

/** Results in the shape of Great Expectations 1.x. What is ours alone stands under `meta.plumbline`. */
export interface SuiteResult {
  readonly success: boolean;
  readonly statistics: Statistics;
  readonly results: readonly ExpectationResult[];
  readonly suite_name: string;
  readonly suite_parameters: Readonly<Record<string, Json>>;
  readonly meta: SuiteMeta;
}

/** The results of several suites. */
export interface RunResult {
  readonly success: boolean;
  readonly statistics: RunStatistics;
  readonly validation_results: readonly SuiteResult[];
}

export interface Statistics {
  readonly evaluated_expectations: number;
  readonly successful_expectations: number;
  readonly unsuccessful_expectations: number;
  /** Null where nothing was evaluated. */
  readonly success_percent: number | null;
}

export interface RunStatistics extends Statistics {
  readonly evaluated_validations: number;
  readonly successful_validations: number;
  readonly unsuccessful_validations: number;
}

export interface SuiteMeta {
  readonly [key: string]: unknown;
  readonly plumbline: {
    /** What was validated. */
    readonly data: string;
    /** ISO 8601, UTC. */
    readonly ran_at: string;
    readonly seconds: number;
    readonly rows: number | null;
    /** What was judged where it was not all of the data: `a sample of 1000 rows`. */
    readonly part?: string;
    /** How the verdicts were come by. */
    readonly evidence?: {
      /** Files of the data; how many of them rows were read of, and how many rows these have. Of Parquet only. */
      readonly files?: number;
      readonly files_read?: number;
      readonly rows_read?: number;
      /** Pieces of evidence by their source: files' own statistics, kept from earlier runs, counted values, the scan, other queries. */
      readonly from: Readonly<Record<'statistics' | 'kept' | 'values' | 'scan' | 'passes', number>>;
    };
    readonly parameters?: Readonly<Record<string, Json>>;
  };
}

export interface ExpectationResult {
  readonly success: boolean;
  readonly expectation_config: ExpectationConfig;
  readonly result: ResultDetails;
  readonly meta: {
    readonly plumbline: {
      readonly outcome: Outcome;
      /** Identifies the expectation as it is written, for finding its line again. */
      readonly fingerprint: string;
      /** True where lists were cut off because they had grown too long. */
      readonly truncated?: true;
    };
  };
  readonly exception_info: ExceptionInfo;
}

/** `warning`: it holds, but not the softer threshold beside it. `error`: it could not be judged. */
export type Outcome = 'passed' | 'warning' | 'failed' | 'error';

export type Severity = 'critical' | 'warning' | 'info';

export interface ExpectationConfig {
  readonly type: string;
  /** Parameters filled in. */
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly severity: Severity;
  readonly description?: string;
  readonly notes?: string | readonly string[];
  readonly id?: unknown;
}

export interface ResultDetails {
  readonly observed_value?: Json;
  readonly element_count?: number;
  readonly unexpected_count?: number;
  readonly unexpected_percent?: number | null;
  readonly unexpected_percent_total?: number | null;
  readonly unexpected_percent_nonmissing?: number | null;
  readonly missing_count?: number;
  readonly missing_percent?: number | null;
  readonly partial_unexpected_list?: readonly Json[];
  readonly partial_missing_list?: readonly Json[];
  readonly partial_unexpected_counts?: readonly { readonly value: Json; readonly count: number }[];
  readonly partial_unexpected_index_list?: readonly Json[];
  readonly unexpected_list?: readonly Json[];
  readonly unexpected_index_list?: readonly Json[];
  readonly unexpected_index_column_names?: readonly string[];
  readonly unexpected_rows?: readonly Json[];
  readonly details?: Readonly<Record<string, Json>>;
}

export interface ExceptionInfo {
  readonly raised_exception: boolean;
  readonly exception_message: string | null;
  readonly exception_traceback: null;
}

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];

/** The worst severity among what failed or could not be judged; undefined where all is well. */
export function worstFailure(results: readonly ExpectationResult[]): Severity | undefined {
  const failed = results.filter((result) => !result.success);
  return SEVERITIES.find((severity) => failed.some((result) => result.expectation_config.severity === severity));
}

export function statisticsOf(results: readonly ExpectationResult[]): Statistics {
  const successful = results.filter((result) => result.success).length;
  return {
    evaluated_expectations: results.length,
    successful_expectations: successful,
    unsuccessful_expectations: results.length - successful,
    success_percent: results.length === 0 ? null : (successful / results.length) * 100,
  };
}

/** Several suites as one result. */
export function runResult(suites: readonly SuiteResult[]): RunResult {
  const successful = suites.filter((suite) => suite.success).length;
  return {
    success: successful === suites.length,
    statistics: {
      evaluated_validations: suites.length,
      successful_validations: successful,
      unsuccessful_validations: suites.length - successful,
      ...statisticsOf(suites.flatMap((suite) => suite.results)),
    },
    validation_results: suites,
  };
}
