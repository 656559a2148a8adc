import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { ExpectationSuite } from '../../core/definitions/expectation-suite.ts';
import { type CheckpointSurroundings, checkpointHint } from '../../core/expectations/exchange/checkpoint-hint.ts';
import { type GxMap, readGxFile } from '../../core/expectations/exchange/gx-file.ts';
import { importSuite } from '../../core/expectations/exchange/import-suite.ts';
import { suiteToJson } from '../../core/expectations/suite-to-json.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { projectFromFiles } from '../../core/project/load-project.ts';
import { CASES, missingCases } from './conformance-cases.ts';

const FILES = join(CASES, 'gx-files');
const fileOf = (path: string) => readFileSync(join(FILES, path), 'utf8');

/** The suite as YAML has it, written for Great Expectations. */
async function exported(yaml: string): Promise<unknown> {
  const project = await projectFromFiles('/', [['a.expectations.yaml', yaml]]);
  const file = project.files.get('a.expectations.yaml');
  assert.equal(file?.kind, 'expectation-suite');
  assert.deepEqual(file.problems, []);
  const { suite, problems } = suiteToJson(file.definition as ExpectationSuite);
  assert.deepEqual(problems, []);
  return JSON.parse(JSON.stringify(suite));
}

/** What a file of 1.x would say if its defaults were written out, as Great Expectations writes them. */
function spelledOut(suite: Record<string, unknown>): unknown {
  const expectations = (suite.expectations as Record<string, unknown>[]).map(({ ...each }) => ({
    meta: {},
    severity: 'critical',
    ...each,
  }));
  const { notes, ...more } = suite;
  // No notes are none, whether Great Expectations writes `null` or nothing.
  return { meta: {}, ...more, ...(notes === null || notes === undefined ? {} : { notes }), expectations };
}

const suiteOf = (kwargs: string, more = '') =>
  `{"name": "a", "expectations": [{"type": "expect_column_values_to_not_be_null", "kwargs": ${kwargs}${more}}], "meta": {}}`;

/** What has a meaning of its own there, or is no key of a plain object. */
const OURS = new Set(['plumbline', '__proto__']);

describe('an import', () => {
  test('writes what a person would write, and leaves out what says nothing', async () => {
    const { yaml, notes } = await importSuite(
      suiteOf(
        `{"column": "b", "row_condition": {"type": "comparison", "column": {"name": "a"}, "operator": ">=", "parameter": 3}}`,
        ', "meta": {}, "severity": "critical", "notes": null, "id": "x-1"',
      ),
      'a.json',
    );
    assert.equal(
      yaml,
      `name: a
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: b, row_condition: a >= 3 }
    id: x-1
`,
    );
    assert.deepEqual(notes, []);
  });

  test('writes long arguments one a line', async () => {
    const values = Array.from({ length: 60 }, (_, index) => `value ${index}`);
    const text = suiteOf(JSON.stringify({ column: 'b', value_set: values })).replace('to_not_be_null', 'to_be_in_set');
    const { yaml } = await importSuite(text, 'a.json');
    assert.match(yaml, /\n {4}kwargs:\n {6}column: b\n {6}value_set: \[value 0, value 1, /);
    assert.deepEqual(await exported(yaml), spelledOut(JSON.parse(text)));
  });

  test('leaves a structured condition as it is where the way back would lead elsewhere', async () => {
    const comparison = { type: 'comparison', column: { name: 'a' }, operator: '==', parameter: 1 };
    const alone = { type: 'and', conditions: [comparison] };
    const text = suiteOf(JSON.stringify({ column: 'b', row_condition: alone }));
    const { yaml, suite } = await importSuite(text, 'a.json');
    assert.deepEqual(suite.expectations[0]?.kwargs.row_condition, alone);
    assert.deepEqual(await exported(yaml), spelledOut(JSON.parse(text)));
  });

  test('keeps a name that no asset can have in meta, and gives it back; a new name wins', async () => {
    const { yaml, notes } = await importSuite(suiteOf('{"column": "b"}').replace('"a"', '"orders.Über 1"'), 'a.json');
    assert.match(yaml, /^name: orders_U_ber_1\n/);
    assert.match(notes.join(), /orders\.Über 1/);
    assert.equal(((await exported(yaml)) as { name: string }).name, 'orders.Über 1');
    const renamed = (await exported(yaml.replace('orders_U_ber_1', 'orders'))) as { name: string };
    assert.equal(renamed.name, 'orders');
  });

  test('puts what is ours alone back in its place', async () => {
    const ours = `name: a
feature_group: orders@1
tags: [daily]
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: b, mostly: 0.9 }
    warn: { mostly: 0.99 }
    meta: { why: rare, plumbline: { other: 1 } }
meta: { team: x }
`;
    assert.equal((await importSuite(JSON.stringify(await exported(ours)), 'a.json')).yaml, ours);
  });

  test('keeps texts that YAML would read as something else', async () => {
    const values = [
      'yes',
      '2024-01-01',
      '1e3',
      '',
      ' a ',
      'a: b',
      '#x',
      '- y',
      '---',
      'ü\n\t"\'\\',
      '🎈',
      'null',
      '0x1F',
      '1',
      1,
      -0.5,
      1e21,
      true,
      null,
    ];
    const text = suiteOf(JSON.stringify({ column: 'b: [c]', value_set: values })).replace(
      'to_not_be_null',
      'to_be_in_set',
    );
    const { yaml } = await importSuite(text, 'a.json');
    assert.deepEqual(await exported(yaml), spelledOut(JSON.parse(text)));
  });

  test('keeps whatever JSON can say in meta, notes and value sets', async () => {
    const scalar = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const values = fc.array(scalar, { minLength: 1, maxLength: 5 });
    const meta = fc.dictionary(
      fc.string().filter((key) => !OURS.has(key)),
      fc.jsonValue({ maxDepth: 3 }),
      { maxKeys: 4 },
    );
    await fc.assert(
      fc.asyncProperty(values, meta, fc.string(), async (value_set, meta, notes) => {
        const each = {
          type: 'expect_column_values_to_be_in_set',
          kwargs: { column: 'b', value_set },
          meta,
          severity: 'info',
          notes,
        };
        const text = JSON.stringify({ name: 'a', expectations: [each], meta });
        const { yaml } = await importSuite(text, 'a.json');
        assert.deepEqual(await exported(yaml), JSON.parse(text));
      }),
      { numRuns: process.env.PLUMBLINE_LONG ? 5000 : 200 },
    );
  });

  test('says that a text without a parser is one for pandas', async () => {
    const { suite, notes } = await importSuite(
      suiteOf('{"column": "b", "row_condition": "a == 1 and c > 2"}'),
      'a.json',
    );
    assert.equal(suite.expectations[0]?.kwargs.condition_parser, 'pandas');
    assert.equal(notes.length, 1);
  });

  test('takes over an argument that is gone and meant something, and says that it has to be put right', async () => {
    const { suite, notes } = await importSuite(
      suiteOf('{"column": "b", "parse_strings_as_datetimes": true}'),
      'a.json',
    );
    assert.equal(suite.expectations[0]?.kwargs.parse_strings_as_datetimes, true);
    assert.match(notes.join(), /parse_strings_as_datetimes is gone: .* has to be put right$/);
  });

  test('takes the ids of Great Expectations Cloud, and tells what it leaves out', async () => {
    const text = `{"expectation_suite_name": "a", "ge_cloud_id": "s-1", "data_asset_type": "Dataset", "expectations": [
      {"expectation_type": "expect_column_to_exist", "kwargs": {"column": "b", "include_config": false}, "meta": {}, "ge_cloud_id": "e-1",
       "expectation_context": {"description": null}, "rendered_content": [1]}]}`;
    const { suite, notes } = await importSuite(text, 'a.json');
    assert.deepEqual(
      [suite.id, suite.expectations[0]?.id, suite.expectations[0]?.kwargs],
      ['s-1', 'e-1', { column: 'b' }],
    );
    assert.deepEqual(
      notes.map((note) => /include_config|rendered_content|data_asset_type/.exec(note)?.[0]),
      ['rendered_content', 'include_config', 'data_asset_type'],
    );
  });

  for (const [what, text, message, where] of [
    [
      'a number that would become another one',
      suiteOf('{"column": "b", "x": 12345678901234567890}'),
      /more digits/,
      'f.json:1:',
    ],
    ['an unknown type', suiteOf('{}').replace('values_to_not', 'values_two_not'), /no expectation type/, 'f.json:1:'],
    ['a file that ends early', suiteOf('{"column": "b"}').slice(0, -5), /./, 'f.json:1:'],
    [
      'a condition that Great Expectations would ignore in part',
      suiteOf(
        '{"column": "b", "condition_parser": "great_expectations", "row_condition": "col(\\"n\\") > 3 and col(\\"m\\") < 2"}',
      ),
      /passes over the rest/,
      'f.json:1:',
    ],
  ] as const) {
    test(`refuses ${what}, and says where`, async () => {
      await assert.rejects(importSuite(text, 'f.json'), (error: unknown) => {
        assert.ok(error instanceof PlumblineError);
        assert.match(error.message, message);
        assert.ok(error.where?.startsWith(where), error.where);
        return true;
      });
    });
  }
});

describe('files that Great Expectations wrote', { skip: missingCases }, () => {
  for (const path of ['gx/expectations/orders.json', 'gx/expectations/every_type.json']) {
    test(`${path} comes back as it was`, async () => {
      const { yaml, notes } = await importSuite(fileOf(path), path);
      assert.deepEqual(notes, []);
      const json = await exported(yaml);
      assert.deepEqual(json, spelledOut(JSON.parse(fileOf(path))));
      assert.equal((await importSuite(JSON.stringify(json), path)).yaml, yaml);
    });
  }

  test('a suite of 0.18 becomes one of 1.x that says the same', async () => {
    const path = 'gx-0.18/expectations/orders/warning.json';
    const old = JSON.parse(fileOf(path));
    const { yaml } = await importSuite(fileOf(path), path);
    const json = await exported(yaml);
    assert.deepEqual(json, {
      name: old.expectation_suite_name,
      meta: old.meta,
      suite_parameters: old.evaluation_parameters,
      expectations: old.expectations.map(({ expectation_type: type, ...more }: Record<string, unknown>) => ({
        type,
        severity: 'critical',
        ...more,
      })),
    });
    assert.equal((await importSuite(JSON.stringify(json), path)).yaml, yaml);
  });

  test('what only older versions knew is taken over, and told of', async () => {
    const { suite, notes } = await importSuite(fileOf('gx-0.x-minimal.json'), 'old.json');
    assert.equal(suite.expectations[2]?.type, 'expect_multicolumn_values_to_be_unique');
    assert.equal(notes.length, 3);
    assert.match(notes.join('\n'), /expect_compound_columns_to_be_unique/);
    const json = JSON.stringify(suiteToJson(suite).suite);
    assert.deepEqual((await importSuite(json, 'old.json')).suite, suite);
  });

  for (const name of ['unknown_type', 'unknown_kwarg', 'invalid_severity', 'old_key_in_new_suite']) {
    test(`bad/${name}.json is refused`, async () => {
      await assert.rejects(importSuite(fileOf(`bad/${name}.json`), name), /^PlumblineError/);
    });
  }

  test('whole suites come back as they were, or are refused where Great Expectations refuses them', async (context) => {
    const cases = readFileSync(join(CASES, 'gx-suites/suites.jsonl'), 'utf8').trim().split('\n');
    for (const line of cases) {
      const { title, suite, expected } = JSON.parse(line);
      const text = JSON.stringify(suite);
      if (expected.config_error === true) {
        await assert.rejects(importSuite(text, title), /^PlumblineError/, title);
        continue;
      }
      const { yaml } = await importSuite(text, title);
      const json = await exported(yaml);
      assert.deepEqual(json, spelledOut(suite), title);
      assert.equal((await importSuite(JSON.stringify(json), title)).yaml, yaml, title);
    }
    context.diagnostic(`${cases.length} whole suites imported, exported and imported again, or refused`);
    assert.ok(cases.length > 20);
  });

  const kinds: Readonly<Record<string, string>> = {
    'gx/checkpoints/orders_cp.json': 'checkpoint',
    'gx-0.18/checkpoints/orders_cp.yml': 'checkpoint',
    'gx/validation_definitions/orders_vd.json': 'validation-definition',
    'gx/great_expectations.yml': 'project',
    'validation_result_stored.json': 'result',
    'validation_result_describe.json': 'result',
    'checkpoint_result.json': 'result',
    'checkpoint_result_describe.json': 'result',
    'gx-0.18/validation_result_stored.json': 'result',
    'gx/expectations/orders.json': 'suite',
  };
  for (const [path, kind] of Object.entries(kinds)) {
    test(`${path} is known as a ${kind}`, () => {
      assert.equal(readGxFile(fileOf(path), path.endsWith('.yml') ? 'yaml' : 'json').kind, kind);
    });
  }

  const read = (path: string): GxMap => {
    const file = readGxFile(fileOf(path), path.endsWith('.yml') ? 'yaml' : 'json');
    assert.ok('value' in file);
    return file.value;
  };

  test('a checkpoint of 1.x becomes a command with the data that it judges', () => {
    const around: CheckpointSurroundings = {
      validationDefinitions: [read('gx/validation_definitions/orders_vd.json')],
      project: read('gx/great_expectations.yml'),
      suiteName: (name) => name,
    };
    const hint = checkpointHint(read('gx/checkpoints/orders_cp.json'), around);
    assert.deepEqual(hint, {
      checkpoint: 'orders_cp',
      commands: [
        ['validate', 'orders', '--data', 'data/orders.csv', '--result-format', 'COMPLETE', '--report', 'html=results'],
      ],
      untranslated: ['unexpected_index_column_names of its result format: give it in the suite'],
    });
    const alone = checkpointHint(read('gx/checkpoints/orders_cp.json'), { ...around, validationDefinitions: [] });
    assert.deepEqual(alone.commands, []);
    assert.match(alone.untranslated.join('\n'), /validation definition orders_vd.*\n.*names no suite|orders_vd/);
  });

  test('a checkpoint of 0.18 becomes a command with its parameters', () => {
    const around = { validationDefinitions: [], project: undefined, suiteName: () => 'orders_warning' };
    const { commands, untranslated } = checkpointHint(read('gx-0.18/checkpoints/orders_cp.yml'), around);
    assert.deepEqual(commands, [
      [
        'validate',
        'orders_warning',
        '--data',
        'FILE',
        '--param',
        'lo=5',
        '--param',
        'hi=60',
        '--report',
        'html=results',
      ],
    ]);
    assert.deepEqual(untranslated, ['the data of orders.warning (asset orders): put its file in place of FILE']);
  });
});

test('an action that only Great Expectations has is told of', () => {
  const checkpoint = {
    name: 'c',
    validation_definitions: [],
    actions: [{ name: 'tell', type: 'slack', slack_webhook: 'x' }],
  };
  const around = { validationDefinitions: [], project: undefined, suiteName: (name: string) => name };
  assert.deepEqual(checkpointHint(checkpoint, around).untranslated, [
    'the action slack: let CI do it',
    'it names no suite',
  ]);
});
