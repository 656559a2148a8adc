import type { Dialect } from '../engine/dialect.ts';
import type { Column } from '../engine/query-engine.ts';
import { FALSE, type Sql, type SqlScalar, sql } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { type AdaptedLiteral, adaptLiteral } from '../expressions/adapt-literal.ts';
import { parseIsoTime } from '../expressions/iso-time.ts';
import { isNumeric, isTemporal } from '../expressions/type-of.ts';
import type { ValueType } from '../expressions/value-type.ts';

/** A column's values in a form that they can be compared in: values of unusual types (UUID, time of day) as text. */
export interface Comparable {
  readonly value: Sql;
  readonly valueType: ValueType;
  /** For casting what it is compared with. */
  readonly type: string;
}

export function comparable(column: Column, dialect: Dialect): Comparable {
  const value = dialect.identifier(column.name);
  const isPlain = column.valueType !== 'other' && column.valueType !== 'binary';
  return isPlain
    ? { value, valueType: column.valueType, type: column.type }
    : { value: dialect.cast(value, 'VARCHAR'), valueType: 'string', type: 'VARCHAR' };
}

/** Whether the value is one of the set. Members of another kind (a text among numbers) equal nothing; null is no member. */
export function isMember({ value, valueType, type }: Comparable, set: readonly unknown[], dialect: Dialect): Sql {
  const members = [...new Set(set.flatMap((member) => memberOf(member, valueType)))];
  if (members.length === 0) return FALSE;
  return dialect.isIn(value, members, isTemporal(valueType) ? type : undefined);
}

/** A member of a set as the column would hold it; none if the column cannot hold it. */
export function memberOf(member: unknown, valueType: ValueType): readonly SqlScalar[] {
  // A text among numbers is another value, as it is to pandas; in a bound or a condition it is read as a number.
  if (typeof member === 'string' && (isNumeric(valueType) || valueType === 'boolean')) return [];
  const adapted = isScalar(member) ? adaptLiteral(member, valueType) : undefined;
  if (adapted === undefined) return [];
  // A day is no instant, unless the instant is its midnight.
  if (valueType !== 'date' || adapted.type !== 'timestamp') return [adapted.value];
  const instant = String(adapted.value);
  return instant.endsWith('T00:00:00.000000Z') ? [instant.slice(0, 10)] : [];
}

/** A bound as values of the type can be compared with it; undefined where they cannot. */
export function boundLiteral(bound: unknown, valueType: ValueType): AdaptedLiteral | undefined {
  return isScalar(bound) && valueType !== 'boolean' ? adaptLiteral(bound, valueType) : undefined;
}

/** A bound as the values of the column can be compared with it; undefined where they cannot. */
export function boundOf(bound: unknown, { value, valueType, type }: Comparable, dialect: Dialect): Bound | undefined {
  const adapted = boundLiteral(bound, valueType);
  if (adapted === undefined) return undefined;
  if (!isTemporal(valueType)) return { value, bound: sql`${adapted.value}` };
  const isInstant = valueType === 'date' && adapted.type === 'timestamp';
  return {
    value: isInstant ? dialect.cast(value, 'TIMESTAMP') : value,
    bound: dialect.cast(sql`${adapted.value}`, isInstant ? 'TIMESTAMP' : type),
  };
}

export interface Bound {
  readonly value: Sql;
  readonly bound: Sql;
}

function isScalar(value: unknown): value is string | number | bigint | boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

/** Negative, zero or positive as `a` is below, equal to or above `b`; undefined where they cannot be compared. */
export function compareValues(a: Value, b: Value, valueType: ValueType): number | undefined {
  if (isTemporal(valueType)) {
    const [left, right] = [parseIsoTime(String(a))?.instant, parseIsoTime(String(b))?.instant];
    return left === undefined || right === undefined ? undefined : order(left, right);
  }
  const isText = typeof a === 'string' && typeof b === 'string';
  if (isText) return order(a, b);
  const [left, right] = [numberOf(a), numberOf(b)];
  return left === undefined || right === undefined ? undefined : order(left, right);
}

function order<T extends string | number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function numberOf(value: Value): number | bigint | undefined {
  if (typeof value === 'bigint') return value;
  const number = typeof value === 'boolean' || typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}

/** Whether values of two columns can be compared with each other. */
export function areAlike(a: Pick<Comparable, 'valueType'>, b: Pick<Comparable, 'valueType'>): boolean {
  const kind = ({ valueType }: Pick<Comparable, 'valueType'>): ValueType =>
    isNumeric(valueType) ? 'double' : isTemporal(valueType) ? 'timestamp' : valueType;
  return kind(a) === kind(b);
}
