import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addEdge, type Edge, edgesAlong } from '../../core/registry/edges.ts';
import { listEvents, recordEvent } from '../../core/registry/events.ts';
import { newId } from '../../core/registry/new-id.ts';
import { withRegistry } from './registry-kit.ts';

function edge(from: string, to: string, role = 'input'): Edge {
  return { from: { kind: 'asset', id: from }, to: { kind: 'asset', id: to }, role, runId: undefined };
}

function short(edges: readonly Edge[]): readonly string[] {
  return edges.map(({ from, to }) => `${from.id}>${to.id}`);
}

test('lineage is followed up and down, through branches and circles, each edge once', async () => {
  await withRegistry(async (registry) => {
    const edges = [
      edge('raw', 'group'),
      edge('group', 'view'),
      edge('view', 'model'),
      edge('other', 'view'),
      edge('model', 'raw'),
    ];
    await registry.write((db) => {
      for (const one of [...edges, ...edges]) addEdge(db, one);
    });
    const along = (id: string, direction: 'up' | 'down') =>
      registry.read((db) => short(edgesAlong(db, { kind: 'asset', id }, direction)));
    assert.deepEqual(await along('other', 'down'), [
      'group>view',
      'model>raw',
      'other>view',
      'raw>group',
      'view>model',
    ]);
    assert.deepEqual(await along('other', 'up'), []);
    assert.deepEqual(await along('group', 'up'), ['group>view', 'model>raw', 'other>view', 'raw>group', 'view>model']);
    assert.deepEqual(await registry.read((db) => edgesAlong(db, { kind: 'run', id: 'raw' }, 'down')), []);
  });
});

test('an edge remembers its role and the run that made it', async () => {
  await withRegistry(async (registry) => {
    const made = { ...edge('group', 'dataset', 'training-data'), runId: 'r1' };
    await registry.write((db) => addEdge(db, made));
    assert.deepEqual(await registry.read((db) => edgesAlong(db, made.to, 'up')), [made]);
  });
});

test('the audit trail is read the newest first, whole or for one subject', async () => {
  await withRegistry(async (registry) => {
    await registry.write((db) => {
      recordEvent(db, { actor: 'ada', action: 'registered', subject: 'model m@1' });
      recordEvent(db, { actor: 'bob', action: 'deployed', subject: 'deployment d', details: { weight: 5 } });
      recordEvent(db, { actor: 'ada', action: 'aborted', subject: 'deployment d' });
    });
    const trail = await registry.read((db) => listEvents(db));
    assert.deepEqual(
      trail.map((event) => event.action),
      ['aborted', 'deployed', 'registered'],
    );
    const own = await registry.read((db) => listEvents(db, 'deployment d'));
    assert.deepEqual(
      own.map(({ actor, details }) => [actor, details]),
      [
        ['ada', undefined],
        ['bob', { weight: 5 }],
      ],
    );
    assert.equal((await registry.read((db) => listEvents(db, undefined, 1))).length, 1);
  });
});

test('ids sort in the order they were made, and are as long as each other', () => {
  const ids = Array.from({ length: 50_000 }, newId);
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => /^[0-9a-z]{26}$/.test(id)));
});
