import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { namesIn } from '../../core/platform/files.ts';
import { isAlive } from '../../core/platform/process-identity.ts';
import { BUILT, events, plumbline, startPlumbline } from '../cli/cli-kit.ts';
import { eventually } from '../platform/process-kit.ts';
import { assertTidy, kept, runsOf, trips, withShop } from './pipeline-kit.ts';

const RUN = ['run', 'make_trips'];

/** Starts a program of its own, tells both process numbers, writes its output, and does not end. */
const ENDLESS = `
import { spawn } from 'node:child_process';
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
write('trips', 'id,km\\nt0,99\\n');
writeFileSync('pids', process.pid + ' ' + child.pid);
setInterval(() => {}, 1000);
`;

async function pidsIn(folder: string): Promise<readonly number[]> {
  await eventually(() => existsSync(join(folder, 'pids')), 'the program begins');
  const text = await readFile(join(folder, 'pids'), 'utf8');
  return text.split(' ').map(Number);
}

describe('cancelled', { skip: process.platform === 'win32' && 'Windows sends no signals' }, () => {
  for (const [signal, script] of [
    ['SIGINT', undefined],
    ['SIGTERM', BUILT],
    ['SIGHUP', undefined],
  ] as const) {
    test(`${signal}: the program and what it started are gone, and nothing was changed`, async () => {
      await withShop({}, async (folder) => {
        await plumbline(folder, RUN);
        const before = await kept(folder);
        const program = await readFile(join(folder, 'make-trips.mjs'), 'utf8');
        await writeFile(join(folder, 'make-trips.mjs'), program.split('\n').slice(0, 3).join('\n') + ENDLESS);
        const { child, ended } = startPlumbline(folder, RUN, script === undefined ? {} : { script });
        const pids = await pidsIn(folder);
        assert.ok(pids.every(isAlive));
        assert.equal((await runsOf(folder))[0]?.status, 'running');
        child.kill(signal);
        const { code, stderr } = await ended;
        assert.equal(code, 130);
        assert.match(stderr, /^plumbline: pipeline make_trips: cancelled; nothing was changed\n$/);
        assert.deepEqual(pids.filter(isAlive), []);
        assert.deepEqual(await kept(folder), before);
        assert.equal((await runsOf(folder))[0]?.status, 'cancelled');
        await assertTidy(folder);
      });
    });
  }

  test('NDJSON ends with cancelled', async () => {
    await withShop({ program: ENDLESS }, async (folder) => {
      const { child, ended } = startPlumbline(folder, [...RUN, '--format', 'ndjson']);
      await pidsIn(folder);
      child.kill('SIGTERM');
      const all = events(await ended);
      assert.deepEqual(all.at(-1), { event: 'cancelled' });
    });
  });

  test('who asks a second time does not wait for a program that will not end', async () => {
    const stubborn = `process.on('SIGTERM', () => writeFileSync('asked', ''));${ENDLESS}`;
    await withShop({ program: stubborn }, async (folder) => {
      const { child, ended } = startPlumbline(folder, RUN);
      const pids = await pidsIn(folder);
      // The first Ctrl+C may come twice, and is one all the same.
      child.kill('SIGINT');
      child.kill('SIGINT');
      await eventually(() => existsSync(join(folder, 'asked')), 'the program is asked to end');
      await sleep(600);
      assert.ok(child.exitCode === null && pids.some(isAlive));
      child.kill('SIGINT');
      assert.equal((await ended).code, 130);
      await eventually(() => !pids.some(isAlive), 'the program and what it started are gone');
    });
  });

  test('a validation: nothing is kept of it', async () => {
    // Many distinct values, and a pattern that takes its time on each.
    const rows = ['id,km', ...Array.from({ length: 400_000 }, (_, index) => `t${index}${'a'.repeat(20)},1`)].join('\n');
    const slow = `name: trips
feature_group: trips@1
expectations:
${'  - { type: expect_column_values_to_match_regex, kwargs: { column: id, regex: "(a+)+$" } }\n'.repeat(20)}`;
    await withShop({ files: { 'big.csv': rows, 'trips.expectations.yaml': slow } }, async (folder) => {
      const { child, ended } = startPlumbline(folder, ['validate', 'trips', '--data', 'big.csv', '--format', 'ndjson']);
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      child.kill('SIGINT');
      const { code, stdout } = await ended;
      assert.equal(code, 130);
      assert.match(stdout, /\{"event":"cancelled"\}\n$/);
      assert.deepEqual(await namesIn(join(folder, '.plumbline/results')), []);
      const [run] = await runsOf(folder, 'validation');
      assert.deepEqual([run?.status, run?.params], ['cancelled', { subjects: ['trips'], data: 'big.csv' }]);
    });
  });
});

describe('killed', () => {
  test('at any moment: the rows are the old ones or the new ones, and the registry is right about it', async () => {
    const kills = process.env.PLUMBLINE_LONG ? 200 : 20;
    await withShop({}, async (folder) => {
      const started = Date.now();
      await plumbline(folder, RUN);
      const whole = Date.now() - started;
      for (let kill = 1; kill <= kills; kill++) {
        const before = await kept(folder);
        const runsBefore = await runsOf(folder);
        const rows = trips(kill, kill);
        await writeFile(join(folder, 'data/trips.csv'), rows);
        const { child, ended } = startPlumbline(folder, RUN);
        await sleep(Math.random() * whole);
        child.kill('SIGKILL');
        const { code } = await ended;

        const after = await kept(folder);
        const [run] = await runsOf(folder);
        const isNew = after?.run !== before?.run;
        assert.equal(after?.text, isNew ? rows : before?.text, `kill ${kill}`);
        if (isNew) assert.equal(after?.run, run?.id);
        if (code === 0) assert.ok(isNew && run?.status === 'succeeded');
        if (run?.id !== runsBefore[0]?.id && !isNew) assert.equal(run?.status, 'interrupted', `kill ${kill}`);
      }
      // The next run puts right what a kill between the taking and the record has left, and clears away the rest.
      const last = await plumbline(folder, RUN);
      assert.equal(last.code, 0, last.stderr);
      const runs = await runsOf(folder);
      assert.equal(runs[0]?.id, (await kept(folder))?.run);
      assert.ok(runs.every(({ status }) => status === 'succeeded' || status === 'interrupted'));
      await assertTidy(folder);
    });
  });
});

test('two runs at once: both come to their end, and one of them is the last', async () => {
  const program = `
    await new Promise((resolve) => setTimeout(resolve, 300));
    write('trips', 'id,km\\nt0,' + run.params.km + '\\n');`;
  await withShop({ program, pipeline: 'params: { km: 0 }' }, async (folder) => {
    const both = await Promise.all([1, 2].map((km) => plumbline(folder, [...RUN, '--param', `km=${km}`])));
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
    const runs = await runsOf(folder);
    assert.deepEqual(
      runs.map(({ status }) => status),
      ['succeeded', 'succeeded'],
    );
    const now = await kept(folder);
    const winner = runs.find(({ id }) => id === now?.run)?.params as { readonly km: number } | undefined;
    assert.equal(now?.text, `id,km\nt0,${winner?.km}\n`);
    await assertTidy(folder);
  });
});
