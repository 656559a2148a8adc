import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readCases, readFixture } from './fixture.ts';
import { marked } from './kit.ts';

// Writes the markers of all cases anew, for after a change of words: `node test/rules/update-cases.ts [RULE…]`.
// The difference is the review: a marker that moved, came or went is a change of what users see.

const CASES = new URL('cases/', import.meta.url);
const wanted = process.argv.slice(2);

for (const name of readdirSync(CASES)) {
  if (wanted.length > 0 && !wanted.includes(name.replace(/\.txt$/, ''))) continue;
  const file = new URL(name, CASES);
  const cases = readCases(readFileSync(file, 'utf8'));
  const texts = await Promise.all(
    cases.map(async ({ kind, name: title, text }) => {
      return `=== ${kind}: ${title}\n${kind === 'fix' ? text : await marked(readFixture(text))}`;
    }),
  );
  writeFileSync(file, texts.join('\n'));
}
