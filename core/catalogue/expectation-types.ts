import { COLUMN_AGGREGATE_EXPECTATIONS } from './column-aggregate-expectations.ts';
import { COLUMN_MAP_EXPECTATIONS } from './column-map-expectations.ts';
import type { ExpectationType } from './expectation-type.ts';
import { MULTICOLUMN_EXPECTATIONS } from './multicolumn-expectations.ts';
import { PAIR_EXPECTATIONS } from './pair-expectations.ts';
import { QUERY_EXPECTATIONS } from './query-expectations.ts';
import { TABLE_EXPECTATIONS } from './table-expectations.ts';

/** Every type of expectation that a suite may name: those of Great Expectations 1.24. */
export const EXPECTATION_TYPES: readonly ExpectationType[] = [
  ...TABLE_EXPECTATIONS,
  ...COLUMN_MAP_EXPECTATIONS,
  ...COLUMN_AGGREGATE_EXPECTATIONS,
  ...PAIR_EXPECTATIONS,
  ...MULTICOLUMN_EXPECTATIONS,
  ...QUERY_EXPECTATIONS,
];

const BY_NAME: ReadonlyMap<string, ExpectationType> = new Map(EXPECTATION_TYPES.map((each) => [each.type, each]));

/** The type with exactly this name. */
export function expectationType(name: string): ExpectationType | undefined {
  return BY_NAME.get(name);
}
