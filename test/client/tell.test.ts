import './without-vscode.ts';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const { withoutLinks } = await import('../../client/tell.ts');
const CLIENT = path.resolve(import.meta.dirname, '../../client');

test('a name cannot bring a link into a notification', () => {
  assert.equal(withoutLinks('[click](command:evil "x") failed.'), '[click] (command:evil "x") failed.');
  assert.equal(withoutLinks('flights[0] (weather) failed.'), 'flights[0] (weather) failed.');
});

test('there is no way to a notification around that', () => {
  const sources = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const others = sources
    .filter((file) => file !== 'tell.ts')
    .filter((file) => /show(?:Information|Warning|Error)Message/.test(readFileSync(path.join(CLIENT, file), 'utf8')));
  assert.deepEqual(others, []);
});
