import type { Judge } from './judge.ts';
import { columnCounts } from './types/column-counts.ts';
import { columnTypes } from './types/column-types.ts';
import { distinctSets } from './types/distinct-sets.ts';
import { divergence } from './types/divergence.ts';
import { formats } from './types/formats.ts';
import { missingValues } from './types/missing-values.ts';
import { mostCommon } from './types/most-common.ts';
import { multicolumn } from './types/multicolumn.ts';
import { order } from './types/order.ts';
import { outliers } from './types/outliers.ts';
import { pairs } from './types/pairs.ts';
import { patterns } from './types/patterns.ts';
import { quantiles } from './types/quantiles.ts';
import { queries } from './types/queries.ts';
import { ranges } from './types/ranges.ts';
import { statistics } from './types/statistics.ts';
import { tableColumns } from './types/table-columns.ts';
import { tableRows } from './types/table-rows.ts';
import { uniqueness } from './types/uniqueness.ts';
import { valueSets } from './types/value-sets.ts';

/** Every type of expectation that is judged. A type that is missing here gives an error result, never a pass. */
export const JUDGES: ReadonlyMap<string, Judge> = new Map(
  [
    ...tableRows,
    ...tableColumns,
    ...missingValues,
    ...uniqueness,
    ...ranges,
    ...valueSets,
    ...columnTypes,
    ...order,
    ...outliers,
    ...patterns,
    ...formats,
    ...statistics,
    ...columnCounts,
    ...quantiles,
    ...distinctSets,
    ...mostCommon,
    ...divergence,
    ...pairs,
    ...multicolumn,
    ...queries,
  ].map((judge) => [judge.type, judge] as const),
);
