import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readLines } from '../../core/platform/lines.ts';

function linesOf(...chunks: readonly (string | Uint8Array)[]): readonly string[] {
  const lines: string[] = [];
  const reader = readLines((line) => lines.push(line));
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  reader.end();
  return lines;
}

test('every kind of line end ends a line, and the last line needs none', () => {
  assert.deepEqual(linesOf('a\nb\r\nc\rd\n\ne'), ['a', 'b', 'c', 'd', '', 'e']);
  assert.deepEqual(linesOf(''), []);
  assert.deepEqual(linesOf('a\r'), ['a']);
});

test('it does not matter where the stream is cut, not even inside a letter', () => {
  const text = fc
    .array(fc.constantFrom('a', 'é', '🙂', '\n', '\r\n', '\r', ' '), { maxLength: 20 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.array(fc.nat(60)), (whole, cuts) => {
      const bytes = Buffer.from(whole);
      const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      assert.deepEqual(linesOf(...chunks), linesOf(bytes));
    }),
  );
});

test('a line without end is handed on in pieces', () => {
  const lines = linesOf('x'.repeat(100_000), 'x'.repeat(100_000), '\nend');
  assert.deepEqual([lines.at(-1), lines.slice(0, -1).join('').length], ['end', 200_000]);
  assert.ok(lines.length > 2);
});
