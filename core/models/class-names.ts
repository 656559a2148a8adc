import type { Column } from '../engine/query-engine.ts';
import type { Value } from '../engine/value.ts';
import { isNumeric } from './prediction-file.ts';

/**
 * How a class is called: `1` and `1.0` are the same one, and where one of label and prediction is a truth value, 0 and 1
 * are false and true.
 */
export function classNames(label: Column, prediction: Column | undefined): (value: Value) => string {
  const columns = prediction === undefined ? [label] : [label, prediction];
  if (!columns.some(({ valueType }) => valueType === 'boolean')) return nameOf;
  return (value) => TRUTHS[nameOf(value).toLowerCase()] ?? nameOf(value);
}

const TRUTHS: Readonly<Record<string, string>> = { '0': 'false', '1': 'true', false: 'false', true: 'true' };

function nameOf(value: Value): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * The classes in order: by number where all are numbers, else by their letters. Of two the second is the positive one, as
 * in scikit-learn. Of a single one there is a second all the same, which no row has: `1` and `true` are positive, `0`
 * and `false` are negative.
 */
export function orderedClasses(names: Iterable<string>, columns: readonly Column[]): readonly string[] {
  const numeric = columns.every(isNumeric);
  const sorted = [...names].sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));
  const [only, ...others] = sorted;
  if (only === undefined || others.length > 0) return sorted;
  const counterpart = COUNTERPARTS[only];
  if (counterpart !== undefined) return counterpart;
  return [`not ${only}`, only];
}

const COUNTERPARTS: Readonly<Record<string, readonly [string, string]>> = {
  '0': ['0', '1'],
  '1': ['0', '1'],
  '-1': ['-1', '1'],
  false: ['false', 'true'],
  true: ['false', 'true'],
};
