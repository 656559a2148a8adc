import { featureTypeSynonym } from '../catalogue/type-names.ts';
import type { Expectation } from '../definitions/expectation-suite.ts';
import type { Column } from '../engine/query-engine.ts';
import { type Json, toJson } from '../engine/value.ts';
import { isNumeric, isTemporal } from '../expressions/type-of.ts';
import type { ColumnSummary } from './column-summary.ts';
import { roundedRange } from './rounded-range.ts';

/** An expectation that was drawn from data, and what was seen. */
export interface Drawn {
  readonly expectation: Expectation;
  readonly seen?: string;
}

/** A set of values is drawn from columns with no more different ones. */
const SET_SIZE = 20;

/** A column of which less than half is there is expected to be anything. */
const MOSTLY_MISSING = 0.5;

export function tableExpectations(columns: readonly ColumnSummary[]): readonly Drawn[] {
  const rows = columns[0]?.rows ?? 0;
  const names = columns.map(({ column }) => column);
  return [
    {
      expectation: expect('expect_table_row_count_to_be_between', rowCountRange(rows)),
      seen: `${count(rows, 'row')}, ${count(columns.length, 'column')}`,
    },
    { expectation: expect('expect_table_columns_to_match_set', { column_set: names }) },
  ];
}

/** Half as many rows to twice as many, to one digit. */
function rowCountRange(rows: number): Readonly<Record<string, Json>> {
  if (rows < 2) return { min_value: rows };
  const digit = 10 ** Math.floor(Math.log10(rows / 2));
  return { min_value: Math.floor(rows / 2 / digit) * digit, max_value: Math.ceil((rows * 2) / digit) * digit };
}

export function columnExpectations(
  { name, type, valueType }: Column,
  summary: ColumnSummary,
  distinct: number | undefined,
  set: readonly Json[] | undefined,
): readonly Drawn[] {
  const column = name;
  const isUnique = canBeKey(valueType) && summary.rows > 1 && distinct === summary.rows;
  const kwargs: (readonly [string, Readonly<Record<string, Json>>] | undefined)[] = [
    ['expect_column_values_to_be_of_type', { column, type_: typeWord(type) }],
    presence(summary),
    isUnique ? ['expect_column_values_to_be_unique', { column }] : undefined,
    set !== undefined ? ['expect_column_values_to_be_in_set', { column, value_set: set }] : undefined,
    // The values of a key tell nothing about the next ones.
    isUnique || set !== undefined ? undefined : spread(valueType, summary),
  ];
  const drawn = kwargs.flatMap((one) => (one === undefined ? [] : [{ expectation: expect(...one) }]));
  return drawn.map((one, index) => (index === 0 ? { ...one, seen: inWords(summary, valueType, distinct) } : one));
}

function expect(type: string, kwargs: Readonly<Record<string, Json>>): Expectation {
  return { type, kwargs };
}

/** Our own word for a type where there is one. */
function typeWord(type: string): string {
  return type.startsWith('DECIMAL') ? type.toLowerCase() : (featureTypeSynonym(type) ?? type);
}

type Call = readonly [string, Readonly<Record<string, Json>>];

function presence({ column, rows, missing }: ColumnSummary): Call | undefined {
  const share = rows === 0 ? 0 : (rows - missing) / rows;
  if (share < MOSTLY_MISSING) return undefined;
  if (missing === 0) return ['expect_column_values_to_not_be_null', { column }];
  // A little below what was seen, in whole hundredths.
  const mostly = Math.max(0, Math.floor(share * 100) - (Number.isInteger(share * 100) ? 1 : 0)) / 100;
  return ['expect_column_values_to_not_be_null', { column, mostly }];
}

function spread(valueType: Column['valueType'], summary: ColumnSummary): Call | undefined {
  const { column, min, max, shortest, longest } = summary;
  if (valueType === 'string' && shortest !== null && longest !== null) {
    return shortest === longest
      ? ['expect_column_value_lengths_to_equal', { column, value: shortest }]
      : ['expect_column_value_lengths_to_be_between', { column, min_value: shortest, max_value: longest }];
  }
  const isRange = isNumeric(valueType) || isTemporal(valueType);
  const range = isRange ? roundedRange(min, max, valueType) : undefined;
  return range && ['expect_column_values_to_be_between', { column, min_value: range.min, max_value: range.max }];
}

/** Measurements are hardly ever the same, which makes them no keys. */
function canBeKey(valueType: Column['valueType']): boolean {
  return valueType === 'integer' || valueType === 'string' || valueType === 'timestamp';
}

/** Whether all values may be different, by an estimate. */
export function mayBeUnique({ valueType }: Column, { rows, missing, distinct }: ColumnSummary): boolean {
  return canBeKey(valueType) && rows > 1 && missing === 0 && distinct >= rows * 0.7;
}

/** Whether the values of a column are best listed: texts of which there are few. */
export function mayBeSet({ valueType }: Column, distinct: number | undefined): boolean {
  return valueType === 'string' && distinct !== undefined && distinct > 0 && distinct <= SET_SIZE;
}

function inWords(summary: ColumnSummary, valueType: Column['valueType'], distinct: number | undefined): string {
  const { column, rows, missing, min, max, mean } = summary;
  const gaps =
    missing === 0 ? 'none missing' : `${missing.toLocaleString('en-US')} missing (${percent(missing / rows)})`;
  const values =
    distinct === undefined ? `about ${count(summary.distinct, 'different value')}` : count(distinct, 'different value');
  const range = min === null || max === null ? '' : `, ${shown(min, valueType)} to ${shown(max, valueType)}`;
  const average = mean === null ? '' : `, mean ${Number(mean.toPrecision(4))}`;
  return `${column}: ${gaps}, ${values}${range}${average}`;
}

function shown(value: ColumnSummary['min'], valueType: Column['valueType']): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  const text = valueType === 'timestamp' ? String(value).slice(0, 16) : String(toJson(value));
  return text.length > 24 ? `${text.slice(0, 24)}…` : JSON.stringify(text).slice(1, -1);
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
