import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { resultsOfRun } from '../../core/registry/latest-results.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { listRuns } from '../../core/registry/runs.ts';
import { BUILT, events, json, plumbline, withFiles, withWorkspace } from './cli-kit.ts';

/** `a` has a gap, `b` a value that is not in the set of the suite. */
const DATA = 'a,b\n1,x\n2,y\n,z\n';
const SUITE = `name: lone
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: b }
  - type: expect_column_values_to_not_be_null
    kwargs: { column: a, mostly: 0.9 }
    severity: warning
    meta: { why: "gaps are rare" }
  - type: expect_column_values_to_be_in_set
    kwargs: { column: b, value_set: [x, y] }
`;
const LONE = ['validate', '--suite', 'suite.yaml', '--data', 'data.csv'];

function lone(files: Readonly<Record<string, string>> = {}) {
  return { 'data.csv': DATA, 'suite.yaml': SUITE, ...files };
}

describe('a suite and a data file, without a project', () => {
  test('text: what does not hold, as loud as its severity, with examples, reason and place', async () => {
    await withFiles(lone(), async (folder) => {
      const { code, stdout, stderr } = await plumbline(folder, LONE);
      assert.deepEqual([code, stderr], [1, '']);
      assert.equal(
        stdout.replace(/\d\.\d s/, '0.0 s'),
        `✗ lone: 1 of 3 expectations hold (data.csv, 3 rows, 0.0 s)
  warning a: 1 of 3 values is missing (33.3 %, at most 10 % allowed)
          why: gaps are rare
          suite.yaml:5:5
  error   b: 1 of 3 values is not one of x, y (33.3 %)
          such as z
          suite.yaml:9:5
`,
      );
      assert.equal(existsSync(join(folder, '.plumbline')), false, 'nothing is kept');
    });
  });

  test('a query in a suite reads the data that is judged, and nothing beside it', async () => {
    const select = (sql: string) =>
      `name: q\nexpectations:\n  - type: unexpected_rows_expectation\n    kwargs: { unexpected_rows_query: "${sql}" }\n`;
    const files = { 'secret.csv': DATA, 'own.yaml': select("SELECT * FROM {batch} WHERE b = 'nope'") };
    await withFiles(
      lone({ ...files, 'other.yaml': select("SELECT * FROM read_csv('secret.csv')") }),
      async (folder) => {
        const judged = (suite: string) => plumbline(folder, ['validate', '--suite', suite, '--data', 'data.csv']);
        assert.equal((await judged('own.yaml')).code, 0);
        const { code, stdout } = await judged('other.yaml');
        assert.equal(code, 1);
        assert.match(stdout, /cannot access file/i);
      },
    );
  });

  test('JSON: exactly one result in the shape of Great Expectations 1.x', async () => {
    await withFiles(lone(), async (folder) => {
      const ended = await plumbline(folder, [...LONE, '--format', 'json']);
      const { success, statistics, results, suite_name, suite_parameters, meta, ...others } = json(ended);
      assert.deepEqual(others, {});
      assert.deepEqual([success, suite_name, suite_parameters], [false, 'lone', {}]);
      assert.deepEqual(statistics, {
        evaluated_expectations: 3,
        successful_expectations: 1,
        unsuccessful_expectations: 2,
        success_percent: (1 / 3) * 100,
      });
      assert.equal(meta.plumbline.rows, 3);
      const { meta: own, ...result } = results[2];
      assert.equal(own.plumbline.outcome, 'failed');
      assert.deepEqual(result, {
        success: false,
        expectation_config: {
          type: 'expect_column_values_to_be_in_set',
          kwargs: { column: 'b', value_set: ['x', 'y'] },
          meta: {},
          severity: 'critical',
        },
        result: {
          element_count: 3,
          unexpected_count: 1,
          unexpected_percent: (1 / 3) * 100,
          missing_count: 0,
          missing_percent: 0,
          unexpected_percent_total: (1 / 3) * 100,
          unexpected_percent_nonmissing: (1 / 3) * 100,
          partial_unexpected_list: ['z'],
          partial_unexpected_counts: [{ value: 'z', count: 1 }],
          partial_unexpected_index_list: [2],
        },
        exception_info: { raised_exception: false, exception_message: null, exception_traceback: null },
      });
      assert.equal(ended.code, 1);
    });
  });

  test('--result-format says how much is told', async () => {
    await withFiles(lone(), async (folder) => {
      const keysFor = async (format: string) => {
        const ended = await plumbline(folder, [...LONE, '--format', 'json', '--result-format', format]);
        return Object.keys(json(ended).results[2].result);
      };
      assert.deepEqual(await keysFor('BOOLEAN_ONLY'), []);
      assert.ok(!(await keysFor('BASIC')).includes('partial_unexpected_counts'));
      assert.ok((await keysFor('SUMMARY')).includes('partial_unexpected_counts'));
      assert.ok((await keysFor('COMPLETE')).includes('unexpected_list'));
      const { code, stderr } = await plumbline(folder, [...LONE, '--result-format', 'SOME']);
      assert.equal(code, 2);
      assert.match(stderr, /BOOLEAN_ONLY, BASIC, SUMMARY, COMPLETE/);
    });
  });

  test('NDJSON: progress, the verdicts with their places, and the result last', async () => {
    await withFiles(lone(), async (folder) => {
      const all = events(await plumbline(folder, [...LONE, '--format', 'ndjson']));
      assert.ok(all.slice(0, -2).every(({ event }) => event === 'progress'));
      const [suite, result] = all.slice(-2);
      assert.ok(suite?.event === 'suite' && result?.event === 'result');
      assert.deepEqual(result, {
        event: 'result',
        command: 'validate',
        success: false,
        value: { suites: [suite.suite] },
      });
      const [, missing] = suite.suite.expectations;
      assert.deepEqual(missing, {
        position: 1,
        fingerprint: missing?.fingerprint,
        type: 'expect_column_values_to_not_be_null',
        column: 'a',
        outcome: 'failed',
        severity: 'warning',
        summary: 'a: 1 of 3 values is missing (33.3 %, at most 10 % allowed)',
        range: { start: { line: 4, character: 4 }, end: missing?.range?.end },
      });
    });
  });

  test('--fail-on: critical failures count by default, warnings when asked for', async () => {
    const mild = SUITE.replace('column: b, value_set', 'column: b, mostly: 0.1, value_set');
    await withFiles(lone({ 'mild.yaml': mild }), async (folder) => {
      const codeOf = async (suite: string, ...args: string[]) =>
        (await plumbline(folder, ['validate', '--suite', suite, '--data', 'data.csv', ...args])).code;
      assert.equal(await codeOf('mild.yaml'), 0);
      assert.equal(await codeOf('mild.yaml', '--fail-on', 'warning'), 1);
      assert.equal(await codeOf('suite.yaml', '--fail-on', 'never'), 0);
    });
  });

  test('--quiet says nothing of a suite that holds', async () => {
    const good = SUITE.replace('mostly: 0.9', 'mostly: 0.5').replace('[x, y]', '[x, y, z]');
    await withFiles(lone({ 'suite.yaml': good }), async (folder) => {
      assert.equal((await plumbline(folder, [...LONE, '--quiet'])).stdout, '');
      assert.match((await plumbline(folder, LONE)).stdout, /^✓ lone: all 3 expectations hold/);
    });
  });

  test('suites of Great Expectations, 0.x and 1.x, are read as they are', async () => {
    const kwargs = { column: 'b', value_set: ['x', 'y'] };
    const old = {
      expectation_suite_name: 'old',
      data_asset_type: null,
      expectations: [{ expectation_type: 'expect_column_values_to_be_in_set', kwargs, meta: {} }],
      meta: { great_expectations_version: '0.18.8' },
    };
    const recent = {
      name: 'recent',
      id: null,
      expectations: [{ type: 'expect_column_values_to_be_in_set', kwargs, meta: {}, severity: 'warning', id: 'e1' }],
      meta: { great_expectations_version: '1.3.8' },
      notes: null,
    };
    const files = { '0.json': JSON.stringify(old), '1.json': JSON.stringify(recent) };
    await withFiles(lone(files), async (folder) => {
      const judge = (suite: string) =>
        plumbline(folder, ['validate', '--suite', suite, '--data', 'data.csv', '--format', 'json']);
      const [first, second] = [await judge('0.json'), await judge('1.json')];
      assert.deepEqual([first.code, json(first).suite_name, json(first).success], [1, 'old', false]);
      assert.deepEqual([second.code, json(second).suite_name, json(second).success], [0, 'recent', false]);
    });
  });

  test('CSV, JSON, JSON lines, compressed or not, and globs', async () => {
    const rows = [
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
      { a: null, b: 'z' },
    ];
    const files = {
      'rows.json': JSON.stringify(rows),
      'rows.jsonl': rows.map((row) => JSON.stringify(row)).join('\n'),
    };
    await withFiles(lone(files), async (folder) => {
      await writeFile(join(folder, 'rows.csv.gz'), gzipSync(DATA));
      for (const data of ['data.csv', 'rows.json', 'rows.jsonl', 'rows.csv.gz', '*.csv']) {
        const ended = await plumbline(folder, [
          'validate',
          '--suite',
          'suite.yaml',
          '--data',
          data,
          '--format',
          'json',
        ]);
        assert.equal(json(ended).meta.plumbline.rows, 3, data);
        assert.deepEqual(json(ended).results[2].result.partial_unexpected_list, ['z'], data);
      }
    });
  });

  test('values for $PARAMETERs', async () => {
    const suite = `name: s\nexpectations:\n  - type: expect_column_max_to_be_between\n    kwargs: { column: a, max_value: { $PARAMETER: most } }\n`;
    await withFiles(lone({ 'suite.yaml': suite }), async (folder) => {
      assert.equal((await plumbline(folder, [...LONE, '--param', 'most=2'])).code, 0);
      assert.equal((await plumbline(folder, [...LONE, '--param', 'most=1'])).code, 1);
      const missing = await plumbline(folder, LONE);
      assert.equal(missing.code, 1);
      assert.match(missing.stdout, /could not be judged: .*most/);
      // As it was called before; nobody is told of it anew.
      assert.equal((await plumbline(folder, [...LONE, '--parameter', 'most=1', '--param', 'most=2'])).code, 0);
      assert.doesNotMatch((await plumbline(folder, ['validate', '--help'])).stdout, /--parameter/);
      assert.equal((await plumbline(folder, [...LONE, '--param', 'most'])).code, 2);
    });
  });

  test('a column that the data lacks is a failure of its expectation, with the nearest name', async () => {
    await withFiles(lone({ 'suite.yaml': SUITE.replace('column: a', 'column: aa') }), async (folder) => {
      const ended = await plumbline(folder, [...LONE, '--format', 'json']);
      const { success, result, exception_info } = json(ended).results[1];
      assert.deepEqual([ended.code, success, result, exception_info.raised_exception], [1, false, {}, true]);
      assert.match(exception_info.exception_message, /no column "aa".*\n.*a, b\n.*did you mean "a"/);
    });
  });

  const REFUSED: readonly (readonly [
    what: string,
    files: Readonly<Record<string, string>>,
    code: number,
    told: RegExp,
  ])[] = [
    [
      'a type that does not exist',
      { 'suite.yaml': SUITE.replace('to_be_in_set', 'to_be_in_sets') },
      3,
      /suite\.yaml:9:5: .*did you mean "expect_column_values_to_be_in_set"/,
    ],
    [
      'an argument that does not exist',
      { 'suite.yaml': SUITE.replace('value_set', 'values') },
      3,
      /suite\.yaml:9:5: .*there is no argument values/,
    ],
    [
      'a key that does not exist',
      { 'suite.yaml': SUITE.replace('severity', 'severty') },
      3,
      /suite\.yaml:7:5: .*`severty`.*\n.*\n.*did you mean `severity`/,
    ],
    ['half a file', { 'suite.yaml': SUITE.slice(0, -12) }, 3, /suite\.yaml:\d+:\d+: /],
    ['another kind of file', { 'suite.yaml': 'hello: world\n' }, 3, /suite\.yaml:1:1: /],
    [
      'JSON that is no suite',
      { 'suite.yaml': '', 'other.json': '{"some": "json"}' },
      3,
      /no expectation suite\n {2}why: .*\n {2}try: /,
    ],
    [
      'data that is not what its name says',
      { 'data.csv': '', 'bad.parquet': 'PAR0' },
      3,
      /bad\.parquet: cannot read the file as Parquet\n {2}why: /,
    ],
    ['an empty file', { 'data.csv': '' }, 3, /data\.csv: the file has no data/],
  ];
  for (const [what, files, code, told] of REFUSED) {
    test(`refused: ${what}`, async () => {
      await withFiles(lone(files), async (folder) => {
        const suite = 'other.json' in files ? 'other.json' : 'suite.yaml';
        const data = 'bad.parquet' in files ? 'bad.parquet' : 'data.csv';
        const ended = await plumbline(folder, ['validate', '--suite', suite, '--data', data]);
        assert.match(ended.stderr, told);
        assert.deepEqual([ended.code, ended.stdout], [code, '']);
        assert.doesNotMatch(ended.stderr, /\n {4}at /, 'no stack');
      });
    });
  }

  test('an error as JSON and NDJSON', async () => {
    await withFiles(lone({ 'data.csv': '' }), async (folder) => {
      const words = { message: 'the file has no data', where: 'data.csv', why: 'it is empty' };
      const asJson = await plumbline(folder, [...LONE, '--format', 'json']);
      assert.deepEqual(json(asJson), { success: false, error: { kind: 'failed', ...words } });
      const asEvents = await plumbline(folder, [...LONE, '--format', 'ndjson']);
      assert.deepEqual(events(asEvents), [{ event: 'error', ...words }]);
      assert.deepEqual([asJson.code, asEvents.code], [3, 3]);
    });
  });

  test('wrong usage: exit code 2, and what would be right', async () => {
    await withFiles(lone(), async (folder) => {
      const wrong = async (...args: string[]) => {
        const { code, stderr } = await plumbline(folder, ['validate', ...args]);
        assert.equal(code, 2, stderr);
        return stderr;
      };
      assert.match(await wrong('--suite', 'suite.yaml'), /--suite needs --data/);
      assert.match(await wrong('trips', '--suite', 'suite.yaml', '--data', 'data.csv'), /trips is a name in a project/);
      assert.match(await wrong('trips'), /no plumbline\.yaml was found/);
      assert.match(await wrong('--siute', 'suite.yaml'), /unknown option '--siute'.*\n?.*--suite/);
    });
  });
});

describe('the suites of a project', () => {
  const DATA_FILE = 'data/cc_trans_fraud.csv';

  test('the youngest card owner is 17.738671: the lecture’s suite finds it, built and unbuilt alike', async () => {
    await withWorkspace('credit-card', async (folder) => {
      const args = ['validate', 'cc_trans_fraud', '--data', DATA_FILE, '--format', 'json'];
      const ended = await plumbline(folder, args);
      assert.equal(ended.code, 1);
      const [youngest] = json(ended).results;
      assert.deepEqual(youngest.result, {
        observed_value: 17.738671,
        element_count: 300,
        missing_count: 0,
        missing_percent: 0,
      });
      const built = await plumbline(folder, args, { script: BUILT });
      assert.equal(built.code, 1);
      assert.deepEqual(json(built).results, json(ended).results);
    });
  });

  test('in words, with the way to the line', async () => {
    await withWorkspace('credit-card', async (folder) => {
      const { stdout } = await plumbline(folder, ['validate', 'cc_trans_fraud@1', '--data', DATA_FILE]);
      assert.match(stdout, /^✗ cc_trans_fraud: 2 of 3 expectations hold \(cc_trans_fraud@1, 300 rows, /);
      assert.match(
        stdout,
        /\n {2}error {3}age_at_transaction: the smallest value is 17\.738671, expected between 18 and 130\n {10}why: .*\n {10}expectations\/cc_trans_fraud\.expectations\.yaml:4:5\n$/,
      );
    });
  });

  test('the result is kept: its verdicts in the registry, its page with whole rows in a file', async () => {
    await withWorkspace('credit-card', async (folder) => {
      const suite = (await readFile(join(folder, 'expectations/cc_trans_fraud.expectations.yaml'), 'utf8')).replace(
        'expect_column_min_to_be_between',
        'expect_column_values_to_be_between',
      );
      await writeFile(join(folder, 'expectations/cc_trans_fraud.expectations.yaml'), suite);
      const ended = await plumbline(folder, ['validate', 'cc_trans_fraud', '--data', DATA_FILE, '--format', 'ndjson']);
      const last = events(ended).at(-1);
      assert.ok(last?.event === 'result');
      const { suites } = last.value as { readonly suites: readonly { readonly result: string }[] };
      const stored = JSON.parse(await readFile(join(folder, `.plumbline/results/${suites[0]?.result}.json`), 'utf8'));
      assert.deepEqual(stored.page.counts, { passed: 2, warned: 0, failed: 1, errors: 0 });
      const [verdict] = stored.page.verdicts;
      assert.equal(verdict.expected, 'between 18 and 130');
      assert.deepEqual(verdict.rows.columns.slice(0, 2), ['tid', 'age_at_transaction']);
      assert.equal(verdict.rows.rows[0][1], '17.738671');
      assert.ok(
        stored.page.columns.some(({ column, histogram }: never) => column === 'age_at_transaction' && histogram),
      );
    });
  });

  test('a validation is a run: when it was, what was asked for, how it ended, and its results', async () => {
    await withWorkspace('credit-card', async (folder) => {
      await plumbline(folder, ['validate', 'cc_trans_fraud', '--data', DATA_FILE]);
      const registry = await openRegistry(join(folder, '.plumbline'));
      const [run, ...others] = await registry.read((db) => listRuns(db));
      assert.deepEqual([run?.kind, run?.status, others], ['validation', 'failed', []]);
      assert.deepEqual(run?.params, { subjects: ['cc_trans_fraud'], data: DATA_FILE });
      const results = await registry.read((db) => resultsOfRun(db, run?.id ?? ''));
      assert.deepEqual(
        results.map(({ subject, target, success, severity }) => [subject, target, success, severity]),
        [['cc_trans_fraud', 'feature-group:cc_trans_fraud@1', false, 'critical']],
      );
      registry.dispose();
    });
  });

  test('several suites: one result over all, in the shape of a checkpoint', async () => {
    await withWorkspace('credit-card', async (folder) => {
      const second = `name: second\nfeature_group: cc_trans_fraud@1\nexpectations:\n  - type: expect_table_row_count_to_equal\n    kwargs: { value: 300 }\n`;
      await writeFile(join(folder, 'expectations/second.expectations.yaml'), second);
      const args = ['validate', 'cc_trans_fraud', '--data', DATA_FILE];
      const { success, statistics, validation_results, ...others } = json(
        await plumbline(folder, [...args, '--format', 'json']),
      );
      assert.deepEqual([success, others], [false, {}]);
      assert.deepEqual(statistics, {
        evaluated_validations: 2,
        successful_validations: 1,
        unsuccessful_validations: 1,
        evaluated_expectations: 4,
        successful_expectations: 3,
        unsuccessful_expectations: 1,
        success_percent: 75,
      });
      const names = validation_results.map(({ suite_name }: { suite_name: string }) => suite_name);
      assert.deepEqual(names, ['cc_trans_fraud', 'second']);
      const { stdout } = await plumbline(folder, args);
      assert.match(stdout, /\n✓ second: its one expectation holds/);
      assert.match(stdout, /\n1 of 2 suites hold\n$/);
    });
  });

  test('one suite with mistakes among several: refused before anything is judged', async () => {
    await withWorkspace('credit-card', async (folder) => {
      const bad =
        'name: zz_bad\nfeature_group: cc_trans_fraud@1\nexpectations:\n  - type: expect_nothing\n    kwargs: {}\n';
      await writeFile(join(folder, 'expectations/zz_bad.expectations.yaml'), bad);
      const { code, stdout, stderr } = await plumbline(folder, ['validate', 'cc_trans_fraud', '--data', DATA_FILE]);
      assert.deepEqual([code, stdout], [3, '']);
      assert.match(stderr, /expectations\/zz_bad\.expectations\.yaml:4:5: expect_nothing: /);
      assert.equal(existsSync(join(folder, '.plumbline/registry.db')), false);
    });
  });

  test('a suite may compare with another feature group', async () => {
    // The group is known to the project, and has no rows: that is said, and nothing passes for it.
    await withWorkspace('credit-card', async (folder) => {
      const suite = `name: cc_trans_fraud\nfeature_group: cc_trans_fraud@1\nexpectations:\n  - type: expect_table_row_count_to_equal_other_table\n    kwargs: { other_table_name: cc_trans_fraud }\n`;
      await writeFile(join(folder, 'expectations/cc_trans_fraud.expectations.yaml'), suite);
      const { code, stdout } = await plumbline(folder, ['validate', 'cc_trans_fraud', '--data', DATA_FILE]);
      assert.equal(code, 1);
      assert.match(stdout, /could not be judged: .*cc_trans_fraud/);
    });
  });

  test('no rows yet: exit code 3, and how to get them', async () => {
    await withWorkspace('credit-card', async (folder) => {
      for (const args of [['validate'], ['validate', 'cc_trans_fraud']]) {
        const { code, stderr } = await plumbline(folder, args);
        assert.equal(code, 3);
        assert.match(
          stderr,
          /^plumbline: feature-group:cc_trans_fraud@1: the feature group has no rows yet\n {2}why: the pipeline cc_trans_fraud_features has not run.*\n {2}try: plumbline run cc_trans_fraud_features\n$/,
        );
      }
    });
  });

  test('names that are not there: the nearest one, versions, and groups without suites', async () => {
    await withWorkspace('spend-signups', async (folder) => {
      const wrong = async (...args: string[]) => {
        const { code, stderr } = await plumbline(folder, ['validate', ...args]);
        assert.equal(code, 2, stderr);
        return stderr;
      };
      assert.match(
        await wrong('customer_featurse'),
        /there is no feature group or suite customer_featurse\n {2}try: did you mean customer_features\?/,
      );
      assert.match(
        await wrong('customer_features@9'),
        /there is no version customer_features@9\n {2}try: there is customer_features@1, customer_features@2/,
      );
      assert.match(await wrong('customer_features@1'), /no suite judges customer_features@1\n {2}try: /);
      assert.match(await wrong('xyz'), /try: there is customer_features\n/);
      assert.match(await wrong('--data', 'x.csv'), /--data needs the name of a suite or feature group/);
    });
  });
});

describe('a single row', () => {
  const ROW = ['validate', '--suite', 'suite.yaml', '--row'];

  test('is judged by what a row can meet, from a text, a file or the standard input', async () => {
    await withFiles(
      {
        'suite.yaml': `${SUITE}  - type: expect_column_values_to_be_unique\n    kwargs: { column: b }\n`,
        'row.json': '{"a": null, "b": "z"}',
      },
      async (folder) => {
        const { code, stdout, stderr } = await plumbline(folder, [...ROW, '{"a": null, "b": "z"}']);
        assert.deepEqual([code, stderr], [1, '']);
        assert.equal(
          stdout,
          `✗ lone: 1 of 3 expectations that a row can meet hold (1 more needs a batch)
  warning a: the value is missing
          why: gaps are rare
          suite.yaml:5
  error   b: z is not one of x, y
          suite.yaml:9
`,
        );
        assert.equal((await plumbline(folder, [...ROW, 'row.json'])).stdout, stdout);
        const good = await plumbline(folder, [...ROW, '{"a": 1, "b": "x"}', '--format', 'json']);
        assert.equal(good.code, 0);
        const { success, statistics } = json(good) as { success: boolean; statistics: Record<string, number> };
        assert.deepEqual([success, statistics.passed, statistics.needs_a_batch], [true, 3, 1]);
      },
    );
  });

  test('in a project it has the types of its feature group', async () => {
    const files = {
      'plumbline.yaml': 'project: rows\n',
      'g.feature-group.yaml':
        'name: g\nversion: 1\nprimary_key: [id]\nfeatures:\n  - { name: id, type: int }\nexpectations: [s]\n',
      's.expectations.yaml':
        'name: s\nexpectations:\n  - type: expect_column_values_to_be_of_type\n    kwargs: { column: id, type_: int }\n',
    };
    await withFiles(files, async (folder) => {
      assert.equal((await plumbline(folder, ['validate', 'g', '--row', '{"id": 1}'])).code, 0);
      const text = await plumbline(folder, ['validate', 'g', '--row', '{"id": "1"}']);
      assert.equal(text.code, 1);
      assert.match(text.stdout, /id: the type is VARCHAR, expected int/);
    });
  });

  test('what is no row is told', async () => {
    await withFiles({ 'suite.yaml': SUITE }, async (folder) => {
      for (const [given, words, wanted] of [
        ['{"a"', /the row is no JSON/, 2],
        ['nowhere.json', /there is no such file/, 3],
        ['suite.yaml', /the row is no JSON/, 3],
      ] as const) {
        const { code, stderr } = await plumbline(folder, [...ROW, given]);
        assert.equal(code, wanted);
        assert.match(stderr, words);
      }
      const both = await plumbline(folder, [...ROW, '{}', '--data', 'data.csv']);
      assert.deepEqual([both.code, both.stdout], [2, '']);
    });
  });
});
