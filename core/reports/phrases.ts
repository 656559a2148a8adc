import type { ResultDetails } from '../expectations/result.ts';
import { number, percent, plural } from './numbers-in-words.ts';
import { listed, show } from './values-in-words.ts';

export type Kwargs = Readonly<Record<string, unknown>>;

/** How a type of expectation is said. */
export type Phrase = EachPhrase | FigurePhrase;

/** Every value, or every row, is judged by itself: `29 of 328,521 values are not between 0 and 2359`. */
export interface EachPhrase {
  readonly kind: 'each';
  readonly what: 'value' | 'row';
  /** What all of them are to be: `between 0 and 2359`. */
  readonly wanted: (kwargs: Kwargs) => string;
  /** What the others are or do, of one and of many: `is not between …`, `are not between …`. */
  readonly broken: (kwargs: Kwargs, one: boolean) => string;
  /** False where an example tells no more than the sentence: that of a missing value. */
  readonly examples: boolean;
}

/** One thing is seen in the whole: `the mean is 25.3, expected between 5 and 20`. */
export interface FigurePhrase {
  readonly kind: 'figure';
  readonly wanted: (kwargs: Kwargs) => string;
  /** What was seen; undefined where the result does not say. */
  readonly seen: (result: ResultDetails) => string | undefined;
  /** A failure in one sentence, where `SEEN, expected WANTED` would be too long. */
  readonly failure?: (result: ResultDetails, kwargs: Kwargs) => string | undefined;
}

/** Values of which is said what they do, or what they have against them. */
export function each(
  what: EachPhrase['what'],
  wanted: EachPhrase['wanted'],
  broken: EachPhrase['broken'],
  examples = true,
): EachPhrase {
  return { kind: 'each', what, wanted, broken, examples };
}

/** Values of which is said what they are: those that are not, "are not …". */
export function are(wanted: EachPhrase['wanted']): EachPhrase {
  return each('value', wanted, (kwargs, one) => `${one ? 'is' : 'are'} not ${wanted(kwargs)}`);
}

export function matching(pattern: (kwargs: Kwargs) => string): EachPhrase {
  return each(
    'value',
    (kwargs) => `matching ${pattern(kwargs)}`,
    (kwargs, one) => `${one ? 'does' : 'do'} not match ${pattern(kwargs)}`,
  );
}

export function notMatching(pattern: (kwargs: Kwargs) => string): EachPhrase {
  return each(
    'value',
    (kwargs) => `not matching ${pattern(kwargs)}`,
    (kwargs, one) => `${one ? 'matches' : 'match'} ${pattern(kwargs)}`,
  );
}

export function ordered(direction: 'larger' | 'smaller', against: 'smaller' | 'larger'): EachPhrase {
  return each(
    'value',
    ({ strictly }) => `${strictly ? direction : `not ${against}`} than the one before`,
    ({ strictly }, one) => `${one ? 'is' : 'are'} ${strictly ? `not ${direction}` : against} than the one before`,
  );
}

/** A figure that stands in the result as it is; `lead` comes before it, if it needs one. */
export function figure(
  lead: string,
  wanted: FigurePhrase['wanted'],
  say: (value: unknown) => string = show,
): FigurePhrase {
  return {
    kind: 'figure',
    wanted,
    seen({ observed_value: value }) {
      if (value === undefined) return undefined;
      return value === null ? 'there are no values' : `${lead} ${say(value)}`.trimStart();
    },
  };
}

/** `between 0 and 250`, `more than 0`, `at most 9000`. */
export function range({ min_value: min, max_value: max, strict_min, strict_max }: Kwargs, say = show): string {
  const from = isGiven(min) ? `${strict_min ? 'more than' : 'at least'} ${say(min)}` : undefined;
  const to = isGiven(max) ? `${strict_max ? 'less than' : 'at most'} ${say(max)}` : undefined;
  if (from === undefined || to === undefined) return from ?? to ?? 'anything';
  if (strict_min || strict_max) return `${from} and ${to}`;
  return min === max ? `exactly ${say(min)}` : `between ${say(min)} and ${say(max)}`;
}

/** The same of counts: `at least 26,000 rows`, `between 5 and 20 columns`. */
export function countRange(noun: string): (kwargs: Kwargs) => string {
  return (kwargs) => `${range(kwargs, count)} ${kwargs.max_value === 1 ? noun : `${noun}s`}`;
}

export function amount(noun: string): (value: unknown) => string {
  return (value) => (typeof value === 'number' ? plural(value, noun) : `${show(value)} ${noun}s`);
}

/** Of a number between 0 and 1. */
export function share(value: unknown): string {
  return typeof value === 'number' ? percent(value * 100) : show(value);
}

export function oneOf(values: unknown): string {
  const all = asList(values);
  return all.length === 1 ? show(all[0]) : `one of ${listed(all)}`;
}

export function patterns({ match_on }: Kwargs, list: unknown): string {
  const all = asList(list);
  return all.length === 1 ? show(all[0]) : `${match_on === 'all' ? 'all' : 'any'} of ${listed(all)}`;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const count = (value: unknown) => (typeof value === 'number' ? number(value) : show(value));
const isGiven = (value: unknown) => value !== undefined && value !== null;
