import type { Json, Value } from '../../engine/value.ts';
import { isNumeric, isTemporal } from '../../expressions/type-of.ts';
import { roundedRange } from '../rounded-range.ts';
import { type ColumnFacts, PARTS } from './column-facts.ts';
import { allowedOutside, RISK } from './prediction.ts';
import { datePart, type Semantics } from './semantic-types.ts';

export interface Bounds {
  readonly kwargs: Readonly<Record<string, Json>>;
  readonly reason: string;
  readonly confidence: number;
}

/** An end that so many rows have is a limit, not the farthest of a tail. */
const A_LIMIT = 10;

/** Ends that a value has by what it is. */
const NATURAL: Readonly<Partial<Record<Semantics['type'], readonly [number, number]>>> = {
  latitude: [-90, 90],
  longitude: [-180, 180],
  share: [0, 1],
  percentage: [0, 100],
  'clock time': [0, 2400],
};

/**
 * Between which ends the next values lie. Where the meaning of the column has ends, those; times go on, and get a lower
 * end only. All else: what was seen, widened by a tenth to each side (never across zero), rounded outwards; of the next
 * batch as many may lie outside as Wilks' rule says, if what was seen has no limits that many values reach.
 */
export function valueBounds(facts: ColumnFacts, semantics: Semantics): Bounds | undefined {
  const { column, summary, values } = facts;
  const { min, max, rows, missing } = summary;
  if (min === null || max === null) return undefined;
  const part = datePart(facts);
  if (part !== undefined) {
    const ends = part.part === 'year' ? [Number(min) - 1, Number(max) + 1] : part.ends;
    const reason =
      part.part === 'year'
        ? 'years go on: one more to each side'
        : `any ${part.part} lies between them, whatever this batch holds`;
    return between(ends[0] as number, ends[1] as number, reason, 0.99);
  }
  if (isTemporal(column.valueType)) return timeBounds(min, column.valueType);
  if (!isNumeric(column.valueType)) return undefined;
  const natural = NATURAL[semantics.type];
  if (natural !== undefined) return between(natural[0], natural[1], `any ${semantics.type} lies between them`, 0.99);
  const [low, high] = [Number(min), Number(max)];
  if (low === high) return between(low, high, 'all values are the same', 0.5);
  const range = roundedRange(...widened(low, high), column.valueType);
  if (range === undefined) return undefined;
  const present = rows - missing;
  const isLimited = values !== undefined && Math.min(values.atMin, values.atMax) >= A_LIMIT;
  const outside = isLimited ? 0 : allowedOutside(present, present);
  const mostly = mostlyOf(outside, present);
  const why = `${shown(low)} to ${shown(high)} seen, widened by a tenth`;
  return {
    kwargs: { min_value: range.min, max_value: range.max, ...(mostly === undefined ? {} : { mostly }) },
    reason:
      mostly === undefined
        ? `${why}; ${A_LIMIT} rows or more are at each end`
        : `${why}; ${outside} of ${present.toLocaleString('en-US')} next values may lie outside`,
    confidence: 1 - RISK,
  };
}

function between(min: number, max: number, reason: string, confidence: number): Bounds {
  return { kwargs: { min_value: min, max_value: max }, reason, confidence };
}

function widened(low: number, high: number): readonly [number, number] {
  const step = (high - low) / 10;
  return [low >= 0 ? Math.max(0, low - step) : low - step, high <= 0 ? Math.min(0, high + step) : high + step];
}

function timeBounds(min: Value, valueType: 'date' | 'timestamp' | string): Bounds | undefined {
  const range = roundedRange(min, min, valueType === 'date' ? 'date' : 'timestamp');
  if (range === undefined) return undefined;
  return { kwargs: { min_value: range.min }, reason: 'times go on: only an earliest day', confidence: 0.9 };
}

/** A share that allows so many faults, rounded down to two digits of what is allowed. */
export function mostlyOf(faults: number, rows: number): number | undefined {
  if (faults === 0 || rows === 0) return undefined;
  const share = faults / rows;
  const digits = 10 ** (1 - Math.floor(Math.log10(share)));
  return Math.max(0, Number((1 - Math.ceil(Number((share * digits).toPrecision(12))) / digits).toPrecision(12)));
}

/** Between which ends the mean of the next batch lies: it is hardly farther off than that of a part of this one. */
export function meanBounds({ column, parts, summary }: ColumnFacts): Bounds | undefined {
  const means = parts.flatMap(({ mean }) => (mean === null ? [] : [mean]));
  if (summary.mean === null || means.length < PARTS) return undefined;
  const [low, high] = [Math.min(...means), Math.max(...means)];
  if (low === high) return undefined;
  const range = roundedRange(...widened(low, high), 'double');
  if (range === undefined) return undefined;
  const reason = `${shown(low)} to ${shown(high)} in ${PARTS} consecutive parts of the data, widened by a tenth`;
  return {
    kwargs: { column: column.name, min_value: range.min, max_value: range.max },
    reason,
    confidence: 1 - 2 / (PARTS + 1),
  };
}

export function shown(value: number): string {
  return Number(value.toPrecision(6)).toLocaleString('en-US', {
    maximumSignificantDigits: 6,
    useGrouping: Math.abs(value) >= 10_000,
  });
}
