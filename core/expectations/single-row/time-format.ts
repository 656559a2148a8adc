import { onlyInBatch } from './on-row.ts';

/**
 * A test whether a text is a time in a format of strftime's directives, as the engine reads it: numbers may lack their
 * leading zeros, names may be in any case, a run of spaces stands for any other, and the day must exist.
 */
export function timeFormatTest(format: string): (text: string) => boolean {
  const directives = [
    ...format.replaceAll(DIRECTIVE, (all, letter: string) => COMPOSITION[letter] ?? all).matchAll(PART),
  ];
  // Spaces before a time are passed over first, so that none is left for those of the format.
  if (SPACES.test(format)) return () => false;
  const letters: string[] = [];
  const source = directives.map(([part, letter]) => {
    if (letter === undefined) return SPACES.test(part) ? `${SPACE}+` : literally(part);
    if (letter === '%') return '%';
    const pattern = DIRECTIVES[letter];
    if (pattern === undefined) throw onlyInBatch(`%${letter} in ${format}`);
    letters.push(letter);
    // The engine takes as many digits as it can get, and gives none back.
    return `(?=(${pattern}))\\${letters.length}`;
  });
  if (new Set(letters).size < letters.length) throw onlyInBatch(`${format} says something twice`);
  if (/%z[^ ]/.test(format)) throw onlyInBatch(`what stands behind %z in ${format}`);
  if (AT_ODDS.some((odd) => odd.test(letters.join('')))) throw onlyInBatch(`the directives of ${format}, together`);
  const regex = new RegExp(`^${SPACE}*${source.join('')}${SPACE}*$`);
  // Spaces around a time are overlooked, unless the format has none: then they are not.
  const isExact = format.trim() === format;
  return (text) => {
    if (isExact && /^ | $/.test(text)) return false;
    const found = regex.exec(text);
    return found !== null && isPossible(letters, found);
  };
}

/** A half of the day without an hour of twelve, and days of the year beside those of a month: what counts is the engine's own. */
const AT_ODDS = [/p.*H|H.*p/, /^[^I]*p[^I]*$/, /j.*[dmbB]|[dmbB].*j/];

const DIRECTIVE = /%(.)/gs;
const COMPOSITION: Readonly<Record<string, string>> = {
  c: '%Y-%m-%d %H:%M:%S',
  x: '%Y-%m-%d',
  X: '%H:%M:%S',
  T: '%H:%M:%S',
};
const SPACE = '[ \\t\\n\\v\\f\\r]';
const SPACES = /^[ \t\n\v\f\r]/;
const PART = /%(.)|[ \t\n\v\f\r]+|[^% \t\n\v\f\r]+/gs;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const MONTH_ENDS = ['uary', 'ruary', 'ch', 'il', '', 'e', 'y', 'ust', 'tember', 'ober', 'ember', 'ember'];

function anyCase(words: readonly string[]): string {
  const letters = (word: string) => word.replaceAll(/./g, (letter) => `[${letter}${letter.toUpperCase()}]`);
  return words.map(letters).join('|');
}

/** Weeks of a year and names of time zones are left to the engine. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  a: anyCase(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
  A: anyCase(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
  w: '[0-6]',
  b: anyCase(MONTHS),
  B: anyCase(MONTHS.map((month, index) => month + MONTH_ENDS[index])),
  d: '\\d{1,2}',
  m: '\\d{1,2}',
  y: '\\d{1,2}',
  Y: '\\d{1,4}',
  H: '\\d{1,2}',
  I: '\\d{1,2}',
  M: '\\d{1,2}',
  S: '\\d{1,2}',
  f: '\\d{1,6}',
  p: '[aApP][mM]',
  z: '[+-]\\d{2}(?::?\\d{2}(?::\\d{2})?)?',
  j: '\\d{1,3}',
};

const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  d: [1, 31],
  m: [1, 12],
  H: [0, 23],
  I: [1, 12],
  M: [0, 59],
  S: [0, 59],
  j: [1, 366],
};

/** Whether the numbers can be parts of one time; where the year is not told, it is 1900. */
function isPossible(letters: readonly string[], found: RegExpExecArray): boolean {
  let [year, month, day] = [1900, 1, 1];
  for (const [index, letter] of letters.entries()) {
    const text = found[index + 1] ?? '';
    const value = Number(text);
    const [low, high] = LIMITS[letter] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (value < low || value > high) return false;
    if (letter === 'Y') year = value;
    else if (letter === 'y') year = value < 69 ? 2000 + value : 1900 + value;
    else if (letter === 'm') month = value;
    else if (letter === 'b' || letter === 'B') month = MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
    else if (letter === 'd') day = value;
  }
  // %j stands for month and day.
  if (letters.includes('j')) return true;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCDate() === day;
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
