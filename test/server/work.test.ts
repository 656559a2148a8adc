import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type ProjectInEditor, startServer, type Work } from './kit.ts';

const server = await startServer();
after(() => server.stop());

const VIEWS = 300;
const GROUP = `name: flights
version: 1
primary_key: [flight_id]
features:
  - { name: flight_id, type: string }
  - { name: distance_km, type: double }
  - { name: carrier, type: string }
`;
const EXPECTATIONS = Array.from(
  { length: 2500 },
  (_, index) =>
    `  - type: expect_column_values_to_be_between\n    kwargs: { column: distance_km, min_value: 0, max_value: ${index + 1} }\n`,
);
const SUITE = `name: flights\nfeature_group: flights@1\nexpectations:\n${EXPECTATIONS.join('')}`;
const view = (index: number, column: string) =>
  `-- v${index}.feature-view.yaml --\nname: v${index}\nversion: 1\nquery: { from: flights@1, select: [${column}] }\n`;

/** A large suite, and many views: half of them select the one column, half the other. */
async function large(): Promise<ProjectInEditor> {
  const views = Array.from({ length: VIEWS }, (_, index) => view(index, index % 2 === 0 ? 'distance_km' : 'carrier'));
  const rules = 'rules: { missing-description: off, duplicate-expectation: off, contradictory-expectations: off }';
  return server.project(
    `-- plumbline.yaml --\nproject: large\n${rules}\n-- flights.feature-group.yaml --\n${GROUP}-- flights.expectations.yaml --\n${SUITE}${views.join('')}`,
  );
}

/** What an edit costs. */
async function cost(project: ProjectInEditor, edit: () => Promise<void>): Promise<Work> {
  const before = await project.work();
  await edit();
  const now = await project.work();
  return {
    filesChecked: now.filesChecked - before.filesChecked,
    chunksParsed: now.chunksParsed - before.chunksParsed,
  };
}

test('a key typed in a suite of 2,500 expectations parses what it touched and checks one file', async () => {
  const project = await large();
  const suite = 'flights.expectations.yaml';
  await project.show(suite);
  const { filesChecked, chunksParsed } = await cost(project, () =>
    project.type(suite, 'max_value: 1250 ', 'max_value: 12501 '),
  );
  assert.equal(filesChecked, 1);
  assert(chunksParsed <= 2, `${chunksParsed} chunks parsed`);
  assert.deepEqual(await project.problems(suite), []);
  const broken = await cost(project, () =>
    project.type(
      suite,
      'column: distance_km, min_value: 0, max_value: 700 }',
      'column: "distance_km, min_value: 0, max_value: 700 }',
    ),
  );
  // With the column that it names, what a suite uses of its group changes.
  assert(broken.filesChecked <= 2, `${broken.filesChecked} files checked`);
  assert(broken.chunksParsed <= 4, `${broken.chunksParsed} chunks parsed`);
});

test('a key typed in a feature concerns those that use that feature', async () => {
  const project = await large();
  const group = 'flights.feature-group.yaml';
  await project.show(group);
  const renamed = await cost(project, () => project.type(group, 'name: carrier', 'name: carriers'));
  assert.equal(renamed.filesChecked, 1 + VIEWS / 2);
  assert.deepEqual(await project.problems('v1.feature-view.yaml'), ['3 unknown-column']);
  assert.deepEqual(await project.problems('v2.feature-view.yaml'), []);
  const described = await cost(project, () =>
    project.type(group, 'primary_key', 'description: All of them.\nprimary_key'),
  );
  assert.deepEqual(described, { filesChecked: 1, chunksParsed: 2 });
});

test('what is asked for parses nothing', async () => {
  const project = await large();
  const suite = 'flights.expectations.yaml';
  await project.show(suite);
  const textDocument = { uri: project.uri(suite) };
  const position = { line: 2500, character: 20 };
  const asked = await cost(project, async () => {
    for (const method of ['completion', 'hover', 'definition', 'documentSymbol', 'codeLens']) {
      await project.request(`textDocument/${method}`, { textDocument, position });
    }
    await project.request('plumbline/featureStore', null);
    await project.request('plumbline/tests', null);
  });
  assert.deepEqual(asked, { filesChecked: 0, chunksParsed: 0 });
});
