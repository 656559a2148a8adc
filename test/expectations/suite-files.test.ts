import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ExpectationSuite } from '../../core/definitions/expectation-suite.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { suiteProblems } from '../../core/expectations/suite-problems.ts';
import { suiteToJson } from '../../core/expectations/suite-to-json.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { projectFromFiles } from '../../core/project/load-project.ts';
import { CASES, missingCases } from './conformance-cases.ts';

const FILES = join(CASES, 'gx-files');

async function readSuite(
  text: string,
): Promise<{ readonly suite: ExpectationSuite; readonly problems: readonly unknown[] }> {
  const project = await projectFromFiles('/', [['suite.json', text]]);
  const file = project.files.get('suite.json');
  assert.equal(file?.kind, 'expectation-suite');
  return { suite: file.definition as ExpectationSuite, problems: file.problems };
}

const fileOf = (path: string): string => readFileSync(join(FILES, path), 'utf8');

describe('suites that Great Expectations wrote', { skip: missingCases }, () => {
  let engine: QueryEngine;
  before(async () => {
    engine = await startDuckDb({ folders: [FILES] });
  });
  after(() => engine.dispose());

  interface Stored {
    readonly results: readonly {
      readonly success: boolean;
      readonly expectation_config: {
        readonly type?: string;
        readonly expectation_type?: string;
        readonly kwargs: object;
      };
      readonly exception_info: { readonly raised_exception?: boolean };
    }[];
  }

  /** Type, column and success of each result: what two programs must agree on, where neither failed itself. */
  const verdicts = (stored: Stored): readonly string[] =>
    stored.results.map(({ success, expectation_config: config }) => {
      const { column, column_A, column_list, row_condition } = config.kwargs as Record<string, unknown>;
      const about = JSON.stringify([column ?? column_A ?? column_list, row_condition !== undefined]);
      return `${config.type ?? config.expectation_type} ${about} ${success}`;
    });
  const judgedBy = (stored: Stored): readonly string[] =>
    verdicts({ results: stored.results.filter(({ exception_info }) => exception_info.raised_exception === false) });

  test('of version 1.24 get the verdicts that it recorded', async () => {
    const stored = JSON.parse(fileOf('validation_result_stored.json')) as Stored & { suite_parameters: object };
    const { suite, problems } = await readSuite(fileOf('gx/expectations/orders.json'));
    assert.deepEqual([problems, suiteProblems(suite)], [[], []]);
    const source = { path: join(FILES, 'data/orders.csv') };
    const result = await validateSuite({ suite, source, engine, parameters: { lo: 5, hi: 20 } });
    assert.deepEqual(
      judgedBy(stored).filter((verdict) => !verdicts(result).includes(verdict)),
      [],
    );
    assert.equal(result.results.filter(({ exception_info }) => exception_info.raised_exception).length, 1);
  });

  test('of version 0.18 get the verdicts that it recorded', async () => {
    const stored = JSON.parse(fileOf('gx-0.18/validation_result_stored.json')) as Stored;
    const { suite, problems } = await readSuite(fileOf('gx-0.18/expectations/orders/warning.json'));
    assert.deepEqual([problems, suiteProblems(suite)], [[], []]);
    const result = await validateSuite({ suite, source: { path: join(FILES, 'data/orders.csv') }, engine });
    assert.deepEqual(
      judgedBy(stored).filter((verdict) => !verdicts(result).includes(verdict)),
      [],
    );
    assert.equal(result.results.length, stored.results.length);
  });

  test('of every type are read without a problem', async () => {
    const { suite, problems } = await readSuite(fileOf('gx/expectations/every_type.json'));
    assert.deepEqual([problems, suiteProblems(suite)], [[], []]);
    assert.equal(suite.expectations.length, 46);
  });

  test('with a mistake in them are refused', async () => {
    for (const name of ['unknown_type', 'unknown_kwarg', 'invalid_severity', 'old_key_in_new_suite']) {
      const { suite, problems } = await readSuite(fileOf(`bad/${name}.json`));
      assert.ok(problems.length > 0 || suiteProblems(suite).length > 0, name);
    }
  });

  test('of 0.x keep what is still known, and what is not is named', async () => {
    const { suite, problems } = await readSuite(fileOf('gx-0.x-minimal.json'));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      suiteProblems(suite).map(({ position, type }) => [position, type]),
      [[2, 'expect_multicolumn_values_to_be_unique']],
      'an argument that is gone and switched off says nothing',
    );
  });

  test('come back from an export as they were read', async () => {
    for (const path of ['gx/expectations/orders.json', 'gx/expectations/every_type.json']) {
      const { suite } = await readSuite(fileOf(path));
      const { suite: exported, problems } = suiteToJson(suite);
      assert.deepEqual(problems, []);
      const again = await readSuite(JSON.stringify(exported));
      assert.deepEqual(again.problems, []);
      const severe = {
        ...suite,
        expectations: suite.expectations.map((one) => ({ severity: 'critical', meta: {}, ...one })),
      };
      assert.deepEqual(again.suite, { meta: {}, ...severe }, path);
    }
  });
});

describe('a suite of ours for Great Expectations', () => {
  const suite: ExpectationSuite = {
    name: 'flights',
    feature_group: 'flights@1',
    tags: ['daily'],
    parameters: { low: 1 },
    expectations: [
      {
        type: 'expect_column_values_to_not_be_null',
        kwargs: { column: 'delay', mostly: 0.9, row_condition: "origin = 'JFK' AND delay > 3" },
        warn: { mostly: 0.99 },
        severity: 'warning',
      },
      { type: 'expect_column_values_to_be_unique', kwargs: { column: 'id', row_condition: 'delay > distance / 2' } },
    ],
  };

  test('keeps what is ours under meta.plumbline, and its conditions in the structure of 1.x', () => {
    const { suite: exported, problems } = suiteToJson(suite);
    assert.deepEqual(exported, {
      name: 'flights',
      suite_parameters: { low: 1 },
      meta: { plumbline: { feature_group: 'flights@1', tags: ['daily'] } },
      expectations: [
        {
          type: 'expect_column_values_to_not_be_null',
          kwargs: {
            column: 'delay',
            mostly: 0.9,
            row_condition: {
              type: 'and',
              conditions: [
                { type: 'comparison', column: { name: 'origin' }, operator: '==', parameter: 'JFK' },
                { type: 'comparison', column: { name: 'delay' }, operator: '>', parameter: 3 },
              ],
            },
          },
          meta: { plumbline: { warn: { mostly: 0.99 } } },
          severity: 'warning',
        },
        {
          type: 'expect_column_values_to_be_unique',
          kwargs: { column: 'id', row_condition: 'delay > distance / 2' },
          meta: {},
          severity: 'critical',
        },
      ],
    });
    assert.deepEqual(
      problems.map(({ position }) => position),
      [1],
    );
  });

  test('is read back whole', async () => {
    const { suite: again } = await readSuite(JSON.stringify(suiteToJson(suite).suite));
    assert.deepEqual([again.feature_group, again.tags, again.parameters], ['flights@1', ['daily'], { low: 1 }]);
    assert.deepEqual(again.expectations[0]?.warn, { mostly: 0.99 });
  });
});
