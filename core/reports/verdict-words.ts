import { columnOf } from '../catalogue/expectation-in-words.ts';
import type { ExpectationConfig, ExpectationResult } from '../expectations/result.ts';
import { EXPECTATION_WORDS } from './expectation-words.ts';
import { number, percent, plural } from './numbers-in-words.ts';
import type { EachPhrase } from './phrases.ts';
import { listed } from './values-in-words.ts';

/** The level of a verdict, in the words of the editor and of CI. */
export type Level = 'error' | 'warning' | 'info' | 'passed';

/** A failure is as loud as its severity says; what could not be judged is always an error. */
export function levelOf({ meta, expectation_config: { severity } }: ExpectationResult): Level {
  const { outcome } = meta.plumbline;
  if (outcome !== 'failed') return outcome;
  return severity === 'critical' ? 'error' : severity;
}

/** What an expectation asks for: `between 0 and 250, at least 99.9 % of the values`. */
export function expectedInWords(config: ExpectationConfig): string {
  return `${wantedInWords(config)}${where(config)}`;
}

function wantedInWords({ type, kwargs }: ExpectationConfig): string {
  const words = EXPECTATION_WORDS[type];
  if (words === undefined) return '';
  const { mostly } = kwargs;
  const share = typeof mostly === 'number' && mostly < 1 ? `, at least ${percent(mostly * 100)} of the` : '';
  return `${words.wanted(kwargs)}${share === '' ? '' : `${share} ${words.kind === 'each' ? words.what : 'row'}s`}`;
}

/** What was seen: a figure, or how many values are not as expected. */
export function observedInWords(each: ExpectationResult): string {
  const { expectation_config: config, result, success, exception_info } = each;
  if (exception_info.raised_exception) return reasonOf(each);
  const words = EXPECTATION_WORDS[config.type];
  const seen = words?.kind === 'each' ? counted(each, words) : words?.seen(result);
  return seen ?? (success ? 'as expected' : 'not as expected');
}

/** The verdict in one sentence: it stands on the expectation's line in the editor, and in the terminal. */
export function sentenceOf(each: ExpectationResult): string {
  const { expectation_config: config, exception_info, success, result } = each;
  if (exception_info.raised_exception) return `could not be judged: ${reasonOf(each)}`;
  const words = EXPECTATION_WORDS[config.type];
  if (words?.kind === 'each') {
    const seen = counted(each, words);
    if (seen !== undefined) return seen;
  } else if (!success) {
    const failure = words?.failure?.(result, config.kwargs);
    if (failure !== undefined) return `${failure}${where(config)}`;
  }
  const expected = wantedInWords(config);
  return `${observedInWords(each)}${where(config)}${expected === '' ? '' : `, expected ${expected}`}`;
}

/** The sentence with its column before it and examples behind it. */
export function summaryOf(each: ExpectationResult): string {
  const { type, kwargs } = each.expectation_config;
  const column = columnOf(type, kwargs);
  const examples = examplesOf(each, 3);
  return `${column === undefined ? '' : `${column}: `}${sentenceOf(each)}${examples === '' ? '' : ` · such as ${examples}`}`;
}

/** Some of the values that are not as expected, each once; empty where they say nothing that was not said. */
export function examplesOf({ expectation_config: { type }, result }: ExpectationResult, most: number): string {
  const words = EXPECTATION_WORDS[type];
  if (words?.kind !== 'each' || !words.examples) return '';
  const values = new Map((result.partial_unexpected_list ?? []).map((value) => [JSON.stringify(value), value]));
  const shown = [...values.values()].slice(0, most);
  // Of two values, what is not the one is the other.
  if (shown.every((value) => typeof value === 'boolean')) return '';
  const all =
    shown.length === values.size && (result.unexpected_count ?? 0) <= (result.partial_unexpected_list ?? []).length;
  return `${listed(shown)}${all ? '' : ', …'}`;
}

/** `29 of 328,521 values are not between 0 and 2359 (0.0088 %)`; undefined where the result gives no counts. */
function counted(
  { expectation_config: config, result, meta }: ExpectationResult,
  words: EachPhrase,
): string | undefined {
  const { unexpected_count: count, element_count: rows, missing_count: missing = 0, unexpected_percent } = result;
  if (count === undefined || rows === undefined) return undefined;
  const judged = rows - missing;
  const of = `${plural(judged, words.what)}${where(config)}`;
  if (judged === 0) return `there is no ${words.what} to judge${where(config)}`;
  if (count === 0) return judged === 1 ? `the one ${words.what} is as expected` : `all ${of} are as expected`;
  const share =
    typeof unexpected_percent === 'number'
      ? ` (${shareOf(unexpected_percent, config.kwargs, meta.plumbline.outcome)})`
      : '';
  return `${number(count)} of ${of} ${words.broken(config.kwargs, count === 1)}${share}`;
}

/** The share that is not as expected, beside the share that may be. */
function shareOf(share: number, { mostly }: ExpectationConfig['kwargs'], outcome: string): string {
  if (typeof mostly !== 'number' || mostly >= 1) return percent(share);
  // 1 - 0.995 is not quite 0.005.
  const allowed = Number(((1 - mostly) * 100).toPrecision(12));
  const limit = percent(allowed);
  return outcome === 'warning'
    ? `${percent(share, allowed)}; more than ${limit} would be a failure`
    : `${percent(share, allowed)}, at most ${limit} allowed`;
}

function where({ kwargs: { row_condition: condition } }: ExpectationConfig): string {
  return typeof condition === 'string' ? ` where ${condition}` : '';
}

/** Why it could not be judged, in one line. */
function reasonOf({ exception_info }: ExpectationResult): string {
  return (exception_info.exception_message ?? 'for an unknown reason').replaceAll(/\n\s*(?:why: )?(?:try: )?/g, '; ');
}
