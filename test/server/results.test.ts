import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { CodeLens } from 'vscode-languageserver/node';
import { expectationFingerprint } from '../../core/definitions/expectation-fingerprint.ts';
import { recordResult } from '../../core/registry/record-result.ts';
import { finishRun, startRun } from '../../core/registry/record-run.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import type { LineagePage } from '../../core/views/lineage-page.ts';
import type { Subject, Subjects, TestTarget } from '../../core/views/requests.ts';
import { VALIDATION } from '../../core/views/stored-validation.ts';
import type { TreeNode } from '../../core/views/tree.ts';
import { FLIGHTS } from './flights.ts';
import { type ProjectInEditor, type Server, startServer } from './kit.ts';

const SUITE = 'expectations/flights.expectations.yaml';
const BETWEEN = {
  type: 'expect_column_values_to_be_between',
  kwargs: { column: 'distance_km', min_value: 0, max_value: 9000, row_condition: "origin = 'JFK'" },
};
const NOT_NULL = { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'flight_id' } };

/** Records what a validation on the command line would; `failing` are those that do not hold. */
async function validated(
  project: ProjectInEditor,
  failing: readonly (typeof BETWEEN | typeof NOT_NULL)[],
  target = 'feature-group:flights@1',
): Promise<string> {
  const registry = await openRegistry(path.join(project.root, '.plumbline'));
  try {
    const items = [NOT_NULL, BETWEEN].map((expectation) => {
      const success = !failing.includes(expectation);
      const summary = {
        outcome: success ? 'passed' : 'failed',
        summary: `${expectation.kwargs.column}: 3 of 9 values fail`,
      };
      return {
        fingerprint: expectationFingerprint(expectation),
        type: expectation.type,
        success,
        severity: 'critical',
        summary,
      };
    });
    const whole = { page: { kind: 'validation', suite: 'flights' }, result: {} };
    const success = failing.length === 0;
    return await recordResult(registry, { kind: VALIDATION, subject: 'flights', target, success, items, whole });
  } finally {
    registry.dispose();
  }
}

/** Servers tell of the first project they have, so each test has one of its own. */
async function alone(work: (project: ProjectInEditor, server: Server) => Promise<void>): Promise<void> {
  const server = await startServer();
  try {
    await work(await server.project(FLIGHTS), server);
  } finally {
    await server.stop();
  }
}

describe('what the last validation found', () => {
  test('stands on the line that caused it, as long as that is what was judged', () =>
    alone(async (project, { connection }) => {
      await project.show(SUITE);
      await validated(project, [BETWEEN]);
      await connection.sendNotification('plumbline/ran');
      assert.deepEqual(await project.problems(SUITE), ['7 last-validation']);
      const [finding] = project.diagnostics(SUITE);
      assert.match(
        String(finding?.message),
        /^distance_km: 3 of 9 values fail\nJudged flights@1 on \d+ [A-Z][a-z]+ 20\d\d/,
      );
      await project.type(SUITE, 'max_value: 9000', 'max_value: 9999');
      assert.deepEqual(await project.problems(SUITE), []);
      await project.type(SUITE, 'max_value: 9999', 'max_value: 9000');
      assert.deepEqual(await project.problems(SUITE), ['7 last-validation']);
      await project.type(SUITE, 'parameters: { longest: 9000 }\n', 'parameters:\n  # moved\n  longest: 9000\n');
      assert.deepEqual(await project.problems(SUITE), ['9 last-validation']);
    }));

  test('goes when the next run passes, also one on the command line', () =>
    alone(async (project) => {
      await validated(project, [BETWEEN, NOT_NULL]);
      await project.tell({ '.plumbline/registry.db': 'came' });
      assert.deepEqual(await project.problems(SUITE), ['5 last-validation', '7 last-validation']);
      await validated(project, []);
      await project.tell({ '.plumbline/registry.db': 'changed' });
      assert.deepEqual(await project.problems(SUITE), []);
    }));

  test('is told of each group that the suite has judged', () =>
    alone(async (project, { connection }) => {
      await validated(project, [BETWEEN], 'feature-group:weather@2');
      await validated(project, [BETWEEN], 'feature-group:gone@1');
      await validated(project, []);
      await connection.sendNotification('plumbline/ran');
      assert.deepEqual(await project.problems(SUITE), ['7 last-validation']);
      assert.match(String(project.diagnostics(SUITE)[0]?.message), /Judged weather@2 on /);
    }));

  test('has a page, a lens that opens it, and a state in the tree', () =>
    alone(async (project, { connection }) => {
      const id = await validated(project, [BETWEEN]);
      await connection.sendNotification('plumbline/ran');
      await project.show(SUITE);
      await project.work();
      const page = { kind: 'validation', suite: 'flights', id };
      assert.deepEqual(await project.request('plumbline/validationPage', { suite: 'flights' }), page);
      assert.deepEqual(await project.request('plumbline/validationPage', { suite: 'expectation-suite:flights' }), page);
      assert.deepEqual(await project.request('plumbline/validationPage', { result: id }), page);
      assert.equal(await project.request('plumbline/validationPage', { suite: 'other' }), null);
      const lenses: CodeLens[] = await project.request('textDocument/codeLens', {
        textDocument: { uri: project.uri(SUITE) },
      });
      assert.deepEqual(lenses[1]?.command, {
        title: '$(error)\u2002Last result: failed',
        command: 'plumbline.showResult',
        arguments: [id],
      });
      const suite = (await tree(project)).find(({ id: kind }) => kind === 'expectation-suite')?.children?.[0];
      assert.match(suite?.description ?? '', /^1 of 2 fail$/);
      assert.match(suite?.tooltip ?? '', /^Judged on \d+ [A-Z][a-z]+ 20\d\d, \d\d:\d\d: 1 of 2 fail\.$/m);
      assert.equal(suite?.state, 'failed');
      assert.deepEqual(
        suite?.children?.map(({ label, state }) => `${label}: ${state}`),
        ['values to be between: failed'],
      );
    }));
});

const tree = (project: ProjectInEditor) => project.request<readonly TreeNode[]>('plumbline/featureStore', null);

describe('trees and lists', () => {
  test('the feature store shows what the project has', () =>
    alone(async (project) => {
      const rows = (nodes: readonly TreeNode[], depth: number): readonly string[] =>
        nodes.flatMap(({ label, description, context, state, children }) => [
          `${'  '.repeat(depth)}${label} (${description ?? ''}) ${context}${state === undefined ? '' : ` ${state}`}`,
          ...(depth < 2 ? rows(children ?? [], depth + 1) : []),
        ]);
      assert.deepEqual(rows(await tree(project), 0), [
        'Feature groups (3) featureGroups',
        '  flights (v1 · 5 features) featureGroup unknown',
        '    flights (2 expectations) expectationSuite unknown',
        '    flight_id (string · primary key) detail',
        '    scheduled_departure (timestamp · event time) detail',
        '    origin (string) detail',
        '    distance_km (double) detail',
        '    cancelled (boolean) detail',
        '  weather (v1 · 3 features) featureGroup',
        '    origin (string · primary key) detail',
        '    hour (timestamp · primary key) detail',
        '    wind_speed (double) detail',
        '  weather (v2 · 4 features) featureGroup',
        '    origin (string · primary key) detail',
        '    hour (timestamp · primary key) detail',
        '    wind_speed (double) detail',
        '    visib (double) detail',
        'Feature views (1) featureViews',
        '  delay (v1 · flights@1) featureView',
        '    Training dataset 1 (not created yet) detail',
        'Expectation suites (1) expectationSuites',
        '  flights (2 expectations) expectationSuite unknown',
        'Pipelines (1) pipelines',
        '  flights (not run yet) pipeline unknown',
        'Monitors (1) monitors',
        '  inputs (not looked yet) monitor',
      ]);
      const feature = (await tree(project))[0]?.children?.[0]?.children?.[3];
      assert.deepEqual(feature?.target, {
        file: 'feature_groups/flights.feature-group.yaml',
        range: { start: { line: 8, character: 12 }, end: { line: 8, character: 18 } },
      });
    }));

  test('a pipeline shows how its last run ended', () =>
    alone(async (project, { connection }) => {
      const registry = await openRegistry(path.join(project.root, '.plumbline'));
      await registry.write((db) => {
        const run = startRun(db, { kind: 'pipeline', asset: { kind: 'pipeline', name: 'flights' } });
        finishRun(db, run, { status: 'failed', exitCode: 1, error: { what: 'it broke', why: 'no such day' } });
      });
      registry.dispose();
      await connection.sendNotification('plumbline/ran');
      await project.work();
      const pipeline = (await tree(project)).find(({ id }) => id === 'pipeline')?.children?.[0];
      assert.equal(pipeline?.description, 'failed');
      assert.match(
        pipeline?.tooltip ?? '',
        /^Run of \d+ [A-Z][a-z]+ 20\d\d, \d\d:\d\d: failed: it broke\. no such day$/m,
      );
      assert.equal(pipeline?.state, 'failed');
    }));

  test('the Testing view lists suites with expectations and files with tests', () =>
    alone(async (project) => {
      const rows = (targets: readonly TestTarget[], depth = 0): readonly string[] =>
        targets.flatMap(({ kind, label, description, selector, range, children }) => [
          `${'  '.repeat(depth)}${kind} ${label} (${description ?? ''}) ${selector} ${range === undefined ? '' : range.start.line + 1}`,
          ...rows(children ?? [], depth + 1),
        ]);
      assert.deepEqual(rows(await project.request('plumbline/tests', null)), [
        'folder Expectation suites ()  ',
        '  suite flights (flights@1) flights 1',
        '    expectation values to not be null (flight_id) flights 5',
        '    expectation values to be between (distance_km) flights 7',
        'folder Feature and pipeline tests ()  ',
        '  python-file tests/test_on_demand.py () tests/test_on_demand.py ',
        '    python-test test_distance () tests/test_on_demand.py::test_distance 3',
      ]);
    }));

  test('the palette offers what commands can be about', () =>
    alone(async (project) => {
      const { root, groups, suites, pipelines, views }: Subjects = await project.request('plumbline/subjects', null);
      assert.equal(root, project.root);
      const names = (subjects: readonly Subject[]) => subjects.map(({ name }) => name);
      assert.deepEqual(names(groups), ['flights@1', 'weather@1', 'weather@2']);
      assert.deepEqual([suites, pipelines, views].map(names), [['flights'], ['flights'], ['delay@1']]);
      const here = await project.request('plumbline/subjectAt', { uri: project.uri(SUITE) });
      assert.deepEqual(here, suites[0]);
      assert.equal(await project.request('plumbline/subjectAt', { uri: project.uri('pipelines/flights.py') }), null);
    }));

  test('a page draws what an asset is made of and what is made of it', () =>
    alone(async (project) => {
      const page: LineagePage = await project.request('plumbline/lineage', { asset: 'feature-view:delay@1' });
      assert.equal(page.focus, 'feature-view:delay@1');
      assert.deepEqual(page.nodes.map(({ id }) => id).sort(), [
        'deployment:delay',
        'expectation-suite:flights',
        'feature-group:flights@1',
        'feature-group:weather@1',
        'feature-view:delay@1',
        'file:data/flights.csv',
        'function:features/on_demand.py::distance_km',
        'model:delay',
        'monitor:inputs',
        'pipeline:flights',
      ]);
      const node = (id: string) => page.nodes.find((each) => each.id === id);
      assert.deepEqual(node('function:features/on_demand.py::distance_km'), {
        id: 'function:features/on_demand.py::distance_km',
        kind: 'function',
        label: 'distance_km',
        detail: 'features/on_demand.py',
        state: 'unknown',
        target: {
          file: 'features/on_demand.py',
          range: { start: { line: 2, character: 4 }, end: { line: 2, character: 15 } },
        },
      });
      assert.equal(node('feature-group:flights@1')?.detail, 'One row per scheduled flight.');
      assert(
        page.edges.some(
          ({ from, to, role }) =>
            from === 'feature-group:weather@1' && to === 'feature-view:delay@1' && role === 'joins',
        ),
      );
      assert.equal(await project.request('plumbline/lineage', { asset: 'feature-view:none@1' }), null);
    }));

  test('who asks while the project is still being read gets the answer when it is', async () => {
    const server = await startServer({ folders: [path.join(import.meta.dirname, '../../templates/starter')] });
    try {
      const { pipelines } = (await server.connection.sendRequest('plumbline/subjects', null)) as Subjects;
      assert.deepEqual(
        pipelines.map(({ name }) => name),
        ['orders_features', 'train_late_orders'],
      );
    } finally {
      await server.stop();
    }
  });

  test('without a project there is nothing to show', async () => {
    const server = await startServer();
    try {
      assert.deepEqual(await server.connection.sendRequest('plumbline/featureStore', null), []);
      assert.deepEqual(await server.connection.sendRequest('plumbline/tests', null), []);
      assert.equal(await server.connection.sendRequest('plumbline/lineage', { asset: 'x' }), null);
      assert.equal(((await server.connection.sendRequest('plumbline/subjects', null)) as Subjects).root, null);
    } finally {
      await server.stop();
    }
  });
});
