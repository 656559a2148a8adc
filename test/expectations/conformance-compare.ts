import type { ExpectationResult } from '../../core/expectations/result.ts';
import { parseIsoTime } from '../../core/expressions/iso-time.ts';
import type { Case } from './conformance-cases.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How a result differs from what the case wants; undefined where it does not. */
export function difference(one: Case, result: ExpectationResult): string | undefined {
  if (one.tags.includes('thrown') || one.tags.includes('refuse')) {
    return result.exception_info.raised_exception ? undefined : 'no error was raised';
  }
  const first = differsFrom(one.expected, one, result);
  if (first === undefined || isStrict(one)) return first;
  const others = Object.values(one.other ?? {});
  return others.some((other) => differsFrom(other, one, result) === undefined) ? undefined : first;
}

/** Where pandas and SQLite answer differently in Great Expectations itself, either answer is right. */
function isStrict({ agreement }: Case): boolean {
  return agreement === undefined || agreement === 'both' || agreement === 'sqlite_only';
}

function differsFrom(expected: Fields, one: Case, result: ExpectationResult): string | undefined {
  const { success, result: nested, exception, config_error: _, ...flat } = expected;
  if ((exception as Fields | undefined)?.raised === true) {
    return result.exception_info.raised_exception && !result.success ? undefined : 'no error was raised';
  }
  if (result.exception_info.raised_exception) return `error: ${result.exception_info.exception_message}`;
  if (success !== undefined && success !== result.success) return `success is ${result.success}`;
  const wanted = { ...flat, ...(nested as Fields | undefined) };
  for (const [key, value] of Object.entries(wanted)) {
    const actual = actualOf(key, result);
    if (!isFieldEqual(key, value, actual, one))
      return `${key}: ${JSON.stringify(actual)} instead of ${JSON.stringify(value)}`;
  }
  return undefined;
}

function actualOf(key: string, { result }: ExpectationResult): unknown {
  const isPartition = key === 'expected_partition' || key === 'observed_partition';
  return isPartition ? result.details?.[key] : (result as Fields)[key];
}

function isFieldEqual(key: string, wanted: unknown, actual: unknown, one: Case): boolean {
  const tolerance = one.tolerance ?? 1e-5;
  // No longer given by Great Expectations; giving it is allowed.
  if (key === 'observed_value' && wanted === null && one.expectation_type.includes('_distinct_values_')) return true;
  if (key === 'value_counts') return true;
  if (key === 'partial_unexpected_counts') return isSameBag(merged(wanted), merged(actual), tolerance);
  if (key.endsWith('_list') || key === 'unexpected_rows') {
    const isSample = one.tags.includes('partial_sample') && key.startsWith('partial');
    return isSample ? lengthOf(wanted) === lengthOf(actual) : isSameBag(wanted, actual, tolerance);
  }
  if (key === 'details') return isDetailEqual(wanted as Fields, actual as Fields | undefined, one, tolerance);
  return isEqual(wanted, actual, tolerance);
}

function isDetailEqual(wanted: Fields, actual: Fields | undefined, one: Case, tolerance: number): boolean {
  if (one.exact && !(isEqual(wanted, actual, tolerance) && isEqual(actual, wanted, tolerance))) return false;
  return Object.entries(wanted).every(([key, value]) => {
    const own = actual?.[key];
    if (key.endsWith('_rows')) {
      return one.tags.includes('partial_sample') ? lengthOf(value) === lengthOf(own) : isSameBag(value, own, tolerance);
    }
    if (key.endsWith('_partition')) return isSamePartition(value as Fields, own as Fields, tolerance);
    return key === 'value_counts' || isEqual(value, own, tolerance);
  });
}

/** Values and their weights belong together; the order in which they are listed says nothing. */
function isSamePartition(wanted: Fields, actual: Fields | undefined, tolerance: number): boolean {
  if (wanted.values === undefined) return isEqual(wanted, actual, tolerance);
  const pairs = ({ values, weights }: Fields): unknown =>
    (values as unknown[]).map((value, index) => [value, (weights as unknown[])[index]]);
  return actual?.values !== undefined && isSameBag(pairs(wanted), pairs(actual), tolerance);
}

/** Counts of equal values put together: to pandas, each missing value is another one. */
function merged(counts: unknown): unknown {
  if (!Array.isArray(counts)) return counts;
  const byValue = new Map<string, { value: unknown; count: number }>();
  for (const { value, count } of counts as { value: unknown; count: number }[]) {
    const key = JSON.stringify(value);
    byValue.set(key, { value, count: count + (byValue.get(key)?.count ?? 0) });
  }
  return [...byValue.values()];
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : -1;
}

export function isSameBag(wanted: unknown, actual: unknown, tolerance: number): boolean {
  if (!Array.isArray(wanted) || !Array.isArray(actual) || wanted.length !== actual.length) return false;
  const left = [...actual];
  return wanted.every((item) => {
    const index = left.findIndex((other) => isEqual(item, other, tolerance));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

export function isEqual(wanted: unknown, actual: unknown, tolerance: number): boolean {
  if (typeof wanted === 'number' && typeof actual === 'number') {
    return Object.is(wanted, actual) || Math.abs(wanted - actual) <= tolerance * Math.abs(wanted) + 1e-8;
  }
  if (typeof wanted === 'string' && typeof actual === 'string') return wanted === actual || isSameTime(wanted, actual);
  // A missing timestamp, as pandas writes it.
  if (wanted === 'NaT') return actual === null;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(actual) &&
      wanted.length === actual.length &&
      wanted.every((item, index) => isEqual(item, actual[index], tolerance))
    );
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof actual !== 'object' || actual === null) return false;
    return Object.entries(wanted).every(([key, value]) => isEqual(value, (actual as Fields)[key], tolerance));
  }
  return wanted === actual;
}

function isSameTime(a: string, b: string): boolean {
  const [left, right] = [parseIsoTime(a), parseIsoTime(b)];
  return left !== undefined && left.instant === right?.instant;
}
