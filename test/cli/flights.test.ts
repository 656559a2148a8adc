import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { FLIGHTS, python, withExamplePython } from '../python/python-kit.ts';
import { BUILT, type Ended, EXAMPLE_PYTHON, json, plumbline } from './cli-kit.ts';

/** A type, its column, its severity, and what was found: how many, or the value that was observed. */
type Fault = readonly [type: string, column: string, severity: string, found: unknown];

/** The faults of the real data, and no others. */
const FAULTS: Readonly<
  Record<string, { readonly rows: number; readonly expectations: number; readonly faults: readonly Fault[] }>
> = {
  airports: {
    rows: 1_458,
    expectations: 11,
    faults: [
      ['expect_column_values_to_be_between', 'lat', 'critical', 1],
      ['expect_column_values_to_be_between', 'lon', 'critical', 3],
      ['expect_column_values_to_be_between', 'tz', 'warning', 2],
    ],
  },
  flights: {
    rows: 336_776,
    expectations: 25,
    faults: [
      ['expect_column_values_to_be_in_set', 'dest_known', 'warning', 7_602],
      ['expect_column_unique_value_count_to_be_between', 'dest', 'warning', { observed: 4 }],
      ['expect_column_values_to_not_be_null', 'tailnum', 'warning', 2_512],
      ['expect_column_values_to_match_regex', 'tailnum', 'warning', 22_754],
      ['expect_column_values_to_be_in_set', 'tailnum_known', 'critical', 50_094],
      ['expect_column_values_to_be_between', 'dep_time', 'critical', 29],
      ['expect_column_values_to_not_be_null', 'arr_delay', 'critical', 9_430],
      ['expect_column_min_to_be_between', 'distance', 'info', { observed: 17 }],
      ['expect_column_values_to_be_in_set', 'has_weather', 'warning', 1_556],
    ],
  },
  planes: { rows: 3_322, expectations: 9, faults: [] },
  weather: {
    rows: 26_115,
    expectations: 15,
    faults: [
      ['expect_compound_columns_to_be_unique', 'origin, local_date, local_hour', 'warning', 6],
      ['expect_column_values_to_be_between', 'wind_speed', 'critical', 1],
      ['expect_column_values_to_not_be_null', 'pressure', 'warning', 2_729],
    ],
  },
};

describe('the flights of 2013, end to end', withExamplePython(), () => {
  let folder = '';
  const run = (...args: string[]): Promise<Ended> => plumbline(folder, args, { script: BUILT, env: EXAMPLE_PYTHON });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-flights-'));
    const own = (path: string) => !/[\\/](\.venv|\.plumbline|\.pytest_cache|__pycache__)$/.test(path);
    await cp(FLIGHTS, folder, { recursive: true, filter: own });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('the definitions are in order', async () => {
    const { code, stdout } = await run('check', '--fail-on', 'warning');
    assert.equal(code, 0);
    assert.match(stdout, /^nothing wrong in \d+ files\n$/);
  });

  test('a pipeline waits for those that it reads', async () => {
    const { code, stderr } = await run('run', 'flights_features');
    assert.equal(code, 3);
    assert.match(stderr, /feature group weather@1 has no rows yet\n.*\n {2}try: plumbline run weather_features/);
  });

  test('the three pipelines run; their groups take rows with faults, and record them', async () => {
    for (const [pipeline, said] of [
      ['reference_features', '3,322 planes written'],
      ['weather_features', '26,115 hours of weather written'],
      ['flights_features', '336,776 of them from 2013-01-01 to 2013-12-31'],
    ] as const) {
      const { code, stdout, stderr } = await run('run', pipeline);
      assert.equal(code, 0, stderr);
      assert.ok(stderr.includes(said), stderr);
      assert.match(stdout, new RegExp(`✓ ${pipeline} wrote `));
    }
  });

  test('the suites find the faults, and nothing else', async () => {
    const ended = await run('validate', '--format', 'json');
    assert.equal(ended.code, 1);
    const { validation_results: results, statistics } = json(ended);
    assert.deepEqual(
      [statistics.evaluated_expectations, statistics.unsuccessful_expectations, statistics.successful_validations],
      [60, 15, 1],
    );
    for (const result of results) {
      const expected = FAULTS[result.suite_name];
      const found = result.results.filter(({ success }: { success: boolean }) => !success).map(faultOf);
      assert.deepEqual(
        { rows: result.meta.plumbline.rows, expectations: result.results.length, faults: found },
        expected,
        result.suite_name,
      );
    }
    assert.deepEqual(
      results.map(({ suite_name }: { suite_name: string }) => suite_name),
      Object.keys(FAULTS),
    );
  });

  test('in words', async () => {
    const { code, stdout } = await run('validate', 'weather', 'flights');
    assert.equal(code, 1);
    for (const line of [
      '✗ flights: 16 of 25 expectations hold (flights@1, 336,776 rows, ',
      '  error   dep_time: 29 of 328,521 values are not between 0 and 2359 (0.0088 %)\n          such as 2400, …\n',
      '  error   arr_delay: 9,430 of 336,776 values are missing (2.8 %, at most 1 % allowed)\n',
      '  warning arr_time: 150 of 328,063 values are not between 0 and 2359 (0.046 %; more than 0.1 % would be a failure)\n',
      '  warning dest: 4 different values where dest_known = false, expected at most 0\n',
      '  info    distance: the smallest value is 17, expected at least 50\n',
      '  error   wind_speed: 1 of 26,111 values is not between 0 and 120 (0.0038 %)\n          such as 1048.36058\n',
      '          expectations/weather.expectations.yaml:43:5\n',
      '\n0 of 2 suites hold\n',
    ]) {
      assert.ok(stdout.includes(line), `${line}\n  is not in\n${stdout}`);
    }
  });

  test('a suite that holds, and one whose failures are not critical', async () => {
    assert.equal((await run('validate', 'planes')).code, 0);
    assert.equal((await run('validate', 'planes', '--fail-on', 'warning')).code, 0);
  });

  test('a suite is drawn from the flights, and they pass it', async () => {
    const file = join(folder, 'expectations/drawn.expectations.yaml');
    assert.equal((await run('profile', 'flights', '-o', file)).code, 0);
    const { code, stdout } = await run('validate', 'flights', '--format', 'json');
    assert.equal(code, 1);
    const drawn = json({ code, stdout, stderr: '' }).validation_results.find(
      ({ suite_name, results }: { suite_name: string; results: readonly unknown[] }) =>
        suite_name === 'flights' && results.length !== 25,
    );
    assert.equal(drawn.success, true);
    await rm(file);
  });

  test('a model is trained that is better than its baseline; its metrics are those of scikit-learn', async () => {
    for (const pipeline of ['train_majority', 'train_arrival_delay']) {
      const { code, stdout, stderr } = await run('run', pipeline);
      assert.equal(code, 0, stdout + stderr);
    }
    const { details, version, file } = shown(await run('models', 'show', 'arrival_delay', '--format', 'json'));
    assert.deepEqual([version, details.passed, details.gates.length], [1, true, 7]);
    const judge = `
import json, pandas, sklearn.metrics as m
rows = pandas.read_parquet('.plumbline/${file}/model/predictions.parquet')
rows = rows[(rows.split == 'test') & rows.label.notna()]
truth = rows.label.astype(bool)
print(json.dumps({
    'roc_auc': m.roc_auc_score(truth, rows.score), 'average_precision': m.average_precision_score(truth, rows.score),
    'log_loss': m.log_loss(truth, rows.score), 'brier_score_loss': m.brier_score_loss(truth, rows.score),
    'accuracy': m.accuracy_score(truth, rows.prediction), 'f1': m.f1_score(truth, rows.prediction),
    'matthews_corrcoef': m.matthews_corrcoef(truth, rows.prediction), 'rows': len(rows)}))`;
    const { stdout, stderr } = await python(['-c', judge], folder);
    const { rows, ...theirs } = JSON.parse(stdout.toString() || stderr);
    assert.equal(details.rows, rows);
    for (const [name, value] of Object.entries(theirs)) {
      assert.ok(Math.abs(details.metrics[name].value - Number(value)) < 1e-9, `${name}: ${value}`);
    }
  });

  test('the version answers with the code that it was trained with', async () => {
    const asked = `
import sys; sys.path.insert(0, 'code'); sys.path.insert(0, 'code/serving')
import json, pandas
from predictor import Predictor
predictions = pandas.read_parquet('model/predictions.parquet').query("split == 'test'").head(50)
rows = pandas.read_parquet('../../../training_datasets/arrival_delay_1/1/test.parquet').head(50)
answers = Predictor('model').predict(json.loads(json.dumps(rows.to_dict('records'), default=str)))
print(max(abs(a['score'] - b) for a, b in zip(answers, predictions.score)))`;
    const { stdout, stderr } = await python(['-c', asked], join(folder, '.plumbline/models/arrival_delay/1'));
    assert.ok(Number(stdout.toString() || 'NaN') < 1e-12, stdout.toString() + stderr);
  });

  test('the Python tests of the example pass', async () => {
    const { code, stdout } = await run('test', '--format', 'json');
    assert.equal(code, 0, stdout);
    assert.ok(json({ code, stdout, stderr: '' }).passed > 20);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into any shape.
function shown(ended: Ended): any {
  const { name, version, file, ...details } = json(ended);
  return { name, version, file, details };
}

interface Failed {
  readonly expectation_config: {
    readonly type: string;
    readonly severity: string;
    readonly kwargs: { readonly column?: string; readonly column_list?: readonly string[] };
  };
  readonly result: { readonly unexpected_count?: number; readonly observed_value?: unknown };
}

function faultOf({ expectation_config: { type, severity, kwargs }, result }: Failed): Fault {
  const found = result.unexpected_count ?? { observed: result.observed_value };
  return [type, kwargs.column ?? kwargs.column_list?.join(', ') ?? '', severity, found];
}
