import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { groupTables } from '../../cli/group-source.ts';
import { openProject } from '../../cli/open-project.ts';
import { suiteToJudge } from '../../cli/suite-to-judge.ts';
import { judgings } from '../../cli/suites.ts';
import type { DataSource } from '../../core/engine/data-source.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { SuiteResult } from '../../core/expectations/result.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { tablesFolder } from '../../core/tables/tables-folder.ts';
import { EXAMPLE_PYTHON, json, plumbline } from '../cli/cli-kit.ts';
import { isEqual } from '../expectations/conformance-compare.ts';
import { FLIGHTS, withExamplePython } from '../python/python-kit.ts';
import { type BothEngines, SPARK_PYTHON } from './spark-kit.ts';

/** The suites of the example, on the tables that its pipelines write. */
export function flightsTests(on: BothEngines): void {
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
      const { project, storage } = await openProject({ project: folder } as never, AbortSignal.timeout(60_000));
      const tables = await groupTables(project, storage);
      const duckdb = await startDuckDb({ folders: [tablesFolder(storage)] });
      try {
        for (const { suite, group } of judgings(project, [])) {
          const source = tables[String(group?.key.name)] as DataSource;
          const validation = { suite: suiteToJudge(project, suite), source, tables };
          const expected = await validateSuite({ ...validation, engine: duckdb });
          const found = await validateSuite({ ...validation, engine: on.spark });
          assert.equal(found.meta.plumbline.rows, expected.meta.plumbline.rows);
          assert.deepEqual(verdictsOf(found), verdictsOf(expected), suite.path);
          // Sums of doubles depend on the order of the rows in the last digits, on each engine.
          for (const [index, { result, expectation_config }] of found.results.entries()) {
            const own = expected.results[index]?.result;
            assert.ok(isEqual(own, result, 1e-12) && isEqual(result, own, 1e-12), JSON.stringify(expectation_config));
          }
        }
      } finally {
        await duckdb.dispose();
      }
    });

    test('are judged from the command line', async () => {
      const env = { PLUMBLINE_PYTHON: SPARK_PYTHON };
      const args = ['validate', 'airports', '--engine', 'spark', '--format', 'json'];
      const ended = await plumbline(folder, args, { env });
      assert.equal(ended.code, 1, ended.stderr);
      const { statistics, meta } = json(ended) as SuiteResult;
      assert.deepEqual([meta.plumbline.rows, statistics.successful_expectations], [1458, 8]);
      // The interpreter of the example has no pyspark.
      const without = await plumbline(folder, args, { env: EXAMPLE_PYTHON });
      assert.equal(without.code, 3);
      assert.match(without.stderr, /pyspark is not installed\n {2}why: .*\n {2}try: .*-m pip install/);
    });
  });
}

function verdictsOf({ results }: SuiteResult) {
  return results.map(({ success, expectation_config: { type, kwargs } }) => [type, kwargs.column, success]);
}
