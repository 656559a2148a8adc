import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { generationOf, namesIn, readText } from '../../core/platform/files.ts';
import { writeNextGeneration } from '../../core/platform/next-generation.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { promoteFile, writeAtomically } from '../../core/platform/write-atomically.ts';
import { writeFiles } from './folder-kit.ts';
import { eventually, killed, programPath, startNode } from './process-kit.ts';

test('writes a new file with the folders above it, and leaves nothing else behind', async () => {
  await withTemporaryFolder(async (root) => {
    await writeAtomically(join(root, 'a/b/c.yaml'), 'name: x\n');
    assert.equal(await readText(join(root, 'a/b/c.yaml')), 'name: x\n');
    assert.deepEqual(await namesIn(join(root, 'a/b')), ['c.yaml']);
  });
});

test('replacing a file keeps its permissions and the symbolic link that leads to it', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, { 'real/a.sh': 'old' });
    await chmod(join(root, 'real/a.sh'), 0o750);
    await symlink('real/a.sh', join(root, 'link.sh'));
    await writeAtomically(join(root, 'link.sh'), 'new');
    assert.equal(await readText(join(root, 'real/a.sh')), 'new');
    assert.equal((await stat(join(root, 'real/a.sh'))).mode & 0o777, 0o750);
    assert.deepEqual(await namesIn(join(root, 'real')), ['a.sh']);
  });
});

test('what cannot be written says where and why, and leaves the old state', async () => {
  await withTemporaryFolder(async (root) => {
    await mkdir(join(root, 'taken/inside'), { recursive: true });
    await assert.rejects(
      writeAtomically(join(root, 'taken'), 'new'),
      (error) =>
        error instanceof PlumblineError && error.where === join(root, 'taken') && error.why === 'it is a folder',
    );
    assert.deepEqual(await namesIn(root), ['taken']);
  });
});

test('a reader sees the old content or the new, and a killed writer leaves one of them', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'file');
    const isWhole = (text: string) => text === 'a'.repeat(1_000_000) || text === 'b'.repeat(1_000_000);
    for (let kills = 0; kills < 5; kills++) {
      const writer = startNode(programPath('rewrite-forever.ts', import.meta.url), path);
      const before = generationOf(path);
      await eventually(() => generationOf(path) !== before, 'the writer begins');
      for (let reads = 0; reads < 10 + kills; reads++) assert.ok(isWhole(await readFile(path, 'utf8')));
      await killed(writer);
      assert.ok(isWhole(await readFile(path, 'utf8')));
    }
  });
});

test('a finished file takes the place of the old one', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, { 'tmp/out.parquet': 'new', 'data/flights.parquet': 'old' });
    await promoteFile(join(root, 'tmp/out.parquet'), join(root, 'data/flights.parquet'));
    await writeFiles(root, { 'tmp/first.parquet': 'first' });
    await promoteFile(join(root, 'tmp/first.parquet'), join(root, 'new/first.parquet'));
    assert.equal(await readText(join(root, 'data/flights.parquet')), 'new');
    assert.equal(await readText(join(root, 'new/first.parquet')), 'first');
    assert.deepEqual(await namesIn(join(root, 'tmp')), []);
  });
});

test('each generation of a file is told from all before it, and the last one is kept', async () => {
  await withTemporaryFolder(async (root) => {
    const [path, backup] = [join(root, 'db'), join(root, 'db.bak')];
    const seen = new Set<string | undefined>([generationOf(path)]);
    for (let turn = 0; turn < 60; turn++) {
      await writeNextGeneration(path, Buffer.from(String(turn % 10)), backup);
      seen.add(generationOf(path));
      if (turn > 0) assert.equal(await readFile(backup, 'utf8'), String((turn - 1) % 10));
    }
    assert.equal(seen.size, 61);
    assert.deepEqual(await namesIn(root), ['db', 'db.bak']);
  });
});

test('a clock that was set back does not make a generation look older', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'db');
    await writeFile(path, 'x');
    const tomorrow = Date.now() / 1000 + 86_400;
    await utimes(path, tomorrow, tomorrow);
    const before = (await stat(path)).mtimeMs;
    await writeNextGeneration(path, Buffer.from('y'), `${path}.bak`);
    assert.ok((await stat(path)).mtimeMs > before);
  });
});
