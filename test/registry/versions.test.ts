import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aliasesOf, resolveAlias, setAlias } from '../../core/registry/aliases.ts';
import { findAsset, listAssets, nextVersion, registerAsset } from '../../core/registry/assets.ts';
import { listCommits, type RecordedCommit, recordCommits } from '../../core/registry/commits.ts';
import { listEvents } from '../../core/registry/events.ts';
import { readSnapshot, writeSnapshot } from '../../core/registry/snapshots.ts';
import { readState, writeState } from '../../core/registry/states.ts';
import { withRegistry } from './registry-kit.ts';

const version = (number: number, fingerprint = `f${number}`) => ({
  kind: 'model-version',
  name: 'arrival_delay',
  version: number,
  fingerprint,
  details: { roc_auc: 0.7 },
});

describe('registered versions', () => {
  test('are numbered one after the other, and listed with the highest first', () =>
    withRegistry(async (registry) => {
      await registry.write((db) => {
        for (const _ of [1, 2]) registerAsset(db, version(nextVersion(db, 'model-version', 'arrival_delay')));
      });
      const found = await registry.read((db) => listAssets(db, 'model-version'));
      assert.deepEqual(
        found.map(({ id }) => id),
        ['model-version:arrival_delay@2', 'model-version:arrival_delay@1'],
      );
      assert.deepEqual(found[0]?.details, { roc_auc: 0.7 });
    }));

  test('never change: the same content again is fine, other content is refused', () =>
    withRegistry(async (registry) => {
      await registry.write((db) => registerAsset(db, version(1)));
      await registry.write((db) => registerAsset(db, version(1)));
      await assert.rejects(
        registry.write((db) => registerAsset(db, version(1, 'other'))),
        /registered with other content/,
      );
      const kept = await registry.read((db) => findAsset(db, 'model-version', 'arrival_delay', 1));
      assert.equal(kept?.fingerprint, 'f1');
    }));
});

test('an alias moves from one version to another, and the audit trail tells who moved it', () =>
  withRegistry(async (registry) => {
    const champion = (number: number) => ({ name: 'arrival_delay', alias: 'champion', version: number, actor: 'ada' });
    await registry.write((db) => setAlias(db, 'model', champion(1)));
    await registry.write((db) => setAlias(db, 'model', champion(2)));
    await registry.write((db) => setAlias(db, 'model', champion(2)));
    await registry.read((db) => {
      assert.equal(resolveAlias(db, 'model', 'arrival_delay', 'champion'), 2);
      assert.equal(resolveAlias(db, 'model', 'arrival_delay', 'challenger'), undefined);
      assert.deepEqual(
        aliasesOf(db, 'model').map(({ alias, version }) => [alias, version]),
        [['champion', 2]],
      );
      const events = listEvents(db);
      assert.deepEqual(
        events.map(({ actor, subject, details }) => [actor, subject, details]),
        [
          ['ada', 'model:arrival_delay@2', { alias: 'champion', before: 1 }],
          ['ada', 'model:arrival_delay@1', { alias: 'champion' }],
        ],
      );
    });
  }));

test('a state counts its changes', () =>
  withRegistry(async (registry) => {
    await registry.write((db) => writeState(db, 'deployment', 'arrival_delay', { stable: 1 }));
    await registry.write((db) => writeState(db, 'deployment', 'arrival_delay', { stable: 2 }));
    const state = await registry.read((db) => readState(db, 'deployment', 'arrival_delay'));
    assert.deepEqual([state?.revision, state?.state], [2, { stable: 2 }]);
    assert.equal(await registry.read((db) => readState(db, 'deployment', 'other')), undefined);
  }));

test('commits are known once, and listed with the newest first', () =>
  withRegistry(async (registry) => {
    const commit = (instant: string): RecordedCommit => ({
      table: 'flights@1',
      instant,
      at: '2026-11-26T00:00:00.000Z',
      operation: 'upsert',
      rows: { added: 3, updated: 2, deleted: 1 },
      total: 10,
      run: undefined,
    });
    const [first, second] = [commit('20261126000000000'), commit('20261126000000001')];
    await registry.write((db) => recordCommits(db, [first, second]));
    await registry.write((db) => recordCommits(db, [second]));
    assert.deepEqual(await registry.read((db) => listCommits(db, 'flights@1')), [second, first]);
    assert.deepEqual(await registry.read((db) => listCommits(db, 'weather@1')), []);
  }));

test('a snapshot is the last one written, and a missing one is undefined', () =>
  withRegistry(async ({ storage }) => {
    await writeSnapshot(storage, 'deployments/arrival_delay', { requests: 1 });
    await writeSnapshot(storage, 'deployments/arrival_delay', { requests: 2 });
    assert.deepEqual(await readSnapshot(storage, 'deployments/arrival_delay'), { requests: 2 });
    assert.equal(await readSnapshot(storage, 'deployments/other'), undefined);
  }));
