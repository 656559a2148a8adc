import { isRe2, withLowerBounds } from '../engine/regex-syntax.ts';
import { regexTest } from './regex-test.ts';
import { engineRegex } from './single-row/engine-regex.ts';

/** A regular expression as a test in JavaScript that finds what the embedded engine finds: in RE2's words, else in Python's. */
export function patternTest(pattern: string): (text: string) => boolean {
  const regex = withLowerBounds(pattern);
  if (!isRe2(regex)) return regexTest(regex);
  const translated = engineRegex(regex);
  return (text) => translated.test(text);
}
