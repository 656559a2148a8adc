import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { isListed, type WalkOptions, walk } from '../../core/platform/walk.ts';
import { writeFiles } from './folder-kit.ts';
import { initRepository, runGit } from './git-kit.ts';

async function listed(root: string, options?: WalkOptions): Promise<readonly string[]> {
  return (await walk(root, options)).map((file) => file.path);
}

test('lists files by POSIX path, with size and time of change', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, { 'plumbline.yaml': 'project: p\n', 'features/deep/flights.feature-group.yaml': 'name: é' });
    const files = await walk(root);
    assert.deepEqual(
      files.map(({ path, size }) => ({ path, size })),
      [
        { path: 'features/deep/flights.feature-group.yaml', size: 8 },
        { path: 'plumbline.yaml', size: 11 },
      ],
    );
    assert.ok(files.every((file) => Math.abs(Date.now() - file.mtimeMs) < 60_000));
  });
});

test('never enters what tools made or fetched', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, {
      'own.yaml': '',
      '.git/x.yaml': '',
      '.venv/x.yaml': '',
      'venv/x.yaml': '',
      'sub/node_modules/p/x.yaml': '',
      'sub/__pycache__/x.pyc': '',
      '.plumbline/results/x.json': '',
      'dist/x.yaml': '',
      'sub/my-python/pyvenv.cfg': 'home = /usr/bin',
      'sub/my-python/lib/x.py': '',
      'sub/distance.yaml': '',
    });
    assert.deepEqual(await listed(root), ['own.yaml', 'sub/distance.yaml']);
  });
});

test('lists what is asked for by name, and skips named folders', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, { 'a.yaml': '', 'b.csv': '', 'store/c.yaml': '', 'sub/store/d.yaml': '' });
    const options = { accept: (name: string) => name.endsWith('.yaml'), skip: ['store'] };
    assert.deepEqual(await listed(root, options), ['a.yaml', 'sub/store/d.yaml']);
  });
});

test('a nearer .gitignore overrules one further up, but cannot reach into an ignored folder', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, {
      '.gitignore': '*.log\n/data/\nout/\n',
      'data/.gitignore': '!*\n',
      'data/raw.csv': '',
      'sub/.gitignore': '!keep.log\n!out/\n',
      'sub/keep.log': '',
      'sub/drop.log': '',
      'sub/out/kept.csv': '',
      'sub/out/drop.log': '',
      'sub/data/kept.csv': '',
    });
    assert.deepEqual(await listed(root), [
      '.gitignore',
      'sub/.gitignore',
      'sub/data/kept.csv',
      'sub/keep.log',
      'sub/out/kept.csv',
    ]);
  });
});

test('symbolic links are not followed, neither out of the project nor in a circle', async () => {
  await withTemporaryFolder(async (folder) => {
    const root = join(folder, 'project');
    await writeFiles(folder, { 'project/a.yaml': '', 'elsewhere/secret.yaml': '' });
    await symlink(join(folder, 'elsewhere'), join(root, 'out'));
    await symlink(join(folder, 'elsewhere/secret.yaml'), join(root, 'secret.yaml'));
    await symlink(root, join(root, 'circle'));
    assert.deepEqual(await listed(root), ['a.yaml']);
  });
});

test('the ignore files of the repository around a project count', async () => {
  await withTemporaryFolder(async (folder) => {
    initRepository(folder);
    await writeFiles(folder, {
      '.gitignore': 'generated/\n/examples/flights/local.yaml\n',
      '.git/info/exclude': 'private.yaml\n',
      'examples/.gitignore': '*.tmp\n',
      'examples/flights/a.yaml': '',
      'examples/flights/b.tmp': '',
      'examples/flights/local.yaml': '',
      'examples/flights/private.yaml': '',
      'examples/flights/generated/c.yaml': '',
    });
    assert.deepEqual(await listed(join(folder, 'examples/flights')), ['a.yaml']);
  });
});

test('a project that its repository ignores is listed all the same, for it was opened on purpose', async () => {
  await withTemporaryFolder(async (folder) => {
    initRepository(folder);
    await writeFiles(folder, {
      '.gitignore': '/scratch/\n*.yaml\n',
      'scratch/.gitignore': 'b.yaml\n',
      'scratch/a.yaml': '',
      'scratch/b.yaml': '',
    });
    assert.deepEqual(await listed(join(folder, 'scratch')), ['.gitignore', 'a.yaml']);
  });
});

test('a folder that does not exist has no files', async () => {
  await withTemporaryFolder(async (root) => {
    assert.deepEqual(await listed(join(root, 'nothing')), []);
  });
});

test('lists exactly what Git would track, and isListed says the same of each file', async () => {
  const name = fc.constantFrom('a', 'b', 'c[1]', 'x y');
  const folder = fc.array(name, { maxLength: 3 }).map((names) => names.map((part) => `${part}/`).join(''));
  const file = fc.tuple(folder, fc.constantFrom('a', 'b.log', 'c.csv', 'd.yaml')).map((parts) => parts.join(''));
  const pattern = fc.tuple(
    fc.constantFrom('', '', '!'),
    fc.constantFrom('', '', '/', '**/'),
    fc.constantFrom('a', 'b', '*.log', '*.yaml', 'c.csv', '*', 'a/b', 'a/*', 'b/**', 'c\\[1\\]', 'x y'),
    fc.constantFrom('', '', '/'),
  );
  const ignoreFile = fc.tuple(
    folder,
    fc.array(
      pattern.map((parts) => parts.join('')),
      { minLength: 1, maxLength: 4 },
    ),
  );
  const project = fc.record({
    files: fc.uniqueArray(file, { minLength: 1, maxLength: 12 }),
    ignores: fc.array(ignoreFile, { maxLength: 3 }),
  });

  await fc.assert(
    fc.asyncProperty(project, async ({ files, ignores }) => {
      await withTemporaryFolder(async (root) => {
        initRepository(root);
        await mkdir(join(root, '.git/info'), { recursive: true });
        // A name may be wanted as a file here and as a folder there: the first comer has it.
        const kept: string[] = [];
        for (const path of files) {
          if (!kept.some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`))) kept.push(path);
        }
        const isFree = (at: string) => !kept.some((other) => at.startsWith(`${other}/`));
        const ignoreTexts = ignores
          .filter(([at]) => isFree(at))
          .map(([at, lines]) => [`${at}.gitignore`, lines.join('\n')]);
        await writeFiles(root, {
          ...Object.fromEntries(kept.map((path) => [path, ''])),
          ...Object.fromEntries(ignoreTexts),
        });

        const tracked = runGit(root, 'ls-files', '-z', '--others', '--cached', '--exclude-standard').split('\0');
        const expected = tracked.filter((path) => path !== '').sort();
        assert.deepEqual([...(await listed(root))].sort(), expected);
        for (const path of kept) assert.equal(isListed(root, path), expected.includes(path), path);
      });
    }),
    { numRuns: 60 },
  );
});
