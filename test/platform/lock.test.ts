import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { exists, namesIn } from '../../core/platform/files.ts';
import { takeAway, withLock } from '../../core/platform/lock.ts';
import { describeError, PlumblineError } from '../../core/platform/problem.ts';
import { thisProcess } from '../../core/platform/process-identity.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { firstWords, killed, programPath, startNode } from './process-kit.ts';

const counting = programPath('count-under-lock.ts', import.meta.url);
const holding = programPath('hold-lock.ts', import.meta.url);

async function deadHolder(path: string): Promise<void> {
  const holder = startNode(holding, path);
  await firstWords(holder);
  await killed(holder);
}

test('work under one lock never overlaps, between processes and within one', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'count');
    await writeFile(path, '0');
    const others = [1, 2, 3].map(() => startNode(counting, path, '40'));
    const own = Array.from({ length: 40 }, () =>
      withLock(`${path}.lock`, async () => writeFile(path, String(Number(await readFile(path, 'utf8')) + 1))),
    );
    const codes = await Promise.all(others.map(async (child) => (await once(child, 'exit'))[0]));
    await Promise.all(own);
    assert.deepEqual(codes, [0, 0, 0]);
    assert.equal(await readFile(path, 'utf8'), '160');
    assert.deepEqual(await namesIn(root), ['count']);
  });
});

test('the lock is released when the work fails', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'lock');
    await assert.rejects(
      withLock(path, async () => {
        throw new Error('no luck');
      }),
      /no luck/,
    );
    assert.equal(await withLock(path, async () => 'mine'), 'mine');
    assert.deepEqual(await namesIn(root), []);
  });
});

test('a lock that a killed process left is taken over, and who left it is told', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'lock');
    await deadHolder(path);
    assert.equal(await exists(path), true);
    const leftBy = await withLock(path, async (held) => held.leftBy);
    assert.notEqual(leftBy?.pid, process.pid);
    assert.equal(typeof leftBy?.pid, 'number');
    assert.equal(await withLock(path, async (held) => held.leftBy), undefined);
    assert.deepEqual(await namesIn(root), []);
  });
});

test('what processes left that died while they took the lock is cleared away in time', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'lock');
    const longAgo = Date.now() / 1000 - 86_400;
    for (const name of ['lock.0123.draft', 'lock.4567', 'lock.89ab.draft', 'locks'])
      await writeFile(join(root, name), '');
    for (const name of ['lock.0123.draft', 'lock.4567', 'locks']) await utimes(join(root, name), longAgo, longAgo);
    await deadHolder(path);
    await withLock(path, async () => {});
    assert.deepEqual(await namesIn(root), ['lock.89ab.draft', 'locks']);
  });
});

test('of many who find a dead lock at once, each gets its turn alone', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'lock');
    const dead = { ...thisProcess(), pid: 2 ** 30, since: '2020-01-01T00:00:00.000Z' };
    for (let round = 0; round < 3; round++) {
      await writeFile(path, JSON.stringify({ ...dead, token: `dead${round}` }));
      let inside = 0;
      let turns = 0;
      const takers = Array.from({ length: 20 }, () =>
        withLock(path, async () => {
          inside++;
          await new Promise((resolve) => setImmediate(resolve));
          assert.equal(inside, 1);
          inside--;
          turns++;
        }),
      );
      await Promise.all(takers);
      assert.equal(turns, 20);
    }
  });
});

test('of many who want to remove a dead lock one does, and who is late leaves the next holder alone', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'lock');
    const dead = { ...thisProcess(), pid: 2 ** 30, token: 'dead', since: '2020-01-01T00:00:00.000Z' };
    await writeFile(path, JSON.stringify(dead));
    const removals = await Promise.all(Array.from({ length: 10 }, () => takeAway(path, dead)));
    assert.equal(removals.filter(Boolean).length, 1);
    await withLock(path, async () => {
      const held = await readFile(path, 'utf8');
      assert.equal(await takeAway(path, dead), false);
      assert.equal(await readFile(path, 'utf8'), held);
    });
  });
});

test('of many processes that find a dead lock at once, each gets its turn alone', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'count');
    await writeFile(path, '0');
    await deadHolder(`${path}.lock`);
    const stealers = [1, 2, 3, 4].map(() => startNode(counting, path, '5'));
    await Promise.all(stealers.map((child) => once(child, 'exit')));
    assert.equal(await readFile(path, 'utf8'), '20');
  });
});

test('a lock whose number now belongs to another process is dead all the same', {
  skip: process.platform !== 'linux',
}, async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'lock');
    const holder = { ...thisProcess(), began: '1', token: 'abc', since: '2020-01-01T00:00:00.000Z' };
    await writeFile(path, JSON.stringify(holder));
    assert.equal((await withLock(path, async (held) => held.leftBy))?.token, 'abc');
  });
});

test('a live lock is waited for, and in the end the error names the holder', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'lock');
    const holder = startNode(holding, path);
    await firstWords(holder);
    await assert.rejects(
      withLock(path, async () => 'never', { timeoutMs: 50, what: 'the registry' }),
      (error) => {
        assert.ok(error instanceof PlumblineError);
        assert.match(
          describeError(error),
          new RegExp(`registry has been locked.*process ${holder.pid} on ${hostname()} since`, 's'),
        );
        return true;
      },
    );
    await killed(holder);
  });
});

test('a lock of another machine, or one that says nothing, is never taken over', async () => {
  await withTemporaryFolder(async (root) => {
    const path = join(root, 'lock');
    const foreign = {
      ...thisProcess(),
      pid: 999_999,
      host: 'elsewhere',
      token: 'abc',
      since: '2020-01-01T00:00:00.000Z',
    };
    for (const content of [JSON.stringify(foreign), '', '{"pid":1}']) {
      await writeFile(path, content);
      await assert.rejects(
        withLock(path, async () => 'never', { timeoutMs: 20 }),
        /locked/,
      );
      assert.equal(await readFile(path, 'utf8'), content);
    }
  });
});
