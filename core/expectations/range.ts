import type { Dialect } from '../engine/dialect.ts';
import { allOf, raw, type Sql, sql } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import type { ValueType } from '../expressions/value-type.ts';
import { boundOf, type Comparable, compareValues } from './compare.ts';
import { cannotJudge } from './judge.ts';

/** Two ends; an absent one sets no bound. */
export interface Range {
  readonly min: Value;
  readonly max: Value;
  readonly strictMin: boolean;
  readonly strictMax: boolean;
}

export function rangeOf(args: Readonly<Record<string, unknown>>): Range {
  return {
    min: (args.min_value ?? null) as Value,
    max: (args.max_value ?? null) as Value,
    strictMin: args.strict_min === true,
    strictMax: args.strict_max === true,
  };
}

/** For types whose range must hold something: an end is given, and the lower one is not above the upper. */
export function soundRange(args: Readonly<Record<string, unknown>>): Range {
  const range = rangeOf(args);
  if (range.min === null && range.max === null) throw cannotJudge('neither min_value nor max_value is given');
  const isTime = typeof range.min === 'string' && typeof range.max === 'string';
  const order = compareValues(range.min ?? range.max, range.max ?? range.min, isTime ? 'timestamp' : 'double');
  if (order === undefined) throw cannotJudge('min_value and max_value are of different kinds');
  if (order > 0) throw cannotJudge('min_value cannot be greater than max_value', 'exchange the two');
  return range;
}

/** Whether an observed value lies in the range. What was not observed (null) lies in none. */
export function isInRange(value: Value, range: Range, valueType: ValueType): boolean {
  if (value === null) return false;
  const isAboveMin = order(value, range.min, valueType, range.strictMin ? [1] : [0, 1]);
  return isAboveMin && order(value, range.max, valueType, range.strictMax ? [-1] : [-1, 0]);
}

function order(value: Value, bound: Value, valueType: ValueType, allowed: readonly number[]): boolean {
  if (bound === null) return true;
  const sign = compareValues(value, bound, valueType);
  if (sign === undefined) throw cannotJudge(`${String(value)} cannot be compared with ${String(bound)}`);
  return allowed.includes(sign);
}

/** The condition that a value lies in the range. */
export function inRange(subject: Comparable, range: Range, dialect: Dialect): Sql {
  const conditions = [
    end(subject, range.min, range.strictMin ? '>' : '>=', dialect),
    end(subject, range.max, range.strictMax ? '<' : '<=', dialect),
  ];
  return allOf(conditions.filter((condition) => condition !== undefined));
}

function end(subject: Comparable, bound: Value, sign: '<' | '<=' | '>' | '>=', dialect: Dialect): Sql | undefined {
  if (bound === null) return undefined;
  const sides = boundOf(bound, subject, dialect);
  if (sides === undefined) {
    throw cannotJudge(
      `values of the type ${subject.type} cannot be compared with ${JSON.stringify(bound)}`,
      'give a bound of the kind of the column: a number, or a date in ISO form',
    );
  }
  return sql`${sides.value} ${raw(sign)} ${sides.bound}`;
}
