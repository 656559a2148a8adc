import './without-vscode.ts';
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

const { isInProject } = await import('../../client/open-file.ts');

test('a page opens files of the project, and no others', () => {
  const root = path.resolve('/shop');
  for (const file of ['a.yaml', 'sub/a.yaml', '..a/b.yaml', path.join(root, 'a.yaml')])
    assert.ok(isInProject(root, file));
  for (const file of [
    '..',
    '../a.yaml',
    'sub/../../a.yaml',
    path.resolve('/etc/passwd'),
    path.resolve('/shopping/a'),
  ]) {
    assert.equal(isInProject(root, file), false, file);
  }
});
