import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { regexTest } from '../../core/expectations/regex-test.ts';
import { capture } from '../../core/platform/capture.ts';
import { findProgram } from '../../core/platform/find-program.ts';

const noPython = {
  skip: !process.env.CI && (await findProgram('python3')) === undefined && 'python3 is not installed',
};

const TEXTS = [
  '',
  'a',
  'aa',
  'ab',
  'abab',
  'A b',
  'a\nb',
  'x{,3}',
  '{',
  ']',
  'a]',
  '-',
  'a-b',
  '😀',
  'é',
  '\x07',
  '3',
  'a\rb',
  '_x',
];

const KNOWN: readonly string[] = [
  '(?=a)',
  '(?!a)^.',
  '(?<=a)b',
  '(?<!a)b',
  '(a)\\1',
  '(?P<x>a)(?P=x)',
  '\\Aa(?=b)',
  '(?=a)a\\Z',
  '(?!x)^.$',
  '(?s)(?!x)^a.b$',
  '(?i)(?=a)A',
  '(?m)(?!x)^b',
  '(?!x)[]a]$',
  '(?!x)^[^]a]$',
  '(?!x)\\{',
  '(?!x){',
  '(?!x)^x{,3}$'.replace('{,', '{0,'),
  '(?!x)^a{1,2}$',
  '(?!x)[\\w-]-',
  '(?!x)\\-',
  '(?!x)\\_',
  '(?!x)\\a',
  '(?!x)[\\b\\x07]',
  '(?!y)\\x61',
  '(?!y)\\u0061',
  '(?!x)^[\\d]$',
  '(?!x)]',
  '(?!x)\\bb',
  '(?!x)a\\.?b',
  '(?!x)[a\\]]$',
  '(?!x)[\\[\\]]',
  '(?!x)^.b',
];

describe('a regular expression of Python in JavaScript', () => {
  test('finds what Python finds', noPython, async () => {
    const program = `import json, re, sys
patterns, texts = json.load(sys.stdin)
print(json.dumps([[re.search(p, t, re.ASCII) is not None for t in texts] for p in patterns]))`;
    const asked = JSON.stringify([KNOWN, TEXTS]);
    const { stdout } = await capture({ program: 'python3', args: ['-c', program] }, asked);
    const found = JSON.parse(stdout.toString()) as readonly (readonly boolean[])[];
    for (const [index, pattern] of KNOWN.entries()) {
      assert.deepEqual(TEXTS.map(regexTest(pattern)), found[index], pattern);
    }
  });

  test('is an error where the two mean different things', () => {
    for (const pattern of [
      '(?=a)\\p{Lu}',
      '(?=a)\\h',
      '(?x)(?=a) b',
      '(?=a)\\N{DIGIT ONE}',
      '(?=a)\\07',
      '(?=a)(',
      '(?=a)a++b',
    ]) {
      assert.throws(() => regexTest(pattern), /cannot read the regular expression/, pattern);
    }
  });
});
