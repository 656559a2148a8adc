import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/dependencies.md'), 'utf8');

test('docs/dependencies.md says of every package what it is for, and of no other', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const rows = PAGE.split('\n').filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  // The builds of Node stand in one row.
  const others = named.filter((name) => !Object.hasOwn(optionalDependencies, name ?? ''));
  assert.deepEqual(others.toSorted(), [...Object.keys(dependencies), ...Object.keys(devDependencies)].toSorted());
  assert.equal(named.length - others.length, 1);
});
