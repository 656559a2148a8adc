import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ExpectationResult, RunResult } from '../../core/expectations/result.ts';
import { EXAMPLE_PYTHON, json, plumbline } from '../cli/cli-kit.ts';
import { FLIGHTS, withExamplePython } from '../python/python-kit.ts';
import { SPARK_PYTHON } from './spark-kit.ts';

/** The suites of the example, on the rows that its pipelines write, from the command line. */
export function flightsTests(): void {
  describe('the flights of 2013', withExamplePython(), () => {
    let folder = '';

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'plumbline-spark-'));
      const own = (path: string) => !/[\\/](\.venv|\.plumbline|\.pytest_cache|__pycache__)$/.test(path);
      await cp(FLIGHTS, folder, { recursive: true, filter: own });
      for (const pipeline of ['reference_features', 'weather_features', 'flights_features']) {
        const { stderr, code } = await plumbline(folder, ['run', pipeline], { env: EXAMPLE_PYTHON });
        assert.equal(code, 0, stderr);
      }
    });
    after(() => rm(folder, { recursive: true, force: true }));

    test('have the same results on both engines', async () => {
      const validated = async (engine: string) => {
        const ended = await plumbline(folder, ['validate', '--engine', engine, '--format', 'json'], {
          env: { PLUMBLINE_PYTHON: SPARK_PYTHON },
        });
        assert.equal(ended.code, 1, ended.stderr);
        return (json(ended) as RunResult).validation_results;
      };
      const [expected, found] = [await validated('duckdb'), await validated('spark')];
      assert.equal(found.length, 4);
      const told = ({ success, result, expectation_config }: ExpectationResult) => ({
        expectation_config,
        success,
        result,
      });
      for (const [index, suite] of found.entries()) {
        assert.deepEqual(suite.results.map(told), expected[index]?.results.map(told), suite.suite_name);
        assert.equal(suite.meta.plumbline.rows, expected[index]?.meta.plumbline.rows);
      }
    });
  });
}
