import type { ExpectationConfig, ExpectationResult } from '../expectations/result.ts';

/** `expect_column_values_to_be_between` → `column values to be between`. */
export function titleOf(type: string): string {
  return type.replace(/^expect_/, '').replaceAll('_', ' ');
}

export function columnOf({ kwargs }: ExpectationConfig): string | undefined {
  if (typeof kwargs.column === 'string') return kwargs.column;
  if (typeof kwargs.column_A === 'string') return `${kwargs.column_A}, ${String(kwargs.column_B)}`;
  return Array.isArray(kwargs.column_list) ? kwargs.column_list.join(', ') : undefined;
}

/** What an expectation asks for, in words: `between 0 and 250, for at least 99.9 % of rows`. */
export function expectedInWords({ kwargs }: ExpectationConfig): string {
  const parts: string[] = [];
  const { min_value, max_value, strict_min, strict_max, mostly, row_condition, ...others } = kwargs;
  if (isGiven(min_value) && isGiven(max_value)) {
    const ends = strict_min || strict_max ? ' (ends excluded)' : '';
    parts.push(
      min_value === max_value
        ? `exactly ${show(min_value)}`
        : `between ${show(min_value)} and ${show(max_value)}${ends}`,
    );
  } else if (isGiven(min_value)) parts.push(`${strict_min ? 'more than' : 'at least'} ${show(min_value)}`);
  else if (isGiven(max_value)) parts.push(`${strict_max ? 'less than' : 'at most'} ${show(max_value)}`);
  for (const [name, value] of Object.entries(others)) {
    if (!IN_THE_TITLE.has(name) && isGiven(value))
      parts.push(`${WORDS[name] ?? name.replaceAll('_', ' ')} ${show(value)}`.trim());
  }
  if (typeof mostly === 'number' && mostly < 1) parts.push(`for at least ${percent(mostly * 100)} of rows`);
  if (typeof row_condition === 'string') parts.push(`where ${row_condition}`);
  return parts.join(', ');
}

/** Columns stand beside the title; these arguments say how the result is written, not what is expected. */
const IN_THE_TITLE = new Set([
  'column',
  'column_A',
  'column_B',
  'column_list',
  'condition_parser',
  'result_format',
  'catch_exceptions',
  'batch_id',
  'windows',
]);

const WORDS: Readonly<Record<string, string>> = {
  value_set: 'one of',
  value: 'equal to',
  regex: 'matching',
  type_: 'type',
  type_list: 'type one of',
  column_set: 'columns',
};

/** What was seen: an observed value, or how many rows are not as expected. */
export function observedInWords({ result, exception_info }: ExpectationResult): string {
  if (exception_info.raised_exception) return exception_info.exception_message ?? 'it could not be judged';
  const parts: string[] = [];
  if (isGiven(result.observed_value)) parts.push(show(result.observed_value));
  if (result.unexpected_count !== undefined) {
    const share = result.unexpected_percent;
    const of = result.element_count === undefined ? '' : ` of ${number(result.element_count)}`;
    const unexpected = `${number(result.unexpected_count)}${of} rows`;
    parts.push(
      result.unexpected_count === 0
        ? 'no row is unexpected'
        : `${unexpected}${typeof share === 'number' ? ` (${percent(share)})` : ''}`,
    );
  }
  return parts.join(' · ') || 'nothing observed';
}

/** The verdict in one line, as it stands on the expectation's line in the editor. */
export function summaryOf(result: ExpectationResult): string {
  const { expectation_config: config, exception_info, result: details } = result;
  if (exception_info.raised_exception)
    return `could not be judged: ${exception_info.exception_message ?? 'unknown error'}`;
  const expected = expectedInWords(config);
  const examples = [...new Set((details.partial_unexpected_list ?? []).map(show))].slice(0, 3);
  return [
    `${columnOf(config) ?? titleOf(config.type)}: ${observedInWords(result)}`,
    expected === '' ? undefined : `expected ${expected}`,
    examples.length === 0 ? undefined : `such as ${examples.join(', ')}`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** A value for people: lists are cut short, numbers keep what matters. */
export function show(value: unknown): string {
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const shown = value.slice(0, 8).map(show).join(', ');
    return value.length > 8 ? `${shown}, … (${number(value.length)})` : shown;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, each]) => `${key}: ${show(each)}`)
      .join(', ');
  }
  return String(value);
}

export function number(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  const digits = Math.abs(value) >= 1000 ? 2 : 6;
  return Number(value.toFixed(digits)).toString();
}

/** A percentage with as many digits as tell it from 0 and from 100. */
export function percent(value: number): string {
  if (value === 0 || value === 100) return `${value} %`;
  const distance = Math.min(value, 100 - value);
  const digits = distance >= 1 ? 1 : Math.min(6, Math.ceil(-Math.log10(distance)) + 1);
  return `${value.toFixed(digits)} %`;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
