import './without-vscode.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SuiteOutcome } from '../../core/views/progress.ts';
import type { Status } from '../../core/views/requests.ts';

const { describeTests } = await import('../../client/commands/run-test.ts');
const { nameProblem } = await import('../../client/commands/new-definition.ts');
const { describeSuites } = await import('../../client/validation-outcome.ts');
const { textOf } = await import('../../client/status-bar.ts');
const { readSubject } = await import('../../client/subjects.ts');
const { versionsIn } = await import('../../client/commands/model-versions.ts');
const { described } = await import('../../client/commands/create-training-data.ts');
const { describeVersion } = await import('../../client/commands/run-pipeline.ts');
const { reasonIn } = await import('../../client/commands/rollout.ts');

const suite = (name: string, good: number, all: number) =>
  ({
    suite: name,
    success: good === all,
    statistics: { successful_expectations: good, evaluated_expectations: all },
  }) as SuiteOutcome;

test('the end of a validation in a sentence', () => {
  assert.equal(describeSuites([]), 'There was no suite to judge by.');
  assert.equal(describeSuites([suite('flights', 12, 12)]), 'flights passed: 12 of 12 expectations hold.');
  assert.equal(describeSuites([suite('flights', 11, 12)]), 'flights failed: 11 of 12 expectations hold.');
  assert.equal(describeSuites([suite('a', 1, 1), suite('b', 1, 1)]), 'All 2 suites passed.');
  assert.equal(describeSuites([suite('a', 0, 1), suite('b', 1, 1), suite('c', 0, 1)]), '2 of 3 suites failed: a, c.');
});

test('the end of a test run in a sentence', () => {
  assert.equal(describeTests({ passed: 1, failed: 0, skipped: 0 }), '1 test passed.');
  assert.equal(describeTests({ passed: 3, failed: 2, skipped: 1 }), '3 tests passed, 2 failed, 1 skipped.');
});

test('the status bar shows only what there is', () => {
  const status: Status = {
    state: 'ready',
    project: 'flights',
    files: 9,
    errors: 0,
    warnings: 0,
    suites: { passed: 1, failed: 0, unknown: 0 },
  };
  assert.equal(textOf(status), '$(pass) Plumbline');
  assert.equal(textOf({ ...status, errors: 2 }), 'Plumbline $(error) 2');
  assert.equal(
    textOf({ ...status, errors: 2, warnings: 1, suites: { ...status.suites, failed: 3 } }),
    'Plumbline $(error) 2 $(warning) 1 $(beaker-stop) 3',
  );
  assert.equal(textOf({ ...status, state: 'loading' }), '$(loading~spin) Plumbline');
});

test('an id or a name says what a command is about', () => {
  assert.deepEqual(readSubject('feature-group:flights@1'), { id: 'feature-group:flights@1', name: 'flights@1' });
  assert.deepEqual(readSubject('pipeline:flights_features'), {
    id: 'pipeline:flights_features',
    name: 'flights_features',
  });
  assert.equal(readSubject('flights').name, 'flights');
  assert.equal(readSubject('c:\\data\\flights.csv').name, 'c:\\data\\flights.csv');
  assert.equal(readSubject('/data/flights.csv').name, '/data/flights.csv');
});

test('a new name is refused with a reason', () => {
  const problem = (name: string) => nameProblem(name, ['flights'], 'feature group');
  assert.equal(problem('planes'), undefined);
  assert.match(problem('') ?? '', /Give the feature group a name/);
  assert.match(problem('flights') ?? '', /already/);
  for (const bad of ['1st', 'a b', 'a/b', 'ä', '../x']) assert.match(problem(bad) ?? '', /with a letter first/, bad);
});

test('versions of models are found among ids, rows of the tree, and several that are selected', () => {
  const row = (subject: string) => ({ id: subject, subject });
  assert.deepEqual(versionsIn(['model-version:delay@3', 'model-version:delay@4']), ['delay@3', 'delay@4']);
  assert.deepEqual(versionsIn([row('model-version:delay@3')]), ['delay@3']);
  const selected = [row('model-version:delay@3'), row('model-version:delay@1')];
  assert.deepEqual(versionsIn([selected[0], selected]), ['delay@3', 'delay@1']);
  assert.deepEqual(versionsIn([row('model:delay'), undefined, 'delay@3']), []);
});

test('what became of training data and of a rollout in a sentence', () => {
  const hash = 'sha256:0123456789abcdef';
  assert.equal(described({ created: true, hash }), 'the training data was created, its hash is 0123456789ab.');
  assert.equal(described({ created: false, hash }), 'the training data was there already, its hash is 0123456789ab.');
  assert.equal(described(undefined), 'the training data was created.');
  assert.equal(
    reasonIn({ state: 'version 4 answers all requests', reason: 'promoted' }),
    'version 4 answers all requests',
  );
  assert.equal(reasonIn({ reason: 'promoted' }), 'promoted');
  assert.equal(reasonIn(undefined), 'done');
});

test('what a training pipeline made in a sentence', () => {
  const gates = [
    { gate: 'roc_auc at least 0.7', passed: true, reason: '0.71' },
    { gate: 'recall at least 0.4', passed: false, reason: '0.38 is below 0.4' },
  ];
  assert.equal(describeVersion({ version: 'delay@3', passed: true, gates: [] }), 'delay@3 is registered.');
  assert.equal(describeVersion({ version: 'delay@3', passed: true, gates }), 'delay@3 passed all its gates.');
  assert.equal(
    describeVersion({ version: 'delay@3', passed: false, gates }),
    'delay@3 is blocked by recall at least 0.4: 0.38 is below 0.4.',
  );
});
