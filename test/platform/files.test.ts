import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  copyFile,
  exists,
  isExecutable,
  makeFolder,
  namesIn,
  readBytesIfThere,
  readPlainText,
  readText,
  readTextIfThere,
  readTextSync,
  remove,
  sizeOfFile,
  statOf,
} from '../../core/platform/files.ts';
import { openLogFile } from '../../core/platform/log-file.ts';
import { isPassing, patiently } from '../../core/platform/patience.ts';
import { describeError } from '../../core/platform/problem.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { writeAtomically } from '../../core/platform/write-atomically.ts';
import { writeFiles } from './folder-kit.ts';

test('a text is read without its byte order mark, by each way of reading', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, { 'a.yaml': '\uFEFFname: é' });
    const path = join(root, 'a.yaml');
    assert.deepEqual([await readText(path), await readTextIfThere(path), readTextSync(path)], Array(3).fill('name: é'));
    assert.equal((await readBytesIfThere(path))?.length, 11);
  });
});

test('nothing there is an answer where it was asked for, and else an error in words', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'no/such.yaml');
    const answers = [await readTextIfThere(path), readTextSync(path), await readBytesIfThere(path), await statOf(path)];
    assert.deepEqual(answers, [undefined, undefined, undefined, undefined]);
    assert.deepEqual([await exists(path), await namesIn(path), await isExecutable(path)], [false, [], false]);
    await assert.rejects(readText(path), (error) => {
      assert.equal(describeError(error), `${path}: cannot read the file\n  why: there is no such file or folder`);
      return true;
    });
    await assert.rejects(readTextIfThere(root), /cannot read the file/);
  });
});

test('what a person may have written is small, and a file', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, { 'a.yaml': 'name: a', 'folder/b.yaml': 'b' });
    await symlink(join(root, 'a.yaml'), join(root, 'link.yaml'));
    const read = (path: string, most = 7) => readPlainText(join(root, path), most);
    assert.deepEqual([await read('a.yaml'), await read('a.yaml', 6)], ['name: a', undefined]);
    assert.deepEqual([await read('link.yaml'), await read('folder'), await read('no')], Array(3).fill(undefined));
    assert.deepEqual(
      ['a.yaml', 'link.yaml', 'folder', 'no'].map((path) => sizeOfFile(join(root, path))),
      [7, 7, undefined, undefined],
    );
  });
});

test('files and folders are made, copied, listed, looked at and removed', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, { 'b.csv': '12345' });
    await makeFolder(join(root, 'a/deep'));
    await makeFolder(join(root, 'a/deep'));
    await copyFile(join(root, 'b.csv'), join(root, 'new/c.csv'));
    assert.deepEqual(await namesIn(root), ['a', 'b.csv', 'new']);
    assert.deepEqual(
      [(await statOf(join(root, 'a')))?.kind, (await statOf(join(root, 'new/c.csv')))?.size],
      ['folder', 5],
    );
    await remove(join(root, 'new'));
    await remove(join(root, 'new'));
    assert.deepEqual(await namesIn(root), ['a', 'b.csv']);
  });
});

test('a folder that takes no new ones is an error, and not an endless attempt', async (t) => {
  if (!(await exists('/proc/self'))) return t.skip('there is no /proc');
  const said = (path: string, what: string) => (error: unknown) => {
    assert.equal(describeError(error), `${path}: ${what}\n  why: the folder above it takes no new ones`);
    return true;
  };
  await assert.rejects(makeFolder('/proc/no/such'), said('/proc/no/such', 'cannot make the folder'));
  await assert.rejects(writeAtomically('/proc/x/y.xml', ''), said('/proc/x/y.xml', 'cannot write the file'));
});

test('a folder is not made where a file is, nor below it', async () => {
  await withTemporaryFolder(async (root) => {
    await writeFiles(root, { a: '' });
    await assert.rejects(makeFolder(join(root, 'a')), /cannot make the folder/);
    await assert.rejects(makeFolder(join(root, 'a/b/c')), /cannot make the folder/);
  });
});

test('a temporary folder is gone however the work ends', async () => {
  let seen = '';
  const work = withTemporaryFolder(async (folder) => {
    seen = folder;
    await mkdir(join(folder, 'sub'));
    throw new Error('no luck');
  });
  await assert.rejects(work, /no luck/);
  assert.equal(await exists(seen), false);
});

test('a log is added to, line by line', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'logs/run.log');
    for (const line of ['one', 'two é']) {
      const log = await openLogFile(path);
      log.write(line);
      await log.close();
    }
    assert.equal(await readText(path), 'one\ntwo é\n');
    await assert.rejects(openLogFile(root), /cannot open the log/);
  });
});

test('a failure that passes is tried again, another one is not', async () => {
  const failing = (code: string, times: number) => {
    let calls = 0;
    return async () => {
      calls++;
      if (calls <= times) throw Object.assign(new Error(code), { code });
      return calls;
    };
  };
  const onWindows = (error: unknown) => isPassing(error, 'win32');
  assert.equal(await patiently(failing('EBUSY', 3), onWindows), 4);
  await assert.rejects(patiently(failing('ENOENT', 1), onWindows), /ENOENT/);
  await assert.rejects(
    patiently(failing('EPERM', 1), (error) => isPassing(error, 'linux')),
    /EPERM/,
  );
});
