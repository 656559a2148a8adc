import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { CodeLens } from 'vscode-languageserver/node';
import { attest } from '../../core/models/attestations.ts';
import { findVersion } from '../../core/models/find-version.ts';
import { thisProcess } from '../../core/platform/process-identity.ts';
import { setAlias } from '../../core/registry/aliases.ts';
import { registerAsset } from '../../core/registry/assets.ts';
import { recordCommits } from '../../core/registry/commits.ts';
import { addEdge } from '../../core/registry/edges.ts';
import { recordEvent } from '../../core/registry/events.ts';
import { recordResult } from '../../core/registry/record-result.ts';
import { finishRun, startRun } from '../../core/registry/record-run.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { writeSnapshot } from '../../core/registry/snapshots.ts';
import { writeState } from '../../core/registry/states.ts';
import type { Transaction } from '../../core/registry/store.ts';
import { LIVE, type Subjects } from '../../core/views/requests.ts';
import type { TreeNode } from '../../core/views/tree.ts';
import { FLIGHTS } from './flights.ts';
import { type ProjectInEditor, type Server, startServer } from './kit.ts';

/** A project whose registry holds what `record` writes. */
async function withRegistry(
  record: (db: Transaction) => void,
  work: (project: ProjectInEditor, connection: Server['connection']) => Promise<void>,
): Promise<void> {
  const server = await startServer();
  try {
    const project = await server.project(FLIGHTS);
    const registry = await openRegistry(path.join(project.root, '.plumbline'));
    await registry.write(record);
    registry.dispose();
    await server.connection.sendNotification('plumbline/ran');
    await project.work();
    await work(project, server.connection);
  } finally {
    await server.stop();
  }
}

const drawn = (nodes: readonly TreeNode[], depth = 0): readonly string[] =>
  nodes.flatMap(({ label, description, context, state, children }) => [
    `${'  '.repeat(depth)}${label} (${description ?? ''}) ${context}${state === undefined ? '' : ` ${state}`}`,
    ...drawn(children ?? [], depth + 1),
  ]);
const tree = (project: ProjectInEditor, name: string) =>
  project.request<readonly TreeNode[]>(`plumbline/${name}`, null);

const lensesOf = async (project: ProjectInEditor, file: string) => {
  await project.show(file);
  await project.work();
  const lenses: readonly CodeLens[] = await project.request('textDocument/codeLens', {
    textDocument: { uri: project.uri(file) },
  });
  return lenses.map(({ command }) => command?.title.replace(/\u2002/, ' '));
};

const details = (auc: number, passed: boolean) => ({
  run: 'run-1',
  metrics: {
    roc_auc: { value: auc, low: auc - 0.01, high: auc + 0.01 },
    log_loss: { value: null, low: null, high: null },
  },
  gates: [{ gate: 'roc_auc at least 0.7', passed, value: auc, bound: 0.7, reason: `${auc} is what there is` }],
  passed,
  params: { seed: 42 },
  hyperparameters: { class_weight: 'balanced' },
  trainingDataset: { ref: 'delay@1/1', hash: 'sha256:0123456789abcdef0123456789abcdef' },
  code: { git: { commit: 'abcdef0123456789', dirty: false }, files: { 'features/on_demand.py': 'x', 'gone.py': 'y' } },
});

const ETHICS = { statement: 'ethics', by: ['owner'] };

function twoVersions(db: Transaction): void {
  for (const [version, auc] of [
    [1, 0.65],
    [2, 0.73456],
  ] as const) {
    registerAsset(db, {
      kind: 'model-version',
      name: 'delay',
      version,
      fingerprint: String(version),
      details: details(auc, auc > 0.7),
    });
  }
  setAlias(db, 'model-version', { name: 'delay', alias: 'champion', version: 2, actor: 'ada' });
  addEdge(db, {
    from: { kind: 'commit', id: 'flights@1/20130131120000000' },
    to: { kind: 'training-dataset', id: 'delay@1/1' },
    role: 'read',
  });
}

describe('the model registry', () => {
  test('shows versions with aliases, metrics, gates, parameters, data and code', () =>
    withRegistry(twoVersions, async (project) => {
      const models = await tree(project, 'modelRegistry');
      const [delay] = models;
      assert.deepEqual(drawn(models).slice(0, 15), [
        'delay (2 versions · champion v2) model',
        '  v2 (champion · roc_auc 0.7346) modelVersion passed',
        '    Metrics () detail',
        '      roc_auc (0.7346 (0.7246 – 0.7446)) detail',
        '      log_loss (not computed) detail',
        '    Gates (all passed) detail',
        '      roc_auc at least 0.7 (0.73456 is what there is) detail passed',
        '    Parameters () detail',
        '      class_weight (balanced) detail',
        '      seed (42) detail',
        '    Data () detail',
        '      delay@1/1 (training dataset · 0123456789ab) detail',
        '      flights@1/20130131120000000 (commit) detail',
        '    Code (abcdef0) detail',
        '      features/on_demand.py () detail',
      ]);
      const blocked = delay?.children?.[1];
      assert.equal(blocked?.state, 'failed');
      assert.equal(blocked?.subject, 'model-version:delay@1');
      assert.match(
        blocked?.tooltip ?? '',
        /blocked by its gates[\s\S]*✗ roc\\?_auc at least 0\.7: 0\.65 is what there is/,
      );
      assert.equal(delay?.target?.file, 'models/delay.model.yaml');
      const code = delay?.children?.[0]?.children?.at(-1)?.children ?? [];
      assert.deepEqual(
        code.map(({ target }) => target?.file),
        ['features/on_demand.py', undefined],
      );
    }));

  test('shows a version that waited for an attestation as passed, once it is signed', () => {
    const waiting = (version: number) => ({
      kind: 'model-version',
      name: 'delay',
      version,
      fingerprint: String(version),
      details: {
        ...details(0.75, false),
        gates: [{ gate: 'ethics attested by owner', passed: false, reason: 'nobody has', attestation: ETHICS }],
      },
    });
    return withRegistry(
      (db) => {
        for (const version of [1, 2]) registerAsset(db, waiting(version));
        const given = { statement: 'ethics', by: 'owner', note: undefined, actor: 'ada' };
        attest(db, findVersion(db, 'delay@1'), given);
      },
      async (project) => {
        const [delay] = await tree(project, 'modelRegistry');
        const [second, first] = delay?.children ?? [];
        assert.deepEqual([first?.state, second?.state], ['passed', 'failed']);
        const gates = first?.children?.find(({ label }) => label === 'Gates');
        assert.equal(gates?.description, 'all passed');
        assert.match(gates?.children?.[0]?.description ?? '', /^attested by owner \(ada\) on /);
      },
    );
  });

  test('shows a model that was never trained, and one that no file defines any more', () =>
    withRegistry(
      (db) =>
        void registerAsset(db, { kind: 'model-version', name: 'old', version: 1, fingerprint: 'x', details: null }),
      async (project) =>
        assert.deepEqual(drawn(await tree(project, 'modelRegistry')), [
          'delay (no version yet) model',
          'old (1 version) model',
          '  v1 () modelVersion failed',
        ]),
    ));

  test('offers versions to choose from, and stands on the lenses of a model', () =>
    withRegistry(twoVersions, async (project) => {
      const { versions, models, deployments, monitors }: Subjects = await project.request('plumbline/subjects', null);
      assert.deepEqual(
        versions.map(({ name }) => name),
        ['delay@2', 'delay@1'],
      );
      assert.match(versions[0]?.detail ?? '', /^champion · all gates passed · /);
      assert.deepEqual(
        [models, deployments, monitors].map((all) => all.map(({ name }) => name)),
        [['delay'], ['delay'], ['inputs']],
      );
      assert.deepEqual(
        (await lensesOf(project, 'models/delay.model.yaml'))[0],
        '$(compare-changes) Compare 2 Versions',
      );
    }));
});

const CANARY = {
  model: 'delay',
  stable: { version: 1, since: '2026-11-20T10:00:00.000Z' },
  candidate: {
    version: 2,
    since: '2026-11-24T10:00:00.000Z',
    step: 0,
    stepSince: '2026-11-24T10:00:00.000Z',
    weight: 25,
  },
  previous: [],
  status: 'progressing',
  reason: 'version 2 gets 25 %',
  plan: { strategy: 'canary', steps: [{ weight: 25 }], onFailure: 'abort', analysis: [] },
};

describe('deployments', () => {
  test('show who answers with which share, and what happened', () =>
    withRegistry(
      (db) => {
        writeState(db, 'deployment', 'delay', CANARY);
        const subject = 'deployment:delay';
        recordEvent(db, { actor: 'ada', action: 'deployed', subject, details: { reason: 'a better one' } });
      },
      async (project) => {
        const rows = await tree(project, 'deployments');
        assert.deepEqual(drawn(rows).slice(0, 4), [
          'delay (v1 75 %, v2 25 % · progressing) rolloutProgressing unknown',
          '  v1 (stable · 75 %) detail',
          '  v2 (candidate · 25 %) detail',
          '  What happened () detail',
        ]);
        const event = rows[0]?.children?.at(-1)?.children?.[0];
        assert.equal(event?.label, 'deployed');
        assert.match(event?.description ?? '', /· ada$/);
        assert.equal(event?.tooltip, 'a better one');
        assert.deepEqual((await lensesOf(project, 'deployments/delay.deployment.yaml')).slice(0, 2), [
          '$(rocket) Deploy',
          '$(sync) v2 gets 25 %',
        ]);
      },
    ));

  test('show the live split, and follow it while requests come in', () =>
    withRegistry(
      (db) => writeState(db, 'deployment', 'delay', CANARY),
      async (project, connection) => {
        const told = new Promise((resolve) => connection.onNotification(LIVE, () => resolve(true)));
        const version = (number: number, role: string, share: number) => ({
          ...{ version: number, role, share },
          ...{ requests: 100, errorRate: 0, p50: 1, p99: 2 },
        });
        await writeSnapshot(path.join(project.root, '.plumbline'), 'deployments/delay', {
          deployment: 'delay',
          address: 'http://127.0.0.1:1/v2/models/delay',
          process: thisProcess(),
          log: { written: 0, lost: 0 },
          at: new Date().toISOString(),
          versions: [version(1, 'stable', 0.742), version(2, 'candidate', 0.258)],
        });
        await project.tell({ '.plumbline/snapshots/deployments/delay.json': 'changed' });
        assert.equal(await told, true);
        assert.deepEqual(drawn(await tree(project, 'deployments')).slice(0, 3), [
          'delay (v1 75 %, v2 25 % · progressing · serving) rolloutProgressing unknown',
          '  v1 (stable · 75 % · 74.2 % now) detail',
          '  v2 (candidate · 25 % · 25.8 % now) detail',
        ]);
      },
    ));

  test('say so where nothing is deployed, and where a state cannot be read', () =>
    withRegistry(
      (db) => writeState(db, 'deployment', 'delay', { from: 'another world' }),
      async (project) =>
        assert.deepEqual(drawn(await tree(project, 'deployments')), ['delay (not deployed yet) rolloutNone']),
    ));
});

describe('runs', () => {
  test('come newest first, with how they ended and their log', () =>
    withRegistry(
      (db) => {
        const asset = { kind: 'pipeline', name: 'flights' };
        finishRun(db, startRun(db, { kind: 'pipeline', asset, logFile: 'runs/1/log.txt' }), {
          status: 'succeeded',
          exitCode: 0,
        });
        const error = { what: 'it broke', why: 'no such day' };
        finishRun(db, startRun(db, { kind: 'pipeline', asset, params: { day: 3 } }), {
          status: 'failed',
          exitCode: 1,
          error,
        });
      },
      async (project) => {
        const [failed, succeeded] = await tree(project, 'runs');
        assert.match(failed?.description ?? '', /^failed · [\d.]+ s · /);
        assert.deepEqual(drawn(failed?.children ?? []), ['it broke (no such day) detail failed', 'day (3) detail']);
        assert.equal(succeeded?.state, 'passed');
        assert.equal(succeeded?.target?.file, path.join(project.root, '.plumbline/runs/1/log.txt'));
      },
    ));
});

describe('commits of a feature group', () => {
  const commits = Array.from({ length: 23 }, (_, i) => ({
    table: 'flights@1',
    instant: `201301${String(i + 1).padStart(2, '0')}120000000`,
    at: `2013-01-${String(i + 1).padStart(2, '0')}T12:00:00.000Z`,
    operation: i === 0 ? 'insert' : 'upsert',
    rows: { added: i === 0 ? 27_004 : 0, updated: i, deleted: i === 22 ? 1 : 0 },
    total: 27_004,
    run: undefined,
  }));

  test('stand below it, the newest first, old ones put away', () =>
    withRegistry(
      (db) => recordCommits(db, commits),
      async (project) => {
        const group = (await tree(project, 'featureStore'))[0]?.children?.[0];
        const row = group?.children?.[0];
        assert.equal(`${row?.label}: ${row?.description}`, 'Commits: 23 · 27,004 rows now');
        assert.equal(row?.children?.length, 21);
        assert.equal(row?.children?.[0]?.description, '~22 −1 · upsert');
        const earlier = row?.children?.at(-1);
        assert.equal(earlier?.label, '3 earlier');
        assert.equal(earlier?.children?.at(-1)?.description, '+27,004 · insert');
        assert.equal(earlier?.children?.at(-1)?.subject, 'commit:flights@1/20130101120000000');
      },
    ));
});

test('a monitor shows what it found last, in the tree and on a lens', async () => {
  const server = await startServer();
  try {
    const project = await server.project(FLIGHTS);
    const registry = await openRegistry(path.join(project.root, '.plumbline'));
    const items = [true, false].map((success, i) => ({
      fingerprint: String(i),
      type: 'psi',
      success,
      severity: 'warning',
      summary: {},
    }));
    await recordResult(registry, {
      kind: 'drift',
      subject: 'inputs',
      target: 'July',
      success: false,
      items,
      whole: {},
    });
    registry.dispose();
    await server.connection.sendNotification('plumbline/ran');
    await project.work();
    const monitors = (await tree(project, 'featureStore')).find(({ context }) => context === 'monitors');
    assert.deepEqual(drawn(monitors?.children ?? []), ['inputs (1 of 2 features drifted) monitor warning']);
    assert.deepEqual((await lensesOf(project, 'monitors/inputs.monitor.yaml')).slice(0, 2), [
      '$(pulse) Detect Drift',
      '$(warning) Last result: drifted',
    ]);
  } finally {
    await server.stop();
  }
});
