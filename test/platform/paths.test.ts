import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { isInside, posixRelative, resolveInside } from '../../core/platform/paths.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { writeFiles } from './folder-kit.ts';

function refuses(root: string, path: string, why: RegExp): void {
  assert.throws(
    () => resolveInside(root, path),
    (error) =>
      error instanceof PlumblineError && error.kind === 'usage' && error.where === path && why.test(error.why ?? ''),
    path,
  );
}

test('a path inside the project resolves, whether or not something is there yet', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, { 'data/raw.csv': '' });
    assert.equal(resolveInside(root, 'data/raw.csv'), join(root, 'data/raw.csv'));
    assert.equal(resolveInside(root, 'data/../new/folder/x.csv'), join(root, 'new/folder/x.csv'));
    assert.equal(resolveInside(root, '..data/x.csv'), join(root, '..data/x.csv'));
    assert.equal(resolveInside(root, '.'), root);
  });
});

test('a path that leads out by its letters is refused', async () => {
  await withTemporaryFolder(async (root) => {
    refuses(root, '../secret.csv', /`\.\.`/);
    refuses(root, 'data/../../secret.csv', /`\.\.`/);
    refuses(root, '/etc/passwd', /absolute/);
    refuses(root, 'C:\\secret.csv', /absolute/);
    refuses(root, '\\\\server\\share\\secret.csv', /absolute/);
    refuses(root, 'data\0.csv', /zero/);
  });
});

test('a path that leads out by a symbolic link is refused, also where nothing is yet', async () => {
  await withTemporaryFolder(async (folder) => {
    const root = join(folder, 'project');
    await writeFiles(folder, { 'project/a.csv': '', 'elsewhere/secret.csv': '' });
    await symlink(join(folder, 'elsewhere'), join(root, 'out'));
    await symlink('../elsewhere/not-there-yet.csv', join(root, 'dangling.csv'));
    await symlink('a.csv', join(root, 'alias.csv'));
    refuses(root, 'out/secret.csv', /symbolic link/);
    refuses(root, 'out/new/file.csv', /symbolic link/);
    refuses(root, 'dangling.csv', /symbolic link/);
    assert.equal(resolveInside(root, 'alias.csv'), join(root, 'alias.csv'));
  });
});

test('a project that is reached through a symbolic link is not outside itself', async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFiles(folder, { 'real/a.csv': '' });
    await symlink(join(folder, 'real'), join(folder, 'project'));
    assert.equal(resolveInside(join(folder, 'project'), 'a.csv'), join(folder, 'project/a.csv'));
  });
});

test('inside is a matter of folders, not of letters', () => {
  assert.equal(isInside('/p/project', '/p/project/a'), true);
  assert.equal(isInside('/p/project', '/p/project'), true);
  assert.equal(isInside('/p/project', '/p/project-2/a'), false);
  assert.equal(isInside('/p/project', '/p/project/..a'), true);
  assert.equal(posixRelative('/p/project', '/p/project/a/b.yaml'), 'a/b.yaml');
});
