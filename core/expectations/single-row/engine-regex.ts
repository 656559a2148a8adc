import { cannotJudge } from '../judge.ts';
import { onlyInBatch } from './on-row.ts';

/**
 * A regular expression as the engine reads it (RE2's syntax) as one of JavaScript that finds the same: ASCII letters
 * and digits in `\w`, `\d` and `\b`, a dot that stops at line feeds only, `$` at the very end. What RE2 refuses is an
 * error here, too. Only whether there is a match counts, so that groups and greediness are not kept.
 */
export function engineRegex(pattern: string): RegExp {
  const { source, isCaseless } = translate(pattern);
  try {
    return new RegExp(source, isCaseless ? 'iu' : 'u');
  } catch {
    throw onlyInBatch(`the regular expression ${pattern} has no equal in JavaScript`);
  }
}

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

interface Reader {
  readonly pattern: string;
  at: number;
  /** Letter case cannot be ignored in a part of an expression everywhere; where all of it does, a flag says so. */
  readonly caseOf: Set<boolean>;
}

function translate(pattern: string): { readonly source: string; readonly isCaseless: boolean } {
  const reader: Reader = { pattern, at: 0, caseOf: new Set() };
  const source = alternatives(reader, { i: false, m: false, s: false });
  if (reader.at < pattern.length) throw invalid(reader, 'a bracket closes nothing');
  if (reader.caseOf.size > 1) throw onlyInBatch(`${pattern} ignores letter case in a part of it only`);
  return { source, isCaseless: reader.caseOf.has(true) };
}

function invalid({ pattern }: Reader, why: string): Error {
  return cannotJudge(`cannot read the regular expression ${pattern}: ${why}`);
}

const REPETITION = /[*+?]|\{\d+(?:,\d*)?\}/y;

/** Up to the bracket that closes it, or the end. Flags set on the way hold until there. */
function alternatives(reader: Reader, outer: Flags): string {
  const { pattern } = reader;
  let flags = outer;
  let source = '';
  /** Where the last thing that can be repeated begins; undefined where there is none. */
  let atom: number | undefined;
  while (reader.at < pattern.length && pattern[reader.at] !== ')') {
    const flagGroup = take(reader, /\(\?([imsU]*)(?:-([imsU]+))?([:)])/y);
    if (flagGroup !== undefined) {
      const inner = withFlags(reader, flags, flagGroup);
      if (flagGroup[3] === ')') flags = inner;
      else {
        atom = source.length;
        source += group(reader, inner);
      }
      continue;
    }
    if (take(reader, /\|/y)) {
      source += '|';
      atom = undefined;
      continue;
    }
    const repeated = take(reader, REPETITION)?.[0];
    if (repeated !== undefined) {
      if (atom === undefined) throw invalid(reader, `${repeated} repeats nothing`);
      source = `${source.slice(0, atom)}(?:${source.slice(atom)})${checked(reader, repeated)}`;
      take(reader, /\?/y);
      if (take(reader, REPETITION)) throw invalid(reader, 'a repetition is repeated');
      atom = undefined;
      continue;
    }
    atom = source.length;
    source += one(reader, flags);
  }
  return source;
}

function take(reader: Reader, token: RegExp): RegExpExecArray | undefined {
  token.lastIndex = reader.at;
  const found = token.exec(reader.pattern);
  if (found === null) return undefined;
  reader.at += found[0].length;
  return found;
}

function withFlags(reader: Reader, flags: Flags, [, on = '', off = '', end]: RegExpExecArray): Flags {
  if (on === '' && off === '' && end === ')') throw invalid(reader, 'flags are missing');
  const set = (name: keyof Flags): boolean => (on.includes(name) || flags[name]) && !off.includes(name);
  return { i: set('i'), m: set('m'), s: set('s') };
}

function checked(reader: Reader, repetition: string): string {
  const [low = 0, high = low] = (repetition.match(/\d+/g) ?? []).map(Number);
  if (low > 1000 || high > 1000 || high < low) throw invalid(reader, `${repetition} is too much`);
  return repetition;
}

function group(reader: Reader, flags: Flags): string {
  const inner = alternatives(reader, flags);
  if (!take(reader, /\)/y)) throw invalid(reader, 'a bracket is not closed');
  return `(?:${inner})`;
}

/** One thing that may be repeated. */
function one(reader: Reader, flags: Flags): string {
  const { pattern } = reader;
  if (take(reader, /\(\?P<\w+>/y)) return group(reader, flags);
  if (pattern.startsWith('(?', reader.at)) throw invalid(reader, 'it has a group of an unknown kind');
  if (take(reader, /\(/y)) return group(reader, flags);
  if (take(reader, /\./y)) return flags.s ? '[^]' : '[^\\n]';
  if (take(reader, /\^/y)) return flags.m ? '(?:^|(?<=\\n))' : '^';
  if (take(reader, /\$/y)) return flags.m ? '(?:$|(?=\\n))' : '$';
  if (take(reader, /\[/y)) return characterClass(reader, flags);
  if (take(reader, /\\Q/y)) throw onlyInBatch(`${pattern} quotes a part of itself by \\Q`);
  const assertion = take(reader, /\\([AzZbBC])/y)?.[1];
  if (assertion === 'C') throw onlyInBatch(`${pattern} looks for single bytes`);
  if (assertion !== undefined) return ASSERTIONS[assertion] ?? '';
  return escapeSequence(reader, flags) ?? literal(reader, flags);
}

const ASSERTIONS: Readonly<Record<string, string>> = {
  A: '^',
  z: '$',
  Z: '$',
  b: '\\b',
  B: '\\B',
};

function literal(reader: Reader, flags: Flags): string {
  const character = String.fromCodePoint(reader.pattern.codePointAt(reader.at) ?? 0);
  reader.at += character.length;
  return letter(reader, character, flags);
}

function letter({ caseOf }: Reader, character: string, { i }: Flags): string {
  if (character.toLowerCase() !== character.toUpperCase()) caseOf.add(i);
  return /[0-9A-Za-z]/.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: '\\t\\n\\f\\r ',
  D: '\\u{0}-\\u{2f}\\u{3a}-\\u{10ffff}',
  W: '\\u{0}-\\u{2f}\\u{3a}-\\u{40}\\u{5b}-\\u{5e}\\u{60}\\u{7b}-\\u{10ffff}',
  S: '\\u{0}-\\u{8}\\u{b}\\u{e}-\\u{1f}\\u{21}-\\u{10ffff}',
};

const CONTROLS: Readonly<Record<string, string>> = { a: '7', f: 'c', n: 'a', r: 'd', t: '9', v: 'b' };

/** What a backslash begins, for use outside of a class; undefined where there is none. */
function escapeSequence(reader: Reader, flags: Flags): string | undefined {
  const negative = take(reader, /\\([DWS])/y)?.[1];
  if (negative !== undefined) return `[^${CLASSES[negative.toLowerCase()]}]`;
  const set = escapedSet(reader, flags);
  if (set !== undefined) return `[${set}]`;
  const code = escapedCode(reader);
  return code === undefined ? undefined : letter(reader, String.fromCodePoint(code), flags);
}

/** `\d`, `\pL`, `\p{Greek}`, as it stands inside a class. */
function escapedSet(reader: Reader, flags: Flags): string | undefined {
  const set = take(reader, /\\([dwsDWS])/y)?.[1];
  if (set === 'W' && flags.i) throw onlyInBatch(`${reader.pattern} has \\W in a class, and letter case ignored`);
  if (set !== undefined) return CLASSES[set];
  const [, sign, short, caret, long] = take(reader, /\\([pP])(?:([A-Z])|\{(\^?)(\w+)\})/y) ?? [];
  if (sign === undefined) return undefined;
  if (flags.i) throw onlyInBatch(`${reader.pattern} has a property of letters, and letter case ignored`);
  const name = short ?? long ?? '';
  const property = name.length <= 2 || name === 'Any' ? name : `Script=${name}`;
  return `\\${(sign === 'P') === (caret === '^') ? 'p' : 'P'}{${property}}`;
}

/** The code point of one escaped character. */
function escapedCode(reader: Reader): number | undefined {
  if (reader.pattern[reader.at] !== '\\') return undefined;
  const [, control, hex, longHex, octal, sign] =
    take(
      reader,
      /\\(?:([afnrtv])|x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]+)\}|(0[0-7]{0,2})|([^0-9A-Za-z\u{80}-\u{10ffff}]))/uy,
    ) ?? [];
  if (control !== undefined) return Number.parseInt(CONTROLS[control] ?? '', 16);
  const code = Number.parseInt(hex ?? longHex ?? octal ?? '', octal === undefined ? 16 : 8);
  if (code <= 0x10ffff) return code;
  if (sign === undefined) throw invalid(reader, `${reader.pattern.slice(reader.at, reader.at + 2)} is no escape`);
  return sign.codePointAt(0);
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\u{0}-\\u{7f}',
  blank: '\\t ',
  cntrl: '\\u{0}-\\u{1f}\\u{7f}',
  digit: '0-9',
  graph: '\\u{21}-\\u{7e}',
  lower: 'a-z',
  print: '\\u{20}-\\u{7e}',
  punct: '\\u{21}-\\u{2f}\\u{3a}-\\u{40}\\u{5b}-\\u{60}\\u{7b}-\\u{7e}',
  space: '\\t\\n\\u{b}\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

function characterClass(reader: Reader, flags: Flags): string {
  const { pattern } = reader;
  let source = take(reader, /\^/y) ? '^' : '';
  for (let isFirst = true; isFirst || pattern[reader.at] !== ']'; isFirst = false) {
    if (reader.at >= pattern.length) throw invalid(reader, 'a [ is not closed');
    source += posixClass(reader) ?? escapedSet(reader, flags) ?? range(reader, flags);
  }
  reader.at++;
  return `[${source}]`;
}

function posixClass(reader: Reader): string | undefined {
  const [, caret, name = ''] = take(reader, /\[:(\^?)(\w*):\]/y) ?? [];
  if (caret === undefined) return undefined;
  const set = POSIX[name];
  if (set === undefined) throw invalid(reader, `there is no class [:${name}:]`);
  if (caret === '^') throw onlyInBatch(`${reader.pattern} has the class [:^${name}:]`);
  return set;
}

function range(reader: Reader, flags: Flags): string {
  const first = classCharacter(reader);
  if (!take(reader, /-(?!\])/y)) return letter(reader, String.fromCodePoint(first), flags);
  const last = classCharacter(reader);
  if (last < first) throw invalid(reader, 'a range has its ends reversed');
  // A range holds letters more often than not; whether it does is not worth finding out.
  reader.caseOf.add(flags.i);
  return `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`;
}

function classCharacter(reader: Reader): number {
  const escaped = escapedCode(reader);
  if (escaped !== undefined) return escaped;
  const code = reader.pattern.codePointAt(reader.at);
  if (code === undefined) throw invalid(reader, 'a [ is not closed');
  reader.at += code > 0xffff ? 2 : 1;
  return code;
}
