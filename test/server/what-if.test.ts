import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { CodeLens } from 'vscode-languageserver/node';
import { expectationFingerprint } from '../../core/definitions/expectation-fingerprint.ts';
import { recordResult } from '../../core/registry/record-result.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { measureOf } from '../../core/reports/what-if/measure.ts';
import { PROFILE } from '../../core/views/stored-profile.ts';
import { VALIDATION } from '../../core/views/stored-validation.ts';
import { type ProjectInEditor, type Server, startServer } from './kit.ts';

const SUITE = 'expectations/trips.expectations.yaml';
const PROJECT = `-- plumbline.yaml --
project: trips
-- ${SUITE} --
name: trips
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: km, min_value: 0, max_value: 200 }
  - type: expect_column_values_to_not_be_null
    kwargs: { column: km }
`;
const BETWEEN = {
  type: 'expect_column_values_to_be_between',
  kwargs: { column: 'km', min_value: 0, max_value: 200 },
};

/** Records what a validation of rows up to `high` on the command line would. */
async function validated({ root }: ProjectInEditor, high: number): Promise<string> {
  const registry = await openRegistry(path.join(root, '.plumbline'));
  try {
    const { min_value, max_value } = BETWEEN.kwargs;
    const by = { min_value, max_value, strict_min: false, strict_max: false };
    const evidence = { measure: measureOf(BETWEEN.type, BETWEEN.kwargs), judged: 40, faults: 0, by, low: 0, high };
    const item = {
      fingerprint: expectationFingerprint(BETWEEN),
      type: BETWEEN.type,
      success: true,
      severity: 'critical',
      summary: { outcome: 'passed', summary: 'km: all 40 values are between 0 and 200', evidence },
    };
    return await recordResult(registry, {
      kind: VALIDATION,
      subject: 'trips',
      target: 'rows.csv',
      success: true,
      items: [item],
      whole: {},
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

async function lenses(project: ProjectInEditor) {
  const found: readonly CodeLens[] = await project.request('textDocument/codeLens', {
    textDocument: { uri: project.uri(SUITE) },
  });
  return found
    .filter(({ command }) => /would/.test(command?.title ?? ''))
    .map(({ range, command }) => [range.start.line, command?.title, command?.arguments?.[0]]);
}

describe('the runs of the past, above an expectation that is edited', () => {
  test('are told while it is typed, by the numbers that were kept', () =>
    alone(async (project, { connection }) => {
      await project.show(SUITE);
      await validated(project, 100);
      const high = await validated(project, 150);
      const newest = await validated(project, 120);
      await connection.sendNotification('plumbline/ran');
      await project.work();
      assert.deepEqual(await lenses(project), [], 'it is as it was judged, and has held');
      await project.type(SUITE, 'max_value: 200', 'max_value: 130');
      assert.deepEqual(await lenses(project), [[2, '$(history)\u2002would have failed 1 of the last 3 runs', high]]);
      await project.type(SUITE, 'max_value: 130', 'max_value: 50');
      assert.deepEqual(await lenses(project), [[2, '$(history)\u2002would have failed 3 of the last 3 runs', newest]]);
      await project.type(SUITE, 'max_value: 50', 'max_value: 160');
      assert.deepEqual(await lenses(project), [[2, '$(pass)\u2002would have held in the last 3 runs', newest]]);
      await project.type(SUITE, 'max_value: 160', 'max_value: ');
      assert.deepEqual(await lenses(project), [[2, '$(pass)\u2002would have held in the last 3 runs', newest]]);
      await project.type(SUITE, 'column: km, min', 'column: other, min');
      assert.deepEqual(await lenses(project), [], 'nobody has looked at that column');
    }));

  test('are read again after a further run', () =>
    alone(async (project, { connection }) => {
      await project.show(SUITE);
      await validated(project, 100);
      await connection.sendNotification('plumbline/ran');
      await project.work();
      await project.type(SUITE, 'max_value: 200', 'max_value: 130');
      assert.match(String((await lenses(project))[0]?.[1]), /would have held in the last run$/);
      await validated(project, 150);
      await connection.sendNotification('plumbline/ran');
      await project.work();
      assert.match(String((await lenses(project))[0]?.[1]), /would have failed 1 of the last 2 runs$/);
    }));
});

test('a kept profile has a page; other results have none of that kind', () =>
  alone(async (project) => {
    const registry = await openRegistry(path.join(project.root, '.plumbline'));
    const about = { subject: 'rows', target: 'rows.csv', success: true, items: [] };
    const page = { kind: 'profile', suite: 'rows' };
    const id = await recordResult(registry, { ...about, kind: PROFILE, whole: { page, drawn: {} } });
    const other = await recordResult(registry, { ...about, kind: VALIDATION, whole: { page: { kind: 'validation' } } });
    registry.dispose();
    assert.deepEqual(await project.request('plumbline/profilePage', { result: id }), { ...page, id });
    assert.equal(await project.request('plumbline/profilePage', { result: other }), null);
    assert.equal(await project.request('plumbline/profilePage', { result: '../../etc/passwd' }), null);
  }));
