import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { versionFolder } from '../../core/models/keep-version.ts';
import { namesIn } from '../../core/platform/files.ts';
import { fingerprintOf } from '../../core/platform/fingerprint.ts';
import { hashFolder } from '../../core/platform/hash-folder.ts';
import { latestResults, wholeResult } from '../../core/registry/latest-results.ts';
import { plumbline, startPlumbline } from '../cli/cli-kit.ts';
import { assertTidy, runsOf } from './pipeline-kit.ts';
import { inRegistry, versionsOf, withTraining } from './training-kit.ts';

const TRAIN = ['run', 'train_delay'];

/** Every version that the registry knows is whole, has its evaluation, and comes of a run that succeeded. */
async function assertWhole(folder: string): Promise<number> {
  const versions = await versionsOf(folder);
  const succeeded = (await runsOf(folder)).filter(({ status }) => status === 'succeeded').map(({ id }) => id);
  for (const { version, fingerprint, details } of versions) {
    const hashes = await hashFolder(versionFolder(join(folder, '.plumbline'), 'delay', version));
    assert.equal(fingerprint, fingerprintOf(hashes), `delay@${version} is not what was registered`);
    assert.ok(succeeded.includes(details.run), `the run of delay@${version} did not succeed`);
    const whole = await inRegistry(folder, (registry) => wholeResult(registry, details.evaluation));
    assert.ok(whole !== undefined, `the evaluation of delay@${version} is lost`);
  }
  const evaluated = await inRegistry(folder, (registry) =>
    registry.read((db) => latestResults(db, { kind: 'evaluation' }).map(({ target }) => target)),
  );
  assert.deepEqual(evaluated.toSorted(), versions.map(({ version }) => `delay@${version}`).toSorted());
  return versions.length;
}

test('killed at any moment, a run leaves no version or a whole one', async () => {
  const kills = process.env.PLUMBLINE_LONG ? 100 : 12;
  await withTraining({}, async (folder) => {
    const started = Date.now();
    await plumbline(folder, TRAIN);
    const whole = Date.now() - started;
    let before = await assertWhole(folder);
    for (let kill = 1; kill <= kills; kill++) {
      const { child, ended } = startPlumbline(folder, TRAIN);
      // The later half is where things are written.
      await Promise.race([ended, sleep(whole * (0.4 + 0.6 * Math.random()))]);
      child.kill('SIGKILL');
      await ended;
      const now = await assertWhole(folder);
      assert.ok(now === before || now === before + 1, `${before} versions became ${now}`);
      before = now;
    }
    // A folder that was left in between is in nobody's way.
    assert.equal((await plumbline(folder, TRAIN)).code, 0);
    assert.equal(await assertWhole(folder), before + 1);
    const folders = (await namesIn(join(folder, '.plumbline/models/delay'))).filter((name) => /^\d+$/.test(name));
    assert.equal(folders.length, before + 1);
    await assertTidy(folder);
  });
});

test('killed between the folder and the registry, the next run takes the number', async () => {
  await withTraining({}, async (folder) => {
    await plumbline(folder, TRAIN);
    // As if the transaction of the first version had never come: its folder is there, and no registry knows it.
    await rm(join(folder, '.plumbline/registry.db'));
    await rm(join(folder, '.plumbline/registry.db.bak'), { force: true });
    assert.equal((await plumbline(folder, TRAIN)).code, 0);
    const versions = await versionsOf(folder);
    assert.deepEqual(
      versions.map(({ version }) => version),
      [1],
    );
    assert.equal(await assertWhole(folder), 1);
  });
});
