import type { Sql } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import type { ValueType } from '../expressions/value-type.ts';

/**
 * One piece of evidence that an expectation needs, said by its meaning and not as a query: whoever gathers it may
 * share it between expectations and answer it from the cheapest source that has it. A need is about the rows that the
 * expectation's row condition leaves; `within` narrows them further. Columns are names, in the form of the data.
 */
export type Need =
  | CountNeed
  | StatisticNeed
  | SortedNeed
  | GroupsNeed
  | DistinctNeed
  | FrequenciesNeed
  | HistogramNeed
  | FaultsNeed
  | FaultyRowsNeed
  | QueryNeed
  | DifferenceNeed;

/** How many rows there are. */
export interface CountNeed {
  readonly kind: 'count';
  readonly within?: Sql;
  /** The one column that decides which rows count, where there is one. */
  readonly about?: string;
}

/** A figure of all values of a column that are not missing; null where there are none. Quartiles are interpolated. */
export interface StatisticNeed {
  readonly kind: 'statistic';
  readonly statistic: 'min' | 'max' | 'sum' | 'mean' | 'median' | 'lower-quartile' | 'upper-quartile' | 'stddev';
  /** The column's values, or what is made of them. */
  readonly value: Sql;
  readonly type: ValueType;
  /** The column whose values these are, where nothing is made of them. */
  readonly of?: string;
}

/** The values at these 0-based places, once the `count` values that are not missing are sorted. */
export interface SortedNeed {
  readonly kind: 'sorted';
  readonly value: Sql;
  readonly places: readonly number[];
  readonly count: number;
  /** The column whose values these are, where nothing is made of them. */
  readonly of?: string;
}

/** Into how many different combinations of values the rows fall. Of one column, `within` is about that column. */
export interface GroupsNeed {
  readonly kind: 'groups';
  readonly columns: readonly string[];
  readonly within: Sql;
}

/** The different values of a column that meet a condition on that column, the smallest first. */
export interface DistinctNeed {
  readonly kind: 'distinct';
  readonly column: string;
  readonly within: Sql;
  readonly limit: number;
}

/** How often each value of a column occurs, the most common first. */
export interface FrequenciesNeed {
  readonly kind: 'frequencies';
  readonly column: string;
  readonly limit: number;
}

/** How many values lie in each of the bins `[edge, next edge)`; the last bin holds its upper edge as well. */
export interface HistogramNeed {
  readonly kind: 'histogram';
  readonly value: Sql;
  readonly edges: readonly number[];
}

/** What makes a row unexpected. */
export type Fault =
  /** The condition is not true of it. A range holds of all values between two that it holds of. */
  | { readonly kind: 'not'; readonly expected: Sql; readonly isRange?: true }
  /** Another row has the same values in these columns. */
  | { readonly kind: 'repeated'; readonly columns: readonly string[] }
  /** Its value does not stand in this order to that of the row before. */
  | { readonly kind: 'disorder'; readonly column: string; readonly order: '<' | '<=' | '>' | '>=' };

/** How many of the rows within are faulty. */
export interface FaultsNeed {
  readonly kind: 'faults';
  readonly fault: Fault;
  readonly within: Sql;
  /** The one column that decides which rows are faulty, where there is one. */
  readonly about?: string;
}

/** The first of the faulty rows. */
export interface FaultyRowsNeed {
  readonly kind: 'faulty-rows';
  readonly fault: Fault;
  readonly within: Sql;
  /** As in a need for their number. */
  readonly about?: string;
  readonly columns: readonly string[];
  readonly limit: number;
}

/** What a SELECT finds that a person wrote. It is about all rows, whatever the row condition. */
export interface QueryNeed {
  readonly kind: 'query';
  readonly select: string;
  readonly limit: number;
  /** Whether its rows come in any order, and are sorted so that the same ones are listed each time. */
  readonly sorted?: boolean;
}

/** Rows that only one of two SELECTs finds, each as often as it finds it more often than the other. */
export interface DifferenceNeed {
  readonly kind: 'difference';
  readonly base: string;
  readonly comparison: string;
  readonly limit: number;
}

interface Answers {
  readonly count: number;
  readonly statistic: Value;
  readonly sorted: readonly Value[];
  readonly groups: Groups;
  readonly distinct: Distinct;
  readonly frequencies: readonly Frequency[];
  readonly histogram: Bins;
  readonly faults: number;
  readonly 'faulty-rows': readonly FaultyRow[];
  readonly query: FoundRows;
  readonly difference: Difference;
}

export interface Groups {
  readonly groups: number;
  /** Rows whose combination another row has, too. */
  readonly repeated: number;
}

export interface Distinct {
  readonly count: number;
  readonly values: readonly Value[];
}

export interface Frequency {
  readonly value: Value;
  readonly count: number;
}

export interface Bins {
  readonly below: number;
  readonly counts: readonly number[];
  readonly above: number;
}

export interface FaultyRow {
  /** 0-based place in the source. */
  readonly position: number;
  /** Of the columns asked for, in their order. */
  readonly values: readonly Value[];
}

export interface FoundRows {
  /** All that there are, those not returned included. */
  readonly count: number;
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

export interface Difference {
  readonly baseCount: number;
  readonly comparisonCount: number;
  readonly missing: FoundRows;
  readonly unexpected: FoundRows;
}

export type AnswerTo<N extends Need> = Answers[N['kind']];
export type Answer = Answers[Need['kind']];

export type Needs = Readonly<Record<string, Need>>;
export type AnswersTo<N extends Needs> = { readonly [K in keyof N]: AnswerTo<N[K]> };

/**
 * The course of a judgement: it says what it needs next, goes on once that has been gathered, and ends in a verdict.
 * All expectations of a suite go round by round, so that the needs of one round are gathered together.
 */
export type Judging<T> = Generator<Needs, T, unknown>;

/** Says what is needed, and gives the answers under the same names. */
export function* ask<const N extends Needs>(needs: N): Judging<AnswersTo<N>> {
  return (yield needs) as AnswersTo<N>;
}
