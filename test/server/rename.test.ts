import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { startServer } from './kit.ts';

const server = await startServer();
after(() => server.stop());

const FILES = `-- plumbline.yaml --
project: flights
rules: { feature-without-test: off }
-- a.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
event_time: at
features:
  - { name: origin, type: string }
  - { name: at, type: timestamp }
  - { name: wind, type: double }
  - { name: double_wind, type: double, function: "f.py::double_wind" }
-- b.feature-group.yaml --
name: flights
version: 2
primary_key: [origin]
features:
  - { name: origin, type: string }
-- c.feature-view.yaml --
name: joined
version: 1
query:
  from: flights@2
  joins:
    - { feature_group: flights@1, on: [origin], select: [wind], prefix: w_ }
  filter: "w_wind > 3 AND NOT (w_wind > 30)"
transformations:
  - { features: [w_wind], function: standard_scaler }
evaluation_sets:
  - name: windy
    filter: >-
      w_wind > 20
      OR w_wind < 2
-- d.expectations.yaml --
name: d
feature_group: flights@1
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: wind, min_value: 0, row_condition: 'wind <> 99 AND "wind" > 0' }
-- gx.json --
{
  "name": "gx",
  "meta": { "plumbline": { "feature_group": "flights@1" } },
  "expectations": [
    { "type": "expect_column_to_exist", "kwargs": { "column": "wind" } },
    { "type": "expect_column_pair_values_to_be_equal", "kwargs": { "column_A": "wind", "column_B": "w\\u0069nd" } }
  ]
}
-- f.py --
def other(wind):
    return wind


def double_wind(wind: float) -> float:
    """Twice the wind."""
    # wind is in mph
    return max(wind, initial(wind=wind, text="wind")) * 2 + f.wind
`;

/** The lines that a rename changes, as they are afterwards; or why it cannot be. */
async function renamed(file: string, at: string, newName: string): Promise<readonly string[] | string> {
  const project = await server.project(FILES);
  await project.show(file);
  const text = project.text(file);
  const where = text.indexOf(at.replace('|', ''));
  assert(where >= 0);
  const marked = text.slice(0, where) + at + text.slice(where + at.length - 1);
  try {
    const edit = await project.at<WorkspaceEdit>('textDocument/rename', file, marked, { newName });
    const after = await project.edited(edit);
    const lines = await Promise.all(
      Object.entries(after).map(async ([path, now]) => {
        await project.show(path);
        const before = project.text(path).split('\n');
        return now.split('\n').flatMap((line, index) => (line === before[index] ? [] : `${path}: ${line.trim()}`));
      }),
    );
    return lines.flat();
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a column is renamed', () => {
  test('in its group, views, conditions, suites, JSON and the functions that take it', async () => {
    assert.deepEqual(await renamed('a.feature-group.yaml', 'name: wi|nd,', 'gust'), [
      'a.feature-group.yaml: - { name: gust, type: double }',
      'c.feature-view.yaml: - { feature_group: flights@1, on: [origin], select: [gust], prefix: w_ }',
      'c.feature-view.yaml: filter: "w_gust > 3 AND NOT (w_gust > 30)"',
      'c.feature-view.yaml: - { features: [w_gust], function: standard_scaler }',
      'c.feature-view.yaml: w_gust > 20',
      'c.feature-view.yaml: OR w_gust < 2',
      `d.expectations.yaml: kwargs: { column: gust, min_value: 0, row_condition: 'gust <> 99 AND "gust" > 0' }`,
      'gx.json: { "type": "expect_column_to_exist", "kwargs": { "column": "gust" } },',
      'gx.json: { "type": "expect_column_pair_values_to_be_equal", "kwargs": { "column_A": "gust", "column_B": "gust" } }',
      'f.py: def double_wind(gust: float) -> float:',
      'f.py: return max(gust, initial(wind=gust, text="wind")) * 2 + f.wind',
    ]);
  });

  test('whose name has signs that no column should have', async () => {
    const project = await server.project(`-- plumbline.yaml --
project: odd
-- a.feature-group.yaml --
name: a
version: 1
features:
  - { name: "wi(nd", type: double }
-- b.feature-view.yaml --
name: b
version: 1
query: { from: a@1 }
evaluation_sets:
  - name: windy
    filter: >-
      "wi(nd" > 20
      OR "wi(nd" < 2
`);
    await project.show('a.feature-group.yaml');
    const marked = project.text('a.feature-group.yaml').replace('wi(nd', 'wi|(nd');
    const edit = await project.at<WorkspaceEdit>('textDocument/rename', 'a.feature-group.yaml', marked, {
      newName: 'gust',
    });
    const view = (await project.edited(edit))['b.feature-view.yaml'] ?? '';
    assert.match(view, /"gust" > 20\n +OR "gust" < 2/);
  });

  test('from where it has a prefix', async () => {
    const lines = await renamed('c.feature-view.yaml', 'features: [w_wi|nd]', 'gust');
    assert(lines.includes('a.feature-group.yaml: - { name: gust, type: double }'));
    assert(lines.includes('c.feature-view.yaml: - { features: [w_gust], function: standard_scaler }'));
  });

  test('that is a key of a join, on its own side and in the join', async () => {
    assert.deepEqual(await renamed('b.feature-group.yaml', 'name: ori|gin,', 'airport'), [
      'b.feature-group.yaml: primary_key: [airport]',
      'b.feature-group.yaml: - { name: airport, type: string }',
      'c.feature-view.yaml: - { feature_group: flights@1, on: [airport], select: [wind], prefix: w_ }',
    ]);
  });

  test('not to what cannot be a column, or is one', async () => {
    const at = 'name: wi|nd,';
    assert.match(String(await renamed('a.feature-group.yaml', at, '2fast')), /cannot be a column/);
    assert.match(String(await renamed('a.feature-group.yaml', at, 'and')), /is a word of conditions/);
    assert.match(String(await renamed('a.feature-group.yaml', at, 'origin')), /has a column `origin` already/);
  });
});

describe('an asset is renamed', () => {
  test('with all its versions, wherever it is named', async () => {
    assert.deepEqual(await renamed('c.feature-view.yaml', 'from: fli|ghts@2', 'departures'), [
      'a.feature-group.yaml: name: departures',
      'b.feature-group.yaml: name: departures',
      'c.feature-view.yaml: from: departures@2',
      'c.feature-view.yaml: - { feature_group: departures@1, on: [origin], select: [wind], prefix: w_ }',
      'd.expectations.yaml: feature_group: departures@1',
      'gx.json: "meta": { "plumbline": { "feature_group": "departures@1" } },',
    ]);
  });

  test('not to what is no name, or is taken', async () => {
    assert.match(
      String(await renamed('d.expectations.yaml', 'name: |d', 'gx')),
      /There is `expectation-suite:gx` already/,
    );
    assert.match(String(await renamed('d.expectations.yaml', 'name: |d', 'a b')), /cannot be a name/);
  });
});

test('what is to be renamed is the name alone', async () => {
  const project = await server.project(FILES);
  const prepared = async (file: string, marked: string) => {
    type Prepared = {
      readonly range: Parameters<typeof project.inWords>[0]['range'];
      readonly placeholder: string;
    } | null;
    const found = await project.at<Prepared>('textDocument/prepareRename', file, marked);
    return found && [await project.inWords({ uri: project.uri(file), range: found.range }), found.placeholder];
  };
  const view = (line: string) => `name: joined\nversion: 1\nquery:\n  from: flights@2\n${line}\n`;
  const join = (on: string, more: string) =>
    `  joins:\n    - { feature_group: fl|ights@1, on: [${on}], select: [wind], prefix: w_ }\n${more}`.replace('|', '');
  assert.deepEqual(await prepared('c.feature-view.yaml', view('  select: [ori|gin]')), [
    'c.feature-view.yaml:5: origin',
    'origin',
  ]);
  assert.deepEqual(await prepared('c.feature-view.yaml', view(`${join('origin', '  filter: "w_|wind > 3"')}`)), [
    'c.feature-view.yaml:7: wind',
    'wind',
  ]);
  assert.deepEqual(await prepared('c.feature-view.yaml', 'query: { from: flights@|2 }\n'), [
    'c.feature-view.yaml:1: flights',
    'flights',
  ]);
  assert.equal(await prepared('c.feature-view.yaml', 'version: |1\n'), null);
  assert.equal(
    await prepared('c.feature-view.yaml', 'transformations:\n  - { features: [], function: standard|_scaler }\n'),
    null,
  );
});
