import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isSuiteJson } from '../../core/definitions/is-suite-json.ts';
import { meanings, pointedOut, read } from './kit.ts';

const REAL = join(import.meta.dirname, '../../../shared/conformance/gx-files');
const missing = !existsSync(REAL);
if (missing && process.env.CI) throw new Error(`the conformance files are missing: ${REAL}`);
const skip = missing && 'the files that Great Expectations wrote are not here';

describe('a suite of Great Expectations', () => {
  it('1.x has the value of our YAML', () => {
    const json = `{
  "name": "orders.warning",
  "expectations": [
    {
      "type": "expect_column_values_to_not_be_null",
      "kwargs": { "column": "id", "mostly": 0.9 },
      "severity": "warning",
      "meta": { "why": "key" },
      "rendered_content": [1]
    }
  ],
  "suite_parameters": { "low": 1 },
  "meta": { "great_expectations_version": "1.24.1" },
  "id": null
}`;
    const reading = read('expectation-suite', json);
    assert.deepEqual(reading.problems, []);
    assert.deepEqual(reading.value, {
      name: 'orders.warning',
      expectations: [
        {
          type: 'expect_column_values_to_not_be_null',
          kwargs: { column: 'id', mostly: 0.9 },
          severity: 'warning',
          meta: { why: 'key' },
        },
      ],
      parameters: { low: 1 },
      meta: { great_expectations_version: '1.24.1' },
      id: null,
    });
  });

  it('0.x has the value of our YAML, under the names of today', () => {
    const json = `{
  "expectation_suite_name": "orders",
  "data_asset_type": "Dataset",
  "ge_cloud_id": null,
  "evaluation_parameters": { "low": 1 },
  "expectations": [
    { "expectation_type": "expect_column_values_to_be_unique", "kwargs": { "column": "id" }, "meta": {}, "ge_cloud_id": "x" }
  ],
  "meta": {}
}`;
    const reading = read('expectation-suite', json);
    assert.deepEqual(reading.problems, []);
    assert.deepEqual(reading.value, {
      name: 'orders',
      parameters: { low: 1 },
      expectations: [{ type: 'expect_column_values_to_be_unique', kwargs: { column: 'id' }, meta: {} }],
      meta: {},
    });
    assert.equal(
      meanings('expectation-suite', json),
      `asset-name name: orders
expectation-type expectations.0.type: expect_column_values_to_be_unique
column suite expectations.0.kwargs.column: id`,
    );
  });

  it('keeps what is ours alone under meta.plumbline, and the value has it in its own place', () => {
    const json = `{
  "name": "orders",
  "expectations": [
    {
      "type": "expect_column_values_to_not_be_null",
      "kwargs": { "column": "id" },
      "meta": { "plumbline": { "warn": { "mostly": 0.99 } } }
    }
  ],
  "meta": { "plumbline": { "feature_group": "orders@1", "tags": ["daily"] } }
}`;
    const { value, problems, mentions } = read('expectation-suite', json);
    assert.deepEqual(problems, []);
    assert.equal(value.feature_group, 'orders@1');
    assert.deepEqual(value.tags, ['daily']);
    assert.deepEqual((value.expectations as { warn: unknown }[])[0]?.warn, { mostly: 0.99 });
    const group = mentions.find(({ meaning }) => meaning.is === 'asset');
    assert.deepEqual(group?.path, ['meta', 'plumbline', 'feature_group']);
    assert.equal(json.slice(group?.start, group?.end), 'orders@1');
  });

  it('of 1.x with keys of 0.x is read, and the keys are put right', () => {
    const json = `{
  "name": "old_key",
  "expectations": [
    {
      "expectation_type": "expect_column_values_to_not_be_null",
       ^^^^^^^^^^^^^^^^ \`expectation_type\` is called \`type\` since Great Expectations 1.0 (write \`type\`)
      "kwargs": { "column": "id" },
      "severity": "fatal",
                   ^^^^^ \`severity\` must be one of \`critical\`, \`warning\` or \`info\`, not the text \`"fatal"\`
      "severty": "info"
       ^^^^^^^ an item of \`expectations\` has no key \`severty\` (did you mean \`severity\`?)
    }
  ]
}`;
    const typed = json.replace(/^ *\^+ .*\n/gm, '');
    assert.equal(pointedOut('expectation-suite', typed), json);
    const [expectation] = read('expectation-suite', typed).value.expectations as { type: string }[];
    assert.equal(expectation?.type, 'expect_column_values_to_not_be_null');
  });

  it('that is half typed keeps what can be read', () => {
    const { value, problems } = read(
      'expectation-suite',
      '{ "name": "a", "expectations": [{ "type": "expect_column_to_exist", "kwargs": { "column": "id" ',
    );
    assert.deepEqual(value, {
      name: 'a',
      expectations: [{ type: 'expect_column_to_exist', kwargs: { column: 'id' } }],
    });
    assert.ok(problems.length > 0 && problems.every(({ rule }) => rule === 'syntax'));
  });
});

describe('the files that Great Expectations wrote', { skip }, () => {
  const text = (path: string) => readFileSync(join(REAL, path), 'utf8');

  for (const path of [
    'gx/expectations/orders.json',
    'gx/expectations/every_type.json',
    'gx-0.18/expectations/orders/warning.json',
    'gx-0.x-minimal.json',
  ]) {
    it(`${path} is a suite without a problem`, () => {
      assert.equal(isSuiteJson(text(path)), true);
      assert.deepEqual(read('expectation-suite', text(path)).problems, []);
    });
  }

  it('orders.json names the columns of its table and of its row conditions', () => {
    const columns = read('expectation-suite', text('gx/expectations/orders.json')).mentions.filter(
      ({ meaning }) => meaning.is === 'column',
    );
    assert.deepEqual(
      new Set(columns.map((column) => column.text)),
      new Set(['order_id', 'customer', 'status', 'amount', 'ordered_on', 'total_a', 'total_b', 'no_such_column']),
    );
  });

  it('the bad ones are suites, too; what their schema can tell is told', () => {
    const codes = Object.fromEntries(
      missing
        ? []
        : readdirSync(join(REAL, 'bad')).map((name) => {
            assert.equal(isSuiteJson(text(`bad/${name}`)), true);
            return [name, read('expectation-suite', text(`bad/${name}`)).problems.map(({ code }) => code)];
          }),
    );
    assert.deepEqual(codes, {
      'invalid_severity.json': ['not-a-choice'],
      'old_key_in_new_suite.json': ['renamed-key'],
      // Types and arguments are judged by rules, which know the catalogue.
      'unknown_kwarg.json': [],
      'unknown_type.json': [],
    });
  });

  for (const path of [
    'validation_result_stored.json',
    'validation_result_describe.json',
    'checkpoint_result.json',
    'checkpoint_result_describe.json',
    'gx-0.18/validation_result_stored.json',
    'gx/checkpoints/orders_cp.json',
    'gx/validation_definitions/orders_vd.json',
  ]) {
    it(`${path} is no suite`, () => {
      assert.equal(isSuiteJson(text(path)), false);
    });
  }
});

describe('JSON is a suite', () => {
  const suites = [
    '{"name": "a", "expectations": []}',
    '{"expectations": [{"kwargs": {"type": 1}, "type": "x"}], "name": "a"}',
    ' {\n  "expectation_suite_name": "a", "meta": {"success": true},\n  "expectations": [',
    '{"name": "a", "expectations": [{"type": "expect_',
    '{"name": "a\\"b", "expectations": [ ]',
  ];
  const others = [
    '',
    '[]',
    '{}',
    '{"name": "package", "version": "1.0.0"}',
    '{"settings": {"expectations": [{"type": "x"}]}}',
    '{"expectations": "many"}',
    '{"expectations": [1, 2]}',
    '{"expectations": [{"type": "x", "success": true}]}',
    '{"success": true, "expectations": [{"type": "x"}]}',
    'name: a\nexpectations: []\n',
  ];
  for (const text of suites) it(`if it is ${JSON.stringify(text)}`, () => assert.equal(isSuiteJson(text), true));
  for (const text of others) it(`not if it is ${JSON.stringify(text)}`, () => assert.equal(isSuiteJson(text), false));
});
