import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { Lenient } from '../../definitions/schema.ts';
import { comparableOf, isInside, type Relation, rangeIn, rangeRelation, setRelation } from './allowed.ts';
import { readArguments } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { allowingOf } from './measure.ts';

/** `unknown` wherever the numbers that were kept do not prove it. */
export type WouldBe = 'passed' | 'warning' | 'failed' | 'unknown';

/** What a past run would say of an expectation that looks at the same (by `measureOf`), and may allow something else. */
export function rejudge(expectation: Lenient<Expectation>, evidence: Evidence): WouldBe {
  const type = expectation.type ?? '';
  const kwargs = readArguments(type, expectation.kwargs ?? {});
  if (kwargs === undefined) return 'unknown';
  if (evidence.judged !== undefined && evidence.faults !== undefined) {
    return byRows(type, kwargs, expectation.warn?.mostly, evidence, evidence.judged, evidence.faults);
  }
  if (evidence.observed === undefined) return 'unknown';
  if (type.endsWith('_to_equal')) {
    const { value } = kwargs;
    return typeof value !== 'number' ? 'unknown' : verdict(evidence.observed === value);
  }
  if (!('min_value' in kwargs)) return 'unknown';
  const range = rangeIn(kwargs, evidence.times === true);
  if (range === undefined) return 'unknown';
  // Of a column without values nothing was observed, and that lies in no range.
  if (evidence.observed === null) return 'failed';
  const observed = comparableOf(evidence.observed, evidence.times === true);
  return observed === undefined ? 'unknown' : verdict(isInside(observed, range));
}

const verdict = (success: boolean): WouldBe => (success ? 'passed' : 'failed');

/** Between the least and the most faults that the numbers allow, the verdict must be the same to be told. */
function byRows(
  type: string,
  kwargs: Readonly<Record<string, unknown>>,
  softer: number | undefined,
  evidence: Evidence,
  judged: number,
  faults: number,
): WouldBe {
  const mostly = kwargs.mostly ?? 1;
  if (typeof mostly !== 'number') return 'unknown';
  // A range without ends is refused.
  if ('min_value' in kwargs && kwargs.min_value === null && kwargs.max_value === null) return 'unknown';
  if (judged === 0) return 'passed';
  const relation = relationOf(type, kwargs, evidence);
  let least = relation === 'same' || relation === 'narrower' ? faults : 0;
  let most = relation === 'same' || relation === 'wider' ? faults : judged;
  const ends = endsInside(type, kwargs, evidence);
  if (ends === true) most = 0;
  // A value outside is one fault at least; with a row condition it may be of a row that was not judged.
  if (ends === false && (kwargs.row_condition ?? undefined) === undefined) least = Math.max(least, 1);
  const beyond = faultsByBins(type, kwargs, evidence);
  if (beyond !== undefined) [least, most] = [Math.max(least, beyond.least), Math.min(most, beyond.most)];
  const outcomes = [least, most].map((count) => outcomeOf((judged - count) / judged, mostly, softer));
  return outcomes[0] === outcomes[1] ? (outcomes[0] as WouldBe) : 'unknown';
}

function outcomeOf(share: number, mostly: number, softer: number | undefined): WouldBe {
  if (share < mostly) return 'failed';
  return softer !== undefined && share < softer ? 'warning' : 'passed';
}

/** What is allowed now beside what was allowed then. Other arguments than `mostly` are the same: so says the measure. */
function relationOf(type: string, kwargs: Readonly<Record<string, unknown>>, { by = {}, times }: Evidence): Relation {
  const now = allowingOf(type, kwargs);
  if (written(now) === written(by)) return 'same';
  if ('value_set' in now) {
    const relation = 'value_set' in by ? setRelation(now.value_set, by.value_set) : undefined;
    return type.includes('_not_be_in_set') ? opposite(relation) : relation;
  }
  const ranges = [rangeIn(now, times === true), rangeIn(by, times === true)];
  const [range, before] = ranges;
  return range === undefined || before === undefined ? undefined : rangeRelation(range, before);
}

/** Arguments in one order, without those that say nothing. */
function written(args: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(args).filter(([, value]) => value !== null && value !== undefined && value !== false);
  return JSON.stringify(said.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function opposite(relation: Relation): Relation {
  if (relation === 'wider') return 'narrower';
  return relation === 'narrower' ? 'wider' : relation;
}

/**
 * How many values lie outside, at least and at most, by the bins of the histogram. One bin beside each bound counts as
 * unsure as well: a value at an edge may have been put into either.
 */
function faultsByBins(
  type: string,
  kwargs: Readonly<Record<string, unknown>>,
  { bins }: Evidence,
): { readonly least: number; readonly most: number } | undefined {
  if (type !== 'expect_column_values_to_be_between' || bins === undefined) return undefined;
  if ((kwargs.row_condition ?? undefined) !== undefined) return undefined;
  const range = rangeIn(kwargs, false);
  if (range === undefined) return undefined;
  const [min, max] = [range.min?.value ?? Number.NEGATIVE_INFINITY, range.max?.value ?? Number.POSITIVE_INFINITY];
  let least = 0;
  let most = 0;
  for (const [index, count] of bins.counts.entries()) {
    const [from, to] = [bins.edges[index] as number, bins.edges[index + 1] as number];
    const width = to - from;
    if (to + width < Number(min) || from - width > Number(max)) least += count;
    if (from - width <= Number(min) || to + width >= Number(max)) most += count;
  }
  return { least, most };
}

/** Whether the smallest and the largest value of the column are allowed; undefined where they are not known. */
function endsInside(type: string, kwargs: Readonly<Record<string, unknown>>, evidence: Evidence): boolean | undefined {
  if (type !== 'expect_column_values_to_be_between') return undefined;
  const times = evidence.times === true;
  const [low, high] = [comparableOf(evidence.low, times), comparableOf(evidence.high, times)];
  const range = rangeIn(kwargs, times);
  if (low === undefined || high === undefined || range === undefined) return undefined;
  return isInside(low, range) && isInside(high, range);
}
