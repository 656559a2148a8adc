import { cannotJudge } from './judge.ts';

/** A regular expression in Python's words as a test in JavaScript, for what the engine's own expressions do not know. */
export function regexTest(pattern: string): (text: string) => boolean {
  const [, flags = ''] = /^\(\?([aiLmsu]+)\)/.exec(pattern) ?? [];
  const body = pattern
    .replace(/^\(\?[aiLmsu]+\)/, '')
    .replaceAll('(?P<', '(?<')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replace(/(?<!\\)((?:\\\\)*)\\Z/g, '$1$(?![\\s\\S])');
  try {
    const regex = new RegExp(body, [...new Set(flags)].filter((flag) => 'ims'.includes(flag)).join(''));
    return (text) => regex.test(text);
  } catch (error) {
    throw cannotJudge(
      `cannot read the regular expression ${pattern}: ${error instanceof Error ? error.message : error}`,
    );
  }
}
