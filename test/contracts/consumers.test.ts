import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consumersOf, consumersOfColumn } from '../../core/contracts/consumers.ts';
import { projectFromFiles } from '../../core/project/load-project.ts';

const FILES = {
  'flights.feature-group.yaml': `name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: origin, type: string }, { name: late, type: boolean }]
`,
  'weather.feature-group.yaml': `name: weather
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }, { name: temp, type: double }, { name: visib, type: double }]
`,
  'all.feature-view.yaml': 'name: all\nversion: 1\nquery: { from: weather@1 }\n',
  'delays.feature-view.yaml': `name: delays
version: 1
labels: [late]
query:
  from: flights@1
  joins: [{ feature_group: weather@1, on: [origin], select: [temp], prefix: w_ }]
`,
  'delays.model.yaml': 'name: delays\nfeature_view: delays@1\ntask: binary-classification\n',
  'delays.deployment.yaml': 'name: delays\nmodel: delays@1\n',
  'inputs.monitor.yaml': `name: inputs
kind: feature-drift
reference: { training_dataset: delays@1/1 }
current: { deployment: delays }
`,
  'weather.expectations.yaml': `name: weather
feature_group: weather@1
expectations: [{ type: expect_column_values_to_not_be_null, kwargs: { column: temp } }]
`,
};

const project = await projectFromFiles('/p', Object.entries(FILES));
const weather = project.resolve('feature-group', 'weather@1')!;

test('a column is read by the views that select it, and by all that stands on them', () => {
  assert.deepEqual(
    consumersOfColumn(project, weather, 'temp').map(({ kind, name }) => `${kind} ${name}`),
    ['feature-view all@1', 'feature-view delays@1', 'model delays', 'deployment delays', 'monitor inputs'],
  );
});

test('a view that selects everything reads every column; one that lists its columns only those', () => {
  assert.deepEqual(
    consumersOfColumn(project, weather, 'visib').map(({ name }) => name),
    ['all@1'],
  );
});

test('of a whole group, every view that joins it is a reader', () => {
  assert.deepEqual(
    consumersOf(project, weather.path).map(({ kind, name }) => `${kind} ${name}`),
    ['feature-view all@1', 'feature-view delays@1', 'model delays', 'deployment delays', 'monitor inputs'],
  );
});

test('what nobody reads breaks nobody', () => {
  const flights = project.resolve('feature-group', 'flights@1')!;
  assert.ok(!consumersOfColumn(project, flights, 'late').some(({ name }) => name === 'all@1'));
  assert.deepEqual(consumersOf(project, 'inputs.monitor.yaml'), []);
});
