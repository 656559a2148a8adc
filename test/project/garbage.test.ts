import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EXAMPLES } from '../../core/definitions/examples.ts';
import { KINDS } from '../../core/definitions/kinds.ts';
import { flowsIn } from '../../core/project/flows.ts';
import { loadProject } from '../../core/project/load-project.ts';
import { pythonReader } from '../../core/project/python/python-reader.ts';
import { FLIGHTS, projectOf } from './kit.ts';
import { aboutFile } from './observe.ts';

const FLIGHTS_PROJECT = join(import.meta.dirname, '../../examples/flights');
const example = await loadProject(FLIGHTS_PROJECT);

/** Every kind of file, and the real ones. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  ...KINDS.map(({ kind, suffix }) => [kind === 'project' ? suffix : `x${suffix}`, EXAMPLES[kind]] as const),
  ...Object.entries(FLIGHTS),
  ...[...example.files.keys()].map((path) => [path, readFileSync(join(FLIGHTS_PROJECT, path), 'utf8')] as const),
  [
    'x.json',
    JSON.stringify({ name: 'x', expectations: [{ type: 'expect_column_to_exist', kwargs: { column: 'a' } }] }, null, 2),
  ],
]);
const anyPath = fc.constantFrom(...TEXTS.keys());
const anyShare = fc.double({ min: 0, max: 1, noNaN: true });

const others = projectOf(FLIGHTS);

/** Reads a broken text beside the others and asks everything of it: nothing may throw, whatever it says. */
function ask(path: string, text: string): void {
  const concerned = others.setFile(path, text);
  const file = others.files.get(path);
  if (file !== undefined) {
    assert.equal(concerned[0], path);
    for (const { start, end } of [...file.problems, ...file.mentions]) {
      assert.ok(start >= 0 && start <= end && end <= text.length, `${start}–${end} of ${text.length}`);
    }
    for (const mention of file.mentions) others.spanOf(file, mention.path);
    aboutFile(others, file);
    flowsIn(others, file);
    if (file.key !== undefined) others.mentionsOfAsset(file.key);
  }
  const before = FLIGHTS[path];
  if (before === undefined) others.removeFile(path);
  else others.setFile(path, before);
}

describe('no text is too broken to be read', () => {
  it('cut off anywhere', () => {
    const property = fc.property(anyPath, anyShare, (path, share) => {
      const text = TEXTS.get(path) ?? '';
      ask(path, text.slice(0, Math.floor(share * text.length)));
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it('with bytes flipped', () => {
    const flips = fc.array(fc.tuple(anyShare, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 });
    const property = fc.property(anyPath, flips, (path, places) => {
      const bytes = new TextEncoder().encode(TEXTS.get(path));
      for (const [share, bits] of places) {
        const at = Math.min(bytes.length - 1, Math.floor(share * bytes.length));
        bytes[at] = (bytes[at] ?? 0) ^ bits;
      }
      ask(path, new TextDecoder().decode(bytes));
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it('with its lines shuffled', () => {
    const property = fc.property(anyPath, fc.infiniteStream(fc.nat()), (path, numbers) => {
      const lines = (TEXTS.get(path) ?? '').split('\n').map((line) => [numbers.next().value ?? 0, line] as const);
      ask(
        path,
        lines
          .sort(([a], [b]) => a - b)
          .map(([, line]) => line)
          .join('\n'),
      );
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it('written for another kind of file', () => {
    for (const path of TEXTS.keys()) for (const text of TEXTS.values()) ask(path, text);
  });

  it('in Python: cut off, flipped and shuffled', async () => {
    const read = await pythonReader();
    const paths = [...example.python.keys()];
    const property = fc.property(
      fc.constantFrom(...paths),
      anyShare,
      fc.string({ unit: 'binary' }),
      (path, share, added) => {
        const text = readFileSync(join(FLIGHTS_PROJECT, path), 'utf8');
        const at = Math.floor(share * text.length);
        for (const broken of [text.slice(0, at), text.slice(at), text.slice(0, at) + added + text.slice(at)]) {
          const source = read(path, broken);
          for (const { start, end } of [...source.functions, ...source.uses, ...source.imports]) {
            assert.ok(start <= end && end <= broken.length);
          }
        }
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
