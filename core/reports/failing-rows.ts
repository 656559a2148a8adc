import type { ExpectationResult } from '../expectations/result.ts';
import { number } from './numbers-in-words.ts';
import { show } from './values-in-words.ts';

/** Some rows that are not as expected, in words. */
export interface FailingRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many there are in all; `rows` holds the first of them. */
  readonly total: number;
}

/**
 * Examples of what is not as expected: whole rows where they were kept, their keys and what was judged in front; else
 * values with the place of their row.
 */
export function failingRows(
  { result, expectation_config: config }: ExpectationResult,
  keys: readonly string[],
): FailingRows | undefined {
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
