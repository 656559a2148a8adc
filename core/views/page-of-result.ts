import { columnOf, titleOf } from '../catalogue/expectation-in-words.ts';
import type { ExpectationResult, Outcome, SuiteResult } from '../expectations/result.ts';
import { number } from '../reports/numbers-in-words.ts';
import { show } from '../reports/values-in-words.ts';
import { expectedInWords, observedInWords } from '../reports/verdict-words.ts';
import type { Range } from './position.ts';
import type { ColumnPicture, DataTable, ValidationPage, Verdict } from './validation-page.ts';

/** The page of a validation result. */
export function pageOfResult(
  result: SuiteResult,
  about: {
    readonly file: string;
    readonly target: string;
    readonly rangeOf: (position: number) => Range | undefined;
    readonly columns: readonly ColumnPicture[];
    /** Columns that name a row: they come first in tables of rows. */
    readonly keys: readonly string[];
  },
): Omit<ValidationPage, 'id'> {
  const { seconds, rows, ran_at } = result.meta.plumbline;
  const count = (outcome: Outcome) => result.results.filter(({ meta }) => meta.plumbline.outcome === outcome).length;
  return {
    kind: 'validation',
    suite: result.suite_name,
    file: about.file,
    target: about.target,
    success: result.success,
    ran_at,
    seconds,
    rows: rows ?? undefined,
    counts: { passed: count('passed'), warned: count('warning'), failed: count('failed'), errors: count('error') },
    verdicts: result.results.map((each, position) => verdictOf(each, position, about.rangeOf(position), about.keys)),
    columns: about.columns,
  };
}

function verdictOf(
  each: ExpectationResult,
  position: number,
  range: Range | undefined,
  keys: readonly string[],
): Verdict {
  const { expectation_config: config, result, meta } = each;
  const { unexpected_count, element_count = 0, missing_count = 0, unexpected_percent } = result;
  return {
    position,
    title: titleOf(config.type),
    type: config.type,
    column: columnOf(config.type, config.kwargs),
    outcome: meta.plumbline.outcome,
    severity: config.severity,
    expected: expectedInWords(config),
    observed: observedInWords(each),
    unexpected:
      unexpected_count === undefined
        ? undefined
        : { count: unexpected_count, percent: unexpected_percent ?? undefined, of: element_count - missing_count },
    why: typeof config.meta.why === 'string' ? config.meta.why : undefined,
    range,
    rows: failingRows(each, keys),
  };
}

/**
 * Examples of what is not as expected: whole rows where they were kept, their keys and what was judged in front; else
 * values with the place of their row.
 */
function failingRows(
  { result, expectation_config: config }: ExpectationResult,
  keys: readonly string[],
): DataTable | undefined {
  const total = result.unexpected_count ?? 0;
  const rows = ((result.unexpected_rows ?? []) as readonly unknown[]).filter(isRecord);
  const [first] = rows;
  if (first !== undefined) {
    const judged = valueColumns(config.kwargs, result.partial_unexpected_list?.[0]);
    const leading = [...keys, ...judged].filter((column) => column in first);
    const columns = [...new Set([...leading, ...Object.keys(first)])];
    return { columns, rows: rows.slice(0, 20).map((row) => columns.map((column) => show(row[column]))), total };
  }
  const values = result.partial_unexpected_list ?? [];
  if (values.length === 0) return undefined;
  const places = result.partial_unexpected_index_list ?? [];
  const columns = [...(places.length === 0 ? [] : ['row']), ...valueColumns(config.kwargs, values[0])];
  return {
    columns,
    rows: values.map((value, index) => [...(places.length === 0 ? [] : [place(places[index])]), ...cells(value)]),
    total: Math.max(total, values.length),
  };
}

function valueColumns(kwargs: Readonly<Record<string, unknown>>, value: unknown): readonly string[] {
  if (isRecord(value)) return Object.keys(value);
  if (Array.isArray(value)) {
    const names = Array.isArray(kwargs.column_list) ? kwargs.column_list : [kwargs.column_A, kwargs.column_B];
    return value.map((_, index) => String(names[index] ?? `value ${index + 1}`));
  }
  return [String(kwargs.column ?? 'value')];
}

function cells(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(show);
  return isRecord(value) ? Object.values(value).map(show) : [show(value)];
}

/** Rows are counted from 0 in results and from 1 for people. */
const place = (index: unknown) => (typeof index === 'number' ? number(index + 1) : show(index));

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
