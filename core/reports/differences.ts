import type { ResultDetails } from '../expectations/result.ts';
import { plural } from './numbers-in-words.ts';
import { asList, type Kwargs, range, share } from './phrases.ts';
import { listed, show } from './values-in-words.ts';

/** Values that should not be there, and those that are not there: `also 3, 4; lacks 9`. */
export function setDifference(result: ResultDetails): string | undefined {
  const { observed_value, missing_count = 0, unexpected_count = 0 } = result;
  if (observed_value === undefined) return undefined;
  const few = (values: readonly unknown[] | undefined, count: number) =>
    values === undefined ? plural(count, 'value') : listed(values);
  const parts = [
    ...(unexpected_count > 0 ? [`also ${few(result.partial_unexpected_list, unexpected_count)}`] : []),
    ...(missing_count > 0 ? [`lacks ${few(result.partial_missing_list, missing_count)}`] : []),
  ];
  return parts.join('; ') || plural(asList(observed_value).length, 'different value');
}

/** Columns that should not be there, and those that are not there, or not in their place. */
export function columnDifference({ observed_value, details }: ResultDetails): string | undefined {
  if (observed_value === undefined) return undefined;
  const mismatched = details?.mismatched;
  if (Array.isArray(mismatched)) return mismatched.slice(0, 3).map(displaced).join(', ');
  const { missing, unexpected } = (mismatched ?? {}) as Readonly<Record<string, unknown>>;
  const parts = [
    ...(missing === undefined ? [] : [`lacks ${show(missing)}`]),
    ...(unexpected === undefined ? [] : [`also has ${show(unexpected)}`]),
  ];
  return parts.join('; ') || plural(asList(observed_value).length, 'column');
}

/** Great Expectations counts columns from 0, people from 1. */
function displaced(entry: unknown): string {
  const { 'Expected Column Position': position, Found: found } = entry as Readonly<Record<string, unknown>>;
  return `column ${Number(position) + 1} is ${found === null || found === undefined ? 'not there' : show(found)}`;
}

interface Quantile {
  readonly name: string;
  readonly expected: string;
  readonly seen: string;
  readonly holds: boolean;
}

function quantilesOf(kwargs: Kwargs, { observed_value, details }: ResultDetails): readonly Quantile[] {
  const { value_ranges: ranges, quantiles } = asMap(kwargs.quantile_ranges);
  const { values } = asMap(observed_value);
  const holds = asList(details?.success_details);
  return asList(quantiles).map((quantile, index) => {
    const [min_value, max_value] = asList(asList(ranges)[index]);
    return {
      name: `${share(quantile)} quantile`,
      expected: range({ min_value, max_value }),
      seen: show(asList(values)[index]),
      holds: holds[index] !== false,
    };
  });
}

/** `5 % quantile between -15 and 0, 50 % quantile …`. */
export function expectedQuantiles(kwargs: Kwargs): string {
  const all = quantilesOf(kwargs, {});
  return all.map(({ name, expected }) => `${name} ${expected}`).join(', ');
}

export function seenQuantiles({ observed_value }: ResultDetails): string | undefined {
  if (observed_value === undefined) return undefined;
  const { quantiles, values } = asMap(observed_value);
  const all = asList(quantiles).map((quantile, index) => `${share(quantile)} quantile ${show(asList(values)[index])}`);
  return all.join(', ') || 'there are no values';
}

/** Only those that are not as expected. */
export function wrongQuantiles(result: ResultDetails, kwargs: Kwargs): string | undefined {
  const wrong = quantilesOf(kwargs, result).filter(({ holds }) => !holds);
  const each = wrong.map(({ name, seen, expected }) => `the ${name} is ${seen}, expected ${expected}`);
  return each.length === 0 ? undefined : each.join('; ');
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
