import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startServer } from './kit.ts';

const server = await startServer();
after(() => server.stop());

const FLIGHTS = `-- plumbline.yaml --
project: flights
rules: { missing-description: off }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [flight_id]
features:
  - { name: flight_id, type: string }
  - { name: carrier, type: string }
-- flights.expectations.yaml --
name: flights
feature_group: flights@1
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: flight_id }
`;

test('a finding comes while a name is typed wrongly, and goes when it is put right', async () => {
  const project = await server.project(FLIGHTS);
  await project.show('flights.expectations.yaml');
  assert.deepEqual(await project.problems('flights.expectations.yaml'), []);
  await project.type('flights.expectations.yaml', 'column: flight_id', 'column: fligth_id');
  assert.deepEqual(await project.problems('flights.expectations.yaml'), ['5 unknown-column']);
  await project.type('flights.expectations.yaml', 'column: fligth_id', 'column: flight_id');
  assert.deepEqual(await project.problems('flights.expectations.yaml'), []);
});
