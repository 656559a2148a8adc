import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { FLIGHTS } from './flights.ts';
import { startServer } from './kit.ts';

const server = await startServer();
after(() => server.stop());
const project = await server.project(FLIGHTS);

/** Before and after: the file, the text with its cursor, what is chosen, the text that follows. */
type Case = readonly [name: string, before: string, choice: string, after: string];

function cases(title: string, file: string, list: readonly Case[]): void {
  describe(title, () => {
    for (const [name, before, choice, expected] of list) {
      test(name, async () => assert.equal(await project.completed(file, before, choice), expected));
    }
  });
}

cases('keys', 'new.feature-group.yaml', [
  ['of an empty file', '|', 'name', 'name: |'],
  ['half typed', 'name: a\nver|', 'version', 'name: a\nversion: |'],
  ['between others', 'name: a\nver|\nfeatures: []\n', 'version', 'name: a\nversion: |\nfeatures: []\n'],
  ['with a colon already', 'nam|: a\n', 'name', 'name|: a\n'],
  ['of a list of scalars', 'pri|', 'primary_key', 'primary_key: [|]'],
  ['of a list of maps', 'name: a\nfea|', 'features', 'name: a\nfeatures:\n  - name: |\n    type: _'],
  ['behind a dash', 'features:\n  - name: a\n  - na|\n', 'name', 'features:\n  - name: a\n  - name: |\n'],
  ['in a block map', 'features:\n  - name: a\n    ty|\n', 'type', 'features:\n  - name: a\n    type: |\n'],
  ['in a flow map', 'features:\n  - { name: a, | }\n', 'type', 'features:\n  - { name: a, type: | }\n'],
  ['in a flow map before others', 'features:\n  - { |name: a }\n', 'name', 'features:\n  - { name|: a }\n'],
  ['in a flow map never closed', 'features:\n  - { name: a, ty|\n', 'type', 'features:\n  - { name: a, type: |\n'],
  [
    'a new item',
    'features:\n  - name: a\n    type: int\n  |\n',
    '- name, type',
    'features:\n  - name: a\n    type: int\n  - name: |\n    type: _\n',
  ],
  ['with Windows line ends', 'name: a\r\nver|\r\n', 'version', 'name: a\r\nversion: |\r\n'],
]);

cases('keys of nested maps', 'new.feature-view.yaml', [
  ['a map', 'name: v\nque|\n', 'query', 'name: v\nquery:\n  from: |\n'],
  ['the first word below a key', 'query:\n  fr|\n', 'from', 'query:\n  from: |\n'],
  [
    'a list of maps in a map',
    'query:\n  from: a\n  jo|\n',
    'joins',
    'query:\n  from: a\n  joins:\n    - feature_group: |\n      on: [_]\n',
  ],
  ['a condition', 'query:\n  from: a\n  fil|\n', 'filter', 'query:\n  from: a\n  filter: "|"\n'],
  [
    'a small map',
    'training_datasets:\n  - version: 1\n    sp|\n',
    'split',
    'training_datasets:\n  - version: 1\n    split:\n      train: |\n',
  ],
]);

test('required keys come first, and keys that are there do not come again', async () => {
  const labels = await project.labels('new.feature-group.yaml', 'version: 1\ndescription: x\n|');
  assert.deepEqual(labels.slice(0, 3), ['name', 'primary_key', 'features']);
  assert(!labels.includes('version') && !labels.includes('description'));
});

test('a key is explained', async () => {
  const [item] = (await project.completions('new.feature-group.yaml', 'primary|')).filter(
    ({ label }) => label === 'primary_key',
  );
  assert.deepEqual(item?.documentation, { kind: 'markdown', value: 'Columns that identify a row.\n\n*a list*' });
  assert.equal(item?.labelDetails?.description, 'required');
});

test('of a choice of maps, the keys that go with those that are there', async () => {
  const file = 'new.model.yaml';
  assert.deepEqual(await project.labels(file, 'gates:\n  - { attestation: ethics, | }\n'), ['by']);
  assert((await project.labels(file, 'gates:\n  - { metric: recall, | }\n')).includes('min_improvement'));
});

cases('values', 'new.feature-group.yaml', [
  ['of a choice', 'ingestion: |\n', 'strict', 'ingestion: strict|\n'],
  ['half typed', 'ingestion: al|\n', 'always', 'ingestion: always|\n'],
  ['in the middle of a word', 'ingestion: st|ric\n', 'strict', 'ingestion: strict|\n'],
  ['right behind the colon', 'ingestion:|\n', 'strict', 'ingestion: strict|\n'],
  ['in quotes', 'ingestion: "al|"\n', 'always', 'ingestion: "always"|\n'],
  ['in a quote that is not closed', "ingestion: 'al|\n", 'always', "ingestion: 'always'|\n"],
  ['true or false', 'online: |\n', 'true', 'online: true|\n'],
  [
    'a type',
    'features:\n  - name: a\n    type: dec|\n',
    'decimal(10,2)',
    'features:\n  - name: a\n    type: decimal(10,2)|\n',
  ],
  [
    'a type that needs quotes in brackets',
    'features:\n  - { name: a, type: | }\n',
    'decimal(10,2)',
    'features:\n  - { name: a, type: "decimal(10,2)"| }\n',
  ],
  [
    'a column of the group itself',
    'primary_key: [|]\nfeatures:\n  - { name: id, type: int }\n',
    'id',
    'primary_key: [id|]\nfeatures:\n  - { name: id, type: int }\n',
  ],
  [
    'a list from nothing',
    'primary_key: |\nfeatures:\n  - { name: id, type: int }\n',
    '[id]',
    'primary_key: [id|]\nfeatures:\n  - { name: id, type: int }\n',
  ],
  [
    'an item of a block list',
    'partition_key:\n  - i|\nfeatures:\n  - { name: id, type: int }\n',
    'id',
    'partition_key:\n  - id|\nfeatures:\n  - { name: id, type: int }\n',
  ],
  [
    'a new item of a block list',
    'partition_key:\n  |\nfeatures:\n  - { name: id, type: int }\n',
    'id',
    'partition_key:\n  - id|\nfeatures:\n  - { name: id, type: int }\n',
  ],
  [
    'a Python function',
    'features:\n  - { name: d, type: double, function: dist| }\n',
    'features/on_demand.py::distance_km',
    'features:\n  - { name: d, type: double, function: features/on_demand.py::distance_km| }\n',
  ],
  ['a suite', 'expectations: [|]\n', 'flights', 'expectations: [flights|]\n'],
  ['the name, after the file', 'name: |\n', 'new', 'name: new|\n'],
]);

test('columns are told with type and description', async () => {
  const items = await project.completions(
    'expectations/flights.expectations.yaml',
    'feature_group: flights@1\nexpectations:\n  - type: expect_column_values_to_be_unique\n    kwargs: { column: | }\n',
  );
  assert.deepEqual(
    items.map(({ label, labelDetails }) => `${label} ${labelDetails?.description}`),
    ['flight_id string', 'scheduled_departure timestamp', 'origin string', 'distance_km double', 'cancelled boolean'],
  );
  assert.deepEqual(items[0]?.documentation, { kind: 'markdown', value: 'Carrier and day and number.\n\n*flights@1*' });
});

test('what stands in a list is not proposed for it again', async () => {
  const labels = await project.labels('new.feature-view.yaml', 'query:\n  from: flights@1\n  select: [origin, |]\n');
  assert.deepEqual(labels, ['flight_id', 'scheduled_departure', 'distance_km', 'cancelled']);
});

test('assets are proposed with their versions, the highest first, and not the one at hand', async () => {
  const labels = await project.labels('new.feature-view.yaml', 'query:\n  from: |\n');
  assert.deepEqual(labels, ['flights@1', 'weather@2', 'weather@1']);
  assert.deepEqual(await project.labels('models/delay.model.yaml', 'baseline: { model: | }\n'), []);
});

cases('references', 'new.feature-view.yaml', [
  ['a group', 'query:\n  from: wea|\n', 'weather@2', 'query:\n  from: weather@2|\n'],
  ['a group with its version half typed', 'query:\n  from: weather@|\n', 'weather@1', 'query:\n  from: weather@1|\n'],
  [
    'columns of a join',
    'query:\n  from: flights@1\n  joins:\n    - { feature_group: weather@2, on: [origin], select: [|] }\n',
    'visib',
    'query:\n  from: flights@1\n  joins:\n    - { feature_group: weather@2, on: [origin], select: [visib|] }\n',
  ],
  [
    'columns that both sides have',
    'query:\n  from: flights@1\n  joins:\n    - { feature_group: weather@2, on: [|] }\n',
    'origin',
    'query:\n  from: flights@1\n  joins:\n    - { feature_group: weather@2, on: [origin|] }\n',
  ],
  [
    'columns to leave out',
    'query:\n  from: flights@1\n  select: { except: [|] }\n',
    'origin',
    'query:\n  from: flights@1\n  select: { except: [origin|] }\n',
  ],
  ['all columns', 'query:\n  from: flights@1\n  select: |\n', '*', 'query:\n  from: flights@1\n  select: "*"|\n'],
  [
    'a transformation',
    'transformations:\n  - { features: [a], function: sta| }\n',
    'standard_scaler',
    'transformations:\n  - { features: [a], function: standard_scaler| }\n',
  ],
  [
    'a function as transformation',
    'transformations:\n  - features: [a]\n    function: dist|\n',
    'features/on_demand.py::distance_km',
    'transformations:\n  - features: [a]\n    function: features/on_demand.py::distance_km|\n',
  ],
  [
    'a kind of join',
    'query:\n  from: flights@1\n  joins:\n    - { feature_group: weather@1, on: [origin], type: | }\n',
    'inner',
    'query:\n  from: flights@1\n  joins:\n    - { feature_group: weather@1, on: [origin], type: inner| }\n',
  ],
]);

const JOINED =
  'query:\n  from: flights@1\n  joins:\n    - { feature_group: weather@1, on: [origin], select: [wind_speed], prefix: w_ }\n  filter: ';
const condition = (name: string, before: string, choice: string, after: string): Case => [
  name,
  `${JOINED}${before}\n`,
  choice,
  `${JOINED}${after}\n`,
];

cases('conditions', 'new.feature-view.yaml', [
  condition('a column', '"ori|"', 'origin', '"origin|"'),
  condition('a joined column, with its prefix', '"w|"', 'w_wind_speed', '"w_wind_speed|"'),
  condition('an operator', '"origin |"', 'IS NOT NULL', '"origin IS NOT NULL|"'),
  condition('a column after AND', '"cancelled = true AND w_|"', 'w_wind_speed', '"cancelled = true AND w_wind_speed|"'),
  condition('a value of a boolean', '"cancelled = |"', 'true', '"cancelled = true|"'),
  condition('without quotes', 'origin |', 'LIKE', 'origin LIKE|'),
  condition('in a quote that is not closed', '"origin = w_|', 'w_wind_speed', '"origin = w_wind_speed|'),
  condition('from nothing', '|', 'cancelled', 'cancelled|'),
]);

const SUITE = 'name: s\nfeature_group: flights@1\nparameters: { longest: 9000 }\nexpectations:\n';
const suite = (name: string, before: string, choice: string, after: string): Case => [
  name,
  SUITE + before,
  choice,
  SUITE + after,
];

cases('suites', 'new.expectations.yaml', [
  suite('a new expectation', '  |\n', '- type', '  - type: |\n'),
  suite(
    'a type, with its arguments',
    '  - type: not_be_null|\n',
    'expect_column_values_to_not_be_null',
    '  - type: expect_column_values_to_not_be_null\n    kwargs: { column: | }\n',
  ),
  suite(
    'a type with a range',
    '  - type: |\n',
    'expect_column_values_to_be_between',
    '  - type: expect_column_values_to_be_between\n    kwargs: { column: |, min_value: _, max_value: _ }\n',
  ),
  suite(
    'a type that has arguments already',
    '  - type: |\n    kwargs: { column: a }\n',
    'expect_column_values_to_be_unique',
    '  - type: expect_column_values_to_be_unique|\n    kwargs: { column: a }\n',
  ),
  suite(
    'a type in brackets',
    '  - { type: | }\n',
    'expect_column_values_to_be_unique',
    '  - { type: expect_column_values_to_be_unique, kwargs: { column: | } }\n',
  ),
  suite(
    'arguments of the type above',
    '  - type: expect_column_values_to_be_in_set\n    kw|\n',
    'kwargs',
    '  - type: expect_column_values_to_be_in_set\n    kwargs: { column: |, value_set: [_] }\n',
  ),
  suite(
    'an argument',
    '  - type: expect_column_values_to_match_regex\n    kwargs: { column: origin, re| }\n',
    'regex',
    "  - type: expect_column_values_to_match_regex\n    kwargs: { column: origin, regex: '|' }\n",
  ),
  suite(
    'an argument that all have',
    '  - type: expect_column_values_to_be_unique\n    kwargs: { column: origin, row| }\n',
    'row_condition',
    '  - type: expect_column_values_to_be_unique\n    kwargs: { column: origin, row_condition: "|" }\n',
  ),
  suite(
    'a choice',
    '  - type: expect_column_values_to_match_regex_list\n    kwargs: { column: origin, match_on: | }\n',
    'all',
    '  - type: expect_column_values_to_match_regex_list\n    kwargs: { column: origin, match_on: all| }\n',
  ),
  suite(
    'a flag',
    '  - type: expect_column_values_to_be_between\n    kwargs: { column: origin, strict_min: | }\n',
    'true',
    '  - type: expect_column_values_to_be_between\n    kwargs: { column: origin, strict_min: true| }\n',
  ),
  suite(
    'columns of a list',
    '  - type: expect_compound_columns_to_be_unique\n    kwargs: { column_list: [origin, |] }\n',
    'flight_id',
    '  - type: expect_compound_columns_to_be_unique\n    kwargs: { column_list: [origin, flight_id|] }\n',
  ),
  suite(
    'a type of values',
    '  - type: expect_column_values_to_be_of_type\n    kwargs: { column: origin, type_: | }\n',
    'string',
    '  - type: expect_column_values_to_be_of_type\n    kwargs: { column: origin, type_: string| }\n',
  ),
  suite(
    'a parameter',
    '  - type: expect_column_max_to_be_between\n    kwargs: { column: origin, max_value: { | } }\n',
    '$PARAMETER',
    '  - type: expect_column_max_to_be_between\n    kwargs: { column: origin, max_value: { $PARAMETER: | } }\n',
  ),
  suite(
    'the name of a parameter',
    '  - type: expect_column_max_to_be_between\n    kwargs: { column: origin, max_value: { $PARAMETER: | } }\n',
    'longest',
    '  - type: expect_column_max_to_be_between\n    kwargs: { column: origin, max_value: { $PARAMETER: longest| } }\n',
  ),
  suite(
    'all arguments at once',
    '  - type: expect_column_values_to_be_in_set\n    kwargs: |\n',
    '{ … }',
    '  - type: expect_column_values_to_be_in_set\n    kwargs: { column: |, value_set: [_] }\n',
  ),
  suite(
    'a list of values',
    '  - type: expect_column_values_to_be_in_set\n    kwargs: { value_set: | }\n',
    '[ … ]',
    '  - type: expect_column_values_to_be_in_set\n    kwargs: { value_set: [|] }\n',
  ),
  suite(
    'a parameter as a value',
    '  - type: expect_column_max_to_be_between\n    kwargs: { column: origin, max_value: | }\n',
    '{ $PARAMETER: longest }',
    '  - type: expect_column_max_to_be_between\n    kwargs: { column: origin, max_value: { $PARAMETER: longest }| }\n',
  ),
  suite(
    'a row condition',
    '  - type: expect_column_values_to_be_unique\n    kwargs: { column: origin, row_condition: "canc|" }\n',
    'cancelled',
    '  - type: expect_column_values_to_be_unique\n    kwargs: { column: origin, row_condition: "cancelled|" }\n',
  ),
  suite(
    'a column in a block of arguments',
    '  - type: expect_column_values_to_be_unique\n    kwargs:\n      column: |\n',
    'origin',
    '  - type: expect_column_values_to_be_unique\n    kwargs:\n      column: origin|\n',
  ),
  suite(
    'a key after the arguments',
    '  - type: expect_column_values_to_be_unique\n    kwargs: { column: origin }\n    sev|\n',
    'severity',
    '  - type: expect_column_values_to_be_unique\n    kwargs: { column: origin }\n    severity: |\n',
  ),
]);

const JSON_SUITE = (item: string) =>
  `{"name": "g", "meta": {"plumbline": {"feature_group": "flights@1"}}, "expectations": [${item}]}`;
const json = (name: string, before: string, choice: string, after: string): Case => [
  name,
  JSON_SUITE(before),
  choice,
  JSON_SUITE(after),
];

cases("suites of Great Expectations' own", 'gx/suite.json', [
  json(
    'a key',
    '{"type": "expect_column_to_exist", "kw|"}',
    'kwargs',
    '{"type": "expect_column_to_exist", "kwargs": { "column": "|" }}',
  ),
  json(
    'a key without quotes',
    '{"type": "expect_column_to_exist", sev|}',
    'severity',
    '{"type": "expect_column_to_exist", "severity": "|"}',
  ),
  json(
    'a type',
    '{"type": "|", "kwargs": {}}',
    'expect_column_to_exist',
    '{"type": "expect_column_to_exist"|, "kwargs": {}}',
  ),
  json(
    'a column',
    '{"type": "expect_column_to_exist", "kwargs": {"column": "ori|"}}',
    'origin',
    '{"type": "expect_column_to_exist", "kwargs": {"column": "origin"|}}',
  ),
  json(
    'a column without quotes',
    '{"type": "expect_column_to_exist", "kwargs": {"column": |}}',
    'origin',
    '{"type": "expect_column_to_exist", "kwargs": {"column": "origin"|}}',
  ),
  json(
    'an argument before others',
    '{"type": "expect_column_values_to_be_unique", "kwargs": {| "column": "origin"}}',
    'mostly',
    '{"type": "expect_column_values_to_be_unique", "kwargs": {"mostly": |, "column": "origin"}}',
  ),
  json(
    'a flag',
    '{"type": "expect_column_values_to_be_between", "kwargs": {"strict_min": |}}',
    'true',
    '{"type": "expect_column_values_to_be_between", "kwargs": {"strict_min": true|}}',
  ),
]);

cases('pipelines', 'new.pipeline.yaml', [
  ['an input: a group or a file', 'inputs: { raw: | }\n', 'weather@1', 'inputs: { raw: weather@1| }\n'],
  ['a folder', 'inputs: { raw: | }\n', 'data/', 'inputs: { raw: data/| }\n'],
  ['a file in a folder', 'inputs: { raw: data/| }\n', 'data/flights.csv', 'inputs: { raw: data/flights.csv| }\n'],
  ['the interpreter', 'run: [|]\n', 'python', 'run: [python|]\n'],
  ['the program', 'run: [python, pipelines/|]\n', 'pipelines/flights.py', 'run: [python, pipelines/flights.py|]\n'],
  ['a duration', 'timeout: |\n', '10m', 'timeout: 10m|\n'],
  ['a folder of tests', 'tests: [te|]\n', 'tests/', 'tests: [tests/|]\n'],
]);

cases('models', 'new.model.yaml', [
  [
    'a training dataset of the view',
    'feature_view: delay@1\ntraining_dataset: |\n',
    '1',
    'feature_view: delay@1\ntraining_dataset: 1|\n',
  ],
  [
    'an evaluation set of the view',
    'feature_view: delay@1\ngates:\n  - { metric: recall, evaluation_set: | }\n',
    'by_origin',
    'feature_view: delay@1\ngates:\n  - { metric: recall, evaluation_set: by_origin| }\n',
  ],
  ['a metric', 'gates:\n  - metric: rec|\n', 'recall', 'gates:\n  - metric: recall|\n'],
  [
    'a column of the view',
    'feature_view: delay@1\nlabel: |\n',
    'w_wind_speed',
    'feature_view: delay@1\nlabel: w_wind_speed|\n',
  ],
  [
    'a column to change',
    'feature_view: delay@1\nbehaviour_tests:\n  - { name: t, kind: invariance, change: { or| } }\n',
    'origin',
    'feature_view: delay@1\nbehaviour_tests:\n  - { name: t, kind: invariance, change: { origin: | } }\n',
  ],
]);

cases('monitors', 'new.monitor.yaml', [
  [
    'a training dataset',
    'reference: { training_dataset: | }\n',
    'delay@1/1',
    'reference: { training_dataset: delay@1/1| }\n',
  ],
  ['a test', 'tests: { default: ps| }\n', 'psi', 'tests: { default: psi| }\n'],
  [
    'a column to test',
    'reference: { training_dataset: delay@1/1 }\ntests: { default: auto, w| }\n',
    'w_wind_speed',
    'reference: { training_dataset: delay@1/1 }\ntests: { default: auto, w_wind_speed: | }\n',
  ],
  ['an action', 'on_drift:\n  - no|\n', 'notify', 'on_drift:\n  - notify|\n'],
]);

cases('the project', 'plumbline.yaml', [
  [
    'a rule',
    'project: flights\nrules: { unknown-c| }\n',
    'unknown-column',
    'project: flights\nrules: { unknown-column: | }\n',
  ],
  [
    'a level',
    'project: flights\nrules:\n  unknown-column: |\n',
    'off',
    'project: flights\nrules:\n  unknown-column: off|\n',
  ],
]);

describe('nothing is proposed', () => {
  const nothing: readonly (readonly [name: string, text: string])[] = [
    ['in a comment', 'name: a # na|'],
    ['behind a value', 'ingestion: strict |'],
    ['behind a text in quotes', 'ingestion: "strict"|'],
    ['in free text', 'description: some te|'],
    ['in a block text', 'description: >\n  some\n  te|xt\n'],
    ['behind a list', 'primary_key: [a] |'],
    ['where a comma is missing', 'features:\n  - { name: a | }\n'],
    ['in a number', 'version: 1|'],
  ];
  for (const [name, text] of nothing) {
    test(name, async () => assert.deepEqual(await project.labels('new.feature-group.yaml', text), []));
  }
});
