import type {
  ExpectationResult,
  Outcome,
  ResultDetails,
  Severity,
  SuiteResult,
} from '../../core/expectations/result.ts';
import { statisticsOf } from '../../core/expectations/result.ts';
import type { CheckReport } from '../../core/reports/check-report.ts';
import type { ReportedSuite } from '../../core/reports/reported-suite.ts';

interface About {
  readonly outcome?: Outcome;
  readonly severity?: Severity;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

/** A verdict on a column. */
export function verdict(
  type: string,
  kwargs: Readonly<Record<string, unknown>>,
  result: ResultDetails,
  { outcome = 'failed', severity = 'critical', meta = {}, error }: About = {},
): ExpectationResult {
  return {
    success: outcome === 'passed' || outcome === 'warning',
    expectation_config: { type, kwargs, meta, severity },
    result,
    meta: { plumbline: { outcome, fingerprint: JSON.stringify([type, kwargs]) } },
    exception_info: {
      raised_exception: error !== undefined,
      exception_message: error ?? null,
      exception_traceback: null,
    },
  };
}

/** Counts as every expectation on values has them. */
export function counts(unexpected: number, of: number, such: readonly unknown[] = []): ResultDetails {
  return {
    element_count: of,
    missing_count: 0,
    unexpected_count: unexpected,
    unexpected_percent: (100 * unexpected) / of,
    partial_unexpected_list: such as never,
  };
}

/** The result of a suite whose expectations stand two lines each, from line 3 on. */
export function reported(
  results: readonly ExpectationResult[],
  name = 'orders',
  target = 'feature-group:orders@1',
): ReportedSuite {
  const plumbline = { data: 'orders@1', ran_at: '2026-11-26T01:02:03.456Z', seconds: 1.5, rows: 3 };
  const result: SuiteResult = {
    success: results.every(({ success }) => success),
    statistics: statisticsOf(results),
    results,
    suite_name: name,
    suite_parameters: {},
    meta: { plumbline },
  };
  return {
    result,
    target,
    file: `expectations/${name}.expectations.yaml`,
    rangeOf: (position) => ({
      start: { line: 2 + 2 * position, character: 4 },
      end: { line: 3 + 2 * position, character: 20 },
    }),
  };
}

/** Names and values that would break out of every format that does not escape them. */
export const NASTY = `<script>alert(1)</script> & "q" 'q' ]]> | \`c\` %0A::error::x, @you \u0000\u001b[31m\ud800\u202e\n::warning::y`;

/** What must not be left of it. */
export const HIDDEN = /(?!\n)\p{Cc}|\u202e/u;

export const SET = 'expect_column_values_to_be_in_set';
export const NOT_NULL = 'expect_column_values_to_not_be_null';

export const MIXED = reported([
  verdict(NOT_NULL, { column: 'id' }, counts(0, 3), { outcome: 'passed' }),
  verdict(SET, { column: 'status', value_set: ['paid'] }, counts(1, 3, ['void']), {
    meta: { why: 'the shop knows one' },
  }),
  verdict(NOT_NULL, { column: 'amount', mostly: 0.9 }, counts(1, 3), { severity: 'warning' }),
  verdict(NOT_NULL, { column: 'amount' }, counts(1, 3), { severity: 'info' }),
  verdict(NOT_NULL, { column: 'nope' }, {}, { outcome: 'error', error: 'there is no column nope' }),
]);

export const FINDINGS: CheckReport = {
  findings: [
    {
      file: 'feature_groups/orders.feature-group.yaml',
      range: { start: { line: 4, character: 22 }, end: { line: 4, character: 33 } },
      rule: 'unknown-column',
      severity: 'error',
      message: 'orders@1 has no column amuont',
      help: 'did you mean amount?',
    },
    {
      file: 'feature_groups/orders.feature-group.yaml',
      range: { start: { line: 1, character: 0 }, end: { line: 2, character: 3 } },
      rule: 'missing-description',
      severity: 'information',
      message: 'the group has no description',
    },
  ],
  summary: { files: 3, errors: 1, warnings: 0, information: 1, base: null },
};
