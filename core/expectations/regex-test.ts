import { cannotJudge } from './judge.ts';

/**
 * A regular expression in Python's words as a test in JavaScript, for what the engine's own expressions do not know.
 * What has no equal in JavaScript is an error, and never read as something else.
 */
export function regexTest(pattern: string): (text: string) => boolean {
  const [head = '', flags = ''] = /^\(\?([aiLmsux]+)\)/.exec(pattern) ?? [];
  const problem = (why: string) => cannotJudge(`cannot read the regular expression ${pattern}: ${why}`);
  if (/[xL]/.test(flags)) throw problem(`the flags (?${flags}) are not known here`);
  const body = pattern.slice(head.length).replace(TOKEN, (token, name: string | undefined) => {
    if (name !== undefined) return `\\k<${name}>`;
    const translated = token.length > 1 && token.startsWith('[') ? classOf(token) : plain(token, flags);
    if (translated === undefined) throw problem(`Python has no ${token}, or it has no equal here`);
    return translated;
  });
  try {
    const regex = new RegExp(body, flags.includes('i') ? 'iu' : 'u');
    return (text) => regex.test(text);
  } catch (error) {
    throw problem(error instanceof Error ? error.message : String(error));
  }
}

/** A reference to a group, the begin of a named one, an escape, a class as a whole, a repetition, or one character. */
const TOKEN =
  /\(\?P=(\w+)\)|\(\?P<|\\[0-9]{1,3}|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[\s\S]/gu;

function plain(token: string, flags: string): string | undefined {
  if (token === '(?P<') return '(?<';
  if (token === '.') return flags.includes('s') ? '[\\s\\S]' : '[^\\n]';
  // Lines end at line feeds only.
  if (flags.includes('m') && token === '^') return '(?<![^\\n])';
  if (flags.includes('m') && token === '$') return '(?![^\\n])';
  // A brace that begins no repetition stands for itself.
  if (token === '{' || token === '}' || token === ']') return `\\${token}`;
  if (token === '\\A') return '(?<![\\s\\S])';
  if (token === '\\Z') return '(?![\\s\\S])';
  if (token === '\\b' || token === '\\B') return token;
  // A number beyond the groups is an error in both; an octal number is none of a group.
  if (/^\\[0-9]/.test(token)) return /^\\[1-9][0-9]?$/.test(token) ? `(?:${token})` : undefined;
  return token.startsWith('\\') ? escaped(token) : token;
}

/** `[]a]` holds a bracket in Python, and nothing in JavaScript. */
function classOf(token: string): string | undefined {
  const [, negated = '', items = ''] = /^\[(\^?)([\s\S]*)\]$/.exec(token) ?? [];
  const parts = items.match(/\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[\s\S]|[\s\S]/gu) ?? [];
  const translated = parts.map((part) => {
    if (part === '\\b') return '\\x08';
    if (part === '\\-') return part;
    if (part.startsWith('\\')) return escaped(part);
    return part === ']' || part === '[' ? `\\${part}` : part;
  });
  return translated.includes(undefined) ? undefined : `[${negated}${translated.join('')}]`;
}

function escaped(token: string): string | undefined {
  const sign = token.slice(1);
  if (sign === 'a') return '\\x07';
  if (/^(?:[dDsSwWfnrtv]|x..|u....)$/.test(sign)) return token;
  if (/^[0-9A-Za-z]/.test(sign)) return undefined;
  return /^[\^$\\.*+?()[\]{}|/]$/.test(sign) ? token : sign;
}
