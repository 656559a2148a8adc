import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listEvents } from '../../core/registry/events.ts';
import { inRegistry, withTraining } from '../pipelines/training-kit.ts';
import { json, plumbline } from './cli-kit.ts';

describe('plumbline models', () => {
  test('before any training there is nothing, and it says what to do', async () => {
    await withTraining({}, async (folder) => {
      assert.equal(
        (await plumbline(folder, ['models', 'list'])).stdout,
        'no model has a version yet: run a training pipeline\n',
      );
      const { code, stderr } = await plumbline(folder, ['models', 'show', 'delay']);
      assert.equal(code, 2);
      assert.match(stderr, /the model delay has no version\n {2}why: no training pipeline has run to its end\n/);
    });
  });

  test('lists, shows, compares, and gives aliases', async () => {
    await withTraining({}, async (folder) => {
      await plumbline(folder, ['run', 'train_delay']);
      await plumbline(folder, ['run', 'train_delay', '--param', 'rounds=9']);
      const said = async (...args: string[]) => json(await plumbline(folder, ['models', ...args, '--format', 'json']));

      const { models } = await said('list');
      assert.deepEqual(
        models.map(({ name, version, passed, rows }: Record<string, unknown>) => [name, version, passed, typeof rows]),
        [
          ['delay', 2, true, 'number'],
          ['delay', 1, true, 'number'],
        ],
      );

      assert.deepEqual(await said('alias', 'delay@1', 'champion'), { name: 'delay', version: 1, alias: 'champion' });
      const shown = await said('show', 'delay@champion');
      assert.deepEqual([shown.version, shown.aliases, shown.params], [1, ['champion'], { rounds: 3 }]);
      assert.equal((await said('show', 'delay')).version, 2);
      await said('alias', 'delay', 'champion');
      assert.deepEqual((await said('show', 'delay@1')).aliases, []);
      const events = await inRegistry(folder, (registry) =>
        registry.read((db) => listEvents(db).filter(({ action }) => action === 'alias set')),
      );
      assert.deepEqual(
        events.map(({ details }) => details),
        [{ alias: 'champion', before: 1 }, { alias: 'champion' }],
      );

      const page = await said('compare', 'delay@1', 'delay@champion');
      assert.deepEqual([page.left.version, page.right.version, page.same_data], [1, 2, true]);
      assert.deepEqual(
        page.parameters.filter(({ same }: { same: boolean }) => !same),
        [{ name: 'rounds', left: '3', right: '9', same: false }],
      );
      assert.deepEqual(
        page.metrics.map(({ verdict }: { verdict: string }) => verdict),
        Array(11).fill('within the noise'),
      );
      const { stdout } = await plumbline(folder, ['models', 'compare', 'delay@1', 'delay@2', '--no-color']);
      assert.match(stdout, /^both were trained on the same data\n +delay@1 +delay@2 +difference\n {2}roc_auc +/);
      assert.match(stdout, /\nwhat is not the same\n {2}rounds {2}3 {2}9\n$/);
    });
  });

  test('says what is wrong with what it was asked', async () => {
    await withTraining({}, async (folder) => {
      await plumbline(folder, ['run', 'train_delay']);
      for (const [args, said] of [
        [['sell'], /Allowed choices are list, show, compare, alias/],
        [['show'], /models show takes MODEL@N\n {2}try: plumbline models show MODEL@N/],
        [['show', 'delay@2'], /there is no model version delay@2\n {2}try: there is delay@1\n/],
        [['show', 'delay@best'], /there is no model version delay@best\n/],
        [['show', 'dely'], /the model dely has no version\n.*\n {2}try: did you mean delay\?/],
        [['alias', 'delay@1', '7'], /`7` cannot be an alias\n/],
      ] as const) {
        const { code, stderr } = await plumbline(folder, ['models', ...args]);
        assert.equal(code, 2, stderr);
        assert.match(stderr, said);
      }
    });
  });
});
