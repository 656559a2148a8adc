import { type ParseError, printParseErrorCode } from 'jsonc-parser';
import type { SyntaxProblem } from './node.ts';

/** An error of the JSON parser in words for people. */
export function jsonProblem(text: string, { error, offset, length }: ParseError): SyntaxProblem {
  const code = printParseErrorCode(error);
  const start = Math.min(offset, text.length);
  const end = Math.min(start + length, text.length);
  const instead = WORDS[code] ?? 'This is not JSON.';
  return {
    start,
    end,
    code: kebab(code),
    message: instead.replace('%', () => text.slice(start, end).split('\n')[0] ?? ''),
  };
}

function kebab(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

const WORDS: Readonly<Record<string, string>> = {
  InvalidSymbol:
    '`%` is no JSON value: texts stand in double quotes; without quotes there are only numbers, true, false and null.',
  InvalidNumberFormat: '`%` is no number that JSON knows.',
  PropertyNameExpected: 'A key in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is missing after the key.',
  CommaExpected: 'A comma is missing between this and what stands before it.',
  CloseBraceExpected: 'This object is never closed: `}` is missing.',
  CloseBracketExpected: 'This list is never closed: `]` is missing.',
  EndOfFileExpected: 'The JSON value has ended before this; nothing may follow it.',
  InvalidCommentToken: 'JSON has no comments.',
  UnexpectedEndOfComment: 'This comment never ends; and JSON has no comments.',
  UnexpectedEndOfString: 'This text never ends: a closing `"` is missing in its line.',
  UnexpectedEndOfNumber: 'This number is cut off: a digit is missing.',
  InvalidUnicode: '`\\u` must be followed by four hexadecimal digits.',
  InvalidEscapeCharacter: 'A backslash in a text is written `\\\\`; this escape means nothing in JSON.',
  InvalidCharacter: 'A control character in a text must be escaped: `\\t` for a tab.',
};
