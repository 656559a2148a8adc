import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const WEBVIEWS = path.resolve(import.meta.dirname, '../../webviews');
const THEMES = ['light', 'dark', 'high-contrast', 'high-contrast-light'];
const files = (ending: string) =>
  readdirSync(WEBVIEWS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));
const read = (file: string) => readFileSync(path.join(WEBVIEWS, file), 'utf8');

test('every colour is a token of the theme', () => {
  for (const file of files('.css')) {
    const literals =
      read(file).match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\([^)]*\)|:\s*(?:black|white|red|green|blue|gr[ae]y)\b/gi) ??
      [];
    assert.deepEqual(literals, [], file);
  }
});

test('every token is one that VS Code has', () => {
  const known = THEMES.map((theme) =>
    readFileSync(path.join(import.meta.dirname, 'themes', `${theme}.css`), 'utf8'),
  ).join();
  const unknown = files('.css').flatMap((file) =>
    [...read(file).matchAll(/--vscode-[\w-]+/g)]
      .map(([token]) => token)
      .filter((token) => !known.includes(`${token}:`)),
  );
  assert.deepEqual(unknown, []);
});

test('only one file knows the archived toolkit', () => {
  const importers = files('.ts').filter((file) => read(file).includes('webview-ui-toolkit'));
  assert.deepEqual(importers, [path.join('shared', 'controls.ts')]);
});

test('no page sets markup from a string, or a style from an attribute', () => {
  for (const file of files('.ts')) assert.doesNotMatch(read(file), /innerHTML|insertAdjacentHTML|style:|'style'/, file);
});
