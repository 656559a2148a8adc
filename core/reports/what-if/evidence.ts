import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { ExpectationResult } from '../../expectations/result.ts';
import { allowingOf, measureOf } from './measure.ts';

/**
 * The few numbers of a verdict by which it can be judged anew when somebody edits a bound. Kept with each verdict in the
 * registry, so it stays small.
 */
export interface Evidence {
  /** `measureOf` the expectation. */
  readonly measure: string;
  /** The one value that was compared with a range. */
  readonly observed?: number | string | null;
  /** Of expectations on rows: how many were judged, and how many were not as expected. */
  readonly judged?: number;
  readonly faults?: number;
  /** The arguments that said what was allowed. */
  readonly by?: Readonly<Record<string, unknown>>;
  /** Smallest and largest value of the column, over all of its rows. */
  readonly low?: number | string;
  readonly high?: number | string;
  /** How many values lie in each bin, over all rows: one more edge than counts. */
  readonly bins?: Bins;
  /** The values are times: texts are compared as instants. */
  readonly times?: true;
}

export interface Bins {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** What is known of a column: its ends, where all values lie between them. */
export interface ColumnEnds {
  readonly column: string;
  readonly low?: number | string;
  readonly high?: number | string;
  readonly times?: true;
  readonly histogram?: ({ readonly kind: 'numeric' } & Bins) | { readonly kind: 'categorical' } | undefined;
}

/** Longer sets than this are not kept. */
const LONGEST_SET = 50;

/** Undefined where nothing was observed, or not enough of it was told to judge it anew. */
export function evidenceOf(
  expectation: Expectation,
  { result, meta, expectation_config: { type, kwargs } }: ExpectationResult,
  columns: readonly ColumnEnds[],
): Evidence | undefined {
  const measure = measureOf(expectation.type, expectation.kwargs);
  if (measure === undefined || meta.plumbline.outcome === 'error') return undefined;
  const ends = columns.find(({ column }) => column === kwargs.column);
  const times = ends?.times === true ? { times: true as const } : {};
  const {
    element_count: elements,
    unexpected_count: faults,
    missing_count: missing = 0,
    observed_value: observed,
  } = result;
  if (faults !== undefined && elements !== undefined) {
    const by = allowingOf(type, kwargs);
    const set = by.value_set;
    const isKept = !Array.isArray(set) || set.length <= LONGEST_SET;
    const hasEnds = type === 'expect_column_values_to_be_between' && ends?.low !== undefined && ends.high !== undefined;
    return {
      measure,
      judged: elements - missing,
      faults,
      ...(isKept && Object.keys(by).length > 0 ? { by } : {}),
      ...(hasEnds ? { low: ends.low, high: ends.high, ...binsOf(ends), ...times } : {}),
    };
  }
  const isOne = typeof observed === 'number' || typeof observed === 'string' || observed === null;
  return isOne && observed !== undefined ? { measure, observed, ...times } : undefined;
}

/** Of numbers: with them it is known roughly how many values lie beyond any bound. */
function binsOf({ histogram, times }: ColumnEnds): { readonly bins?: Bins } {
  if (histogram?.kind !== 'numeric' || times === true) return {};
  const { edges, counts } = histogram;
  return { bins: { edges, counts } };
}
