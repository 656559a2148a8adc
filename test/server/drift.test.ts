import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fingerprintOf } from '../../core/platform/fingerprint.ts';
import { recordResult } from '../../core/registry/record-result.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { BY_HAND, DRIFT, type DriftStatistics, type StoredFeatureDrift } from '../../core/views/stored-drift.ts';
import { FLIGHTS } from './flights.ts';
import { type ProjectInEditor, type Server, startServer } from './kit.ts';

const GROUP = 'feature_groups/flights.feature-group.yaml';
const MONITOR = 'monitors/seasons.monitor.yaml';
const WATCHED = { feature_group: 'flights@1' };
const DEFINITION = {
  name: 'seasons',
  kind: 'feature-drift',
  reference: WATCHED,
  current: { ...WATCHED, filter: "origin = 'JFK'" },
  features: ['distance_km', 'origin'],
};
const PROJECT = `${FLIGHTS}
-- ${MONITOR} --
name: seasons
kind: feature-drift
reference: { feature_group: flights@1 }
current: { feature_group: flights@1, filter: "origin = 'JFK'" }
features: [distance_km, origin]
`;

/** Records what a comparison on the command line would; `moved` are the features that drifted. */
async function compared(project: ProjectInEditor, moved: readonly string[], subject = 'seasons'): Promise<string> {
  const registry = await openRegistry(path.join(project.root, '.plumbline'));
  const features = DEFINITION.features;
  const statistics: DriftStatistics = {
    share: moved.length / features.length,
    allowedShare: 0.5,
    judged: features.length,
    drifted: moved.length,
    reference: 'flights@1',
    current: "flights@1 where origin = 'JFK'",
    groups: ['flights@1'],
    ...(subject === BY_HAND ? {} : { monitor: fingerprintOf(DEFINITION) }),
  };
  try {
    return await recordResult(registry, {
      kind: DRIFT,
      subject,
      target: statistics.current,
      success: statistics.share < 0.5,
      statistics,
      items: features.map((feature) => ({
        fingerprint: feature,
        type: 'psi',
        column: feature,
        success: !moved.includes(feature),
        severity: 'warning',
        summary: {
          outcome: moved.includes(feature) ? 'drifted' : 'steady',
          summary: 'Population stability index: 0.31; from 0.1 it is drift',
          of: { group: 'flights@1', feature },
        } satisfies StoredFeatureDrift,
      })),
      whole: { page: { kind: 'drift', monitor: subject } },
    });
  } finally {
    registry.dispose();
  }
}

async function alone(work: (project: ProjectInEditor, server: Server) => Promise<void>): Promise<void> {
  const server = await startServer();
  try {
    await work(await server.project(PROJECT), server);
  } finally {
    await server.stop();
  }
}

const driftIn = async (project: ProjectInEditor, file: string) =>
  (await project.problems(file)).filter((problem) => problem.includes('last-drift'));

describe('what drifted when it was last compared', () => {
  test('stands on the line of the feature and on the name of the monitor, until it no longer does', () =>
    alone(async (project, { connection }) => {
      await project.show(GROUP);
      await project.show(MONITOR);
      await compared(project, ['distance_km']);
      await connection.sendNotification('plumbline/ran');
      assert.deepEqual(await driftIn(project, GROUP), ['10 last-drift']);
      assert.deepEqual(await driftIn(project, MONITOR), ['1 last-drift']);
      const [finding] = project.diagnostics(GROUP).filter(({ code }) => code === 'last-drift');
      assert.match(
        String(finding?.message),
        /^drifted: Population stability index: 0\.31; from 0\.1 it is drift\nflights@1 was compared with flights@1 where origin = 'JFK' by seasons on \d+ [A-Z]/,
      );
      await compared(project, []);
      await connection.sendNotification('plumbline/ran');
      assert.deepEqual(await driftIn(project, GROUP), []);
      assert.deepEqual(await driftIn(project, MONITOR), []);
    }));

  test('is not told of a monitor that has changed since', () =>
    alone(async (project, { connection }) => {
      await project.show(MONITOR);
      await compared(project, ['distance_km', 'origin']);
      await connection.sendNotification('plumbline/ran');
      assert.deepEqual(await driftIn(project, MONITOR), ['1 last-drift']);
      await project.type(MONITOR, "origin = 'JFK'", "origin = 'EWR'");
      assert.deepEqual(await driftIn(project, MONITOR), []);
    }));

  test('is told of comparisons by hand, of which the last one counts', () =>
    alone(async (project, { connection }) => {
      await project.show(GROUP);
      await compared(project, ['origin'], BY_HAND);
      await connection.sendNotification('plumbline/ran');
      assert.deepEqual(await driftIn(project, GROUP), ['9 last-drift']);
      await compared(project, [], BY_HAND);
      await connection.sendNotification('plumbline/ran');
      assert.deepEqual(await driftIn(project, GROUP), []);
    }));

  test('has a page, by the result and by the monitor', () =>
    alone(async (project, { connection }) => {
      const id = await compared(project, ['origin']);
      await connection.sendNotification('plumbline/ran');
      await project.work();
      const page = { kind: 'drift', monitor: 'seasons', id };
      assert.deepEqual(await project.request('plumbline/driftPage', { result: id }), page);
      assert.deepEqual(await project.request('plumbline/driftPage', { monitor: 'seasons' }), page);
      assert.deepEqual(await project.request('plumbline/driftPage', { monitor: 'monitor:seasons' }), page);
      assert.equal(await project.request('plumbline/driftPage', { monitor: 'other' }), null);
    }));
});
