import { isMap } from '../catalogue/plain-value.ts';
import { PlumblineError } from '../platform/problem.ts';

export type ResultFormatName = 'BOOLEAN_ONLY' | 'BASIC' | 'SUMMARY' | 'COMPLETE';

/** How much of a result is kept, as Great Expectations takes it: a name, or a map with more wishes. */
export type ResultFormat = ResultFormatName | Readonly<Record<string, unknown>>;

/** A result format, read. */
export interface Detail {
  readonly name: ResultFormatName;
  /** How many unexpected values to list in the partial lists. */
  readonly partial: number;
  /** Columns that identify a row, in place of its position. */
  readonly indexColumns: readonly string[];
  /** Leave the unexpected values themselves out. */
  readonly excludeValues: boolean;
  /** List the whole unexpected rows. */
  readonly includeRows: boolean;
}

const NAMES: readonly ResultFormatName[] = ['BOOLEAN_ONLY', 'BASIC', 'SUMMARY', 'COMPLETE'];

const PARTIAL = 20;

export function readResultFormat(format: unknown): Detail {
  const wishes = isMap(format) ? format : { result_format: format };
  const name = NAMES.find((known) => known === wishes.result_format);
  if (name === undefined) {
    throw new PlumblineError('usage', `unknown result format ${JSON.stringify(wishes.result_format)}`, {
      help: `one of ${NAMES.join(', ')}`,
    });
  }
  const { partial_unexpected_count: partial, unexpected_index_column_names: names } = wishes;
  return {
    name,
    partial: typeof partial === 'number' && partial >= 0 ? Math.trunc(partial) : PARTIAL,
    indexColumns: Array.isArray(names) ? names.map(String) : [],
    excludeValues: wishes.exclude_unexpected_values === true,
    includeRows: wishes.include_unexpected_rows === true,
  };
}

/** Whether the format is this one or tells more. */
export function tells(detail: Detail, name: ResultFormatName): boolean {
  return NAMES.indexOf(detail.name) >= NAMES.indexOf(name);
}
