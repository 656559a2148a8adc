import type { Json } from '../engine/value.ts';
import type { ResultDetails } from './result.ts';
import { type Detail, tells } from './result-format.ts';

export interface Listing {
  readonly columns: readonly string[];
  /** How an unexpected value is written: the value, a list of two, or a map by column. */
  readonly written: 'value' | 'pair' | 'record';
  /** Every column of the data, where whole rows are wanted. */
  readonly all: readonly string[];
  readonly detail: Detail;
}

export interface ListedRow {
  readonly position: number;
  readonly values: ReadonlyMap<string, Json>;
}

/** The lists of a result: unexpected values, how often each occurs among them, and where. */
export function listRows(rows: readonly ListedRow[], listing: Listing): ResultDetails {
  const { detail } = listing;
  const isSummary = tells(detail, 'SUMMARY');
  const isComplete = tells(detail, 'COMPLETE');
  const first = rows.slice(0, detail.partial);
  const values = (some: readonly ListedRow[]): readonly Json[] => some.map((row) => written(row, listing));
  return {
    ...(detail.excludeValues ? {} : { partial_unexpected_list: values(first) }),
    ...(detail.indexColumns.length > 0 ? { unexpected_index_column_names: detail.indexColumns } : {}),
    ...(detail.includeRows ? { unexpected_rows: rows.map((row) => record(row, listing.all)) } : {}),
    ...(isSummary && !detail.excludeValues ? { partial_unexpected_counts: counts(first, listing) } : {}),
    ...(isSummary ? { partial_unexpected_index_list: places(first, listing) } : {}),
    ...(isComplete && !detail.excludeValues ? { unexpected_list: values(rows) } : {}),
    ...(isComplete ? { unexpected_index_list: places(rows, listing) } : {}),
  };
}

function written(row: ListedRow, { columns, written: form }: Listing): Json {
  const values = columns.map((column) => row.values.get(column) ?? null);
  if (form === 'value') return values[0] ?? null;
  return form === 'pair' ? values : record(row, columns);
}

function record(row: ListedRow, columns: readonly string[]): Json {
  return Object.fromEntries(columns.map((column) => [column, row.values.get(column) ?? null]));
}

/** How often each of the listed values occurs among them: most common first, then in the order of the values. */
function counts(
  rows: readonly ListedRow[],
  listing: Listing,
): readonly { readonly value: Json; readonly count: number }[] {
  const byText = new Map<string, { value: Json; count: number }>();
  for (const row of rows) {
    const value = listing.written === 'record' ? written(row, { ...listing, written: 'pair' }) : written(row, listing);
    const text = JSON.stringify(value);
    const entry = byText.get(text) ?? { value, count: 0 };
    entry.count++;
    byText.set(text, entry);
  }
  return [...byText.values()].sort((a, b) => b.count - a.count || order(a.value, b.value));
}

function order(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Positions, or the values of the columns that identify a row, with the unexpected value beside them. */
function places(rows: readonly ListedRow[], { columns, detail }: Listing): readonly Json[] {
  const { indexColumns, excludeValues } = detail;
  if (indexColumns.length === 0) return rows.map((row) => row.position);
  if (!excludeValues) return rows.map((row) => record(row, [...new Set([...columns, ...indexColumns])]));
  const lists = indexColumns.map((column) => [column, rows.map((row) => row.values.get(column) ?? null)]);
  return rows.length === 0 ? [] : [Object.fromEntries(lists)];
}
