import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ExpectationSuite } from '../../core/definitions/expectation-suite.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { type ExpectationResult, type SuiteResult, worstFailure } from '../../core/expectations/result.ts';
import type { ResultFormat } from '../../core/expectations/result-format.ts';
import { suiteProblems } from '../../core/expectations/suite-problems.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { projectFromFiles } from '../../core/project/load-project.ts';
import { CASES, missingCases, type Table } from './conformance-cases.ts';
import { difference, isEqual } from './conformance-compare.ts';
import { openTables, type Tables } from './conformance-data.ts';

interface SuiteCase {
  readonly id: string;
  readonly title: string;
  readonly suite: unknown;
  readonly data: Table;
  readonly schema: Readonly<Record<string, string>>;
  readonly result_format: ResultFormat;
  readonly suite_parameters?: Readonly<Record<string, unknown>>;
  readonly expected: Expected;
  readonly other?: Readonly<Record<string, Expected>>;
}

interface Expected {
  readonly config_error?: true;
  readonly thrown?: true;
  readonly max_severity_failure?: string | null;
  readonly validation_result?: { readonly results: readonly Readonly<Record<string, unknown>>[] } & Record<
    string,
    unknown
  >;
}

const cases: readonly SuiteCase[] = missingCases
  ? []
  : readFileSync(join(CASES, 'gx-suites/suites.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as SuiteCase);

describe('whole suites agree with Great Expectations', { skip: missingCases }, () => {
  let engine: QueryEngine;
  let tables: Tables;

  before(async () => {
    tables = await openTables();
    engine = await startDuckDb({ folders: [tables.folder] });
  });

  after(async () => {
    await engine?.dispose();
    tables?.dispose();
  });

  for (const one of cases) {
    test(one.title, async () => {
      const suite = await readSuite(one.suite);
      if (one.expected.config_error) return assert.notDeepEqual(suiteProblems(suite), []);
      assert.deepEqual(suiteProblems(suite), []);
      const result = await validateSuite({
        suite,
        source: { path: await tables.pathOf(one.data, one.schema) },
        engine,
        resultFormat: one.result_format,
        parameters: one.suite_parameters,
      });
      if (one.expected.thrown) {
        return assert.ok(result.results.some(({ exception_info }) => exception_info.raised_exception));
      }
      const wanted = [one.expected, ...Object.values(one.other ?? {})];
      const differences = wanted.map((expected) => suiteDifference(expected, result));
      assert.ok(differences.includes(undefined), differences[0]);
    });
  }

  test('no suite is left out', (context) => {
    const refused = cases.filter(({ expected }) => expected.config_error).length;
    context.diagnostic(`whole suites: ${cases.length}, ${refused} of them refused as by Great Expectations`);
    assert.equal(new Set(cases.map(({ title }) => title)).size, cases.length);
    assert.ok(cases.length >= 26);
  });
});

/** The suite as a file of a project would be read. */
async function readSuite(suite: unknown): Promise<ExpectationSuite> {
  const project = await projectFromFiles('/', [['suite.json', JSON.stringify(suite)]]);
  const file = project.files.get('suite.json');
  assert.equal(file?.kind, 'expectation-suite');
  assert.deepEqual(file.problems, []);
  return file.definition as ExpectationSuite;
}

function suiteDifference(expected: Expected, result: SuiteResult): string | undefined {
  const { results, meta: _, ...head } = expected.validation_result ?? { results: [] };
  const worst = worstFailure(result.results) ?? null;
  if (expected.max_severity_failure !== undefined && worst !== expected.max_severity_failure)
    return `worst is ${worst}`;
  for (const [key, value] of Object.entries(head)) {
    const actual = (result as unknown as Readonly<Record<string, unknown>>)[key];
    if (!isEqual(value, actual, 1e-9)) return `${key}: ${JSON.stringify(actual)} instead of ${JSON.stringify(value)}`;
  }
  if (results.length !== result.results.length) return `${result.results.length} results`;
  const left = [...result.results];
  for (const wanted of results) {
    const place = left.findIndex((actual) => resultDifference(wanted, actual) === undefined);
    if (place < 0) return `no result is like ${JSON.stringify(wanted)}`;
    left.splice(place, 1);
  }
  return undefined;
}

/** Ours stand in the order of the suite; Great Expectations puts errors first, and columns together. */
function resultDifference(wanted: Fields, actual: ExpectationResult): string | undefined {
  const { success, result, expectation_config: config, exception_info: info } = wanted;
  const { expectation_config } = actual;
  if (!isEqual(config, expectation_config, 1e-9)) return 'another expectation';
  const exception = { raised: (info as { readonly raised_exception: boolean }).raised_exception };
  const expected = { success, result, exception };
  const none = { id: '', folder: '', kwargs: {}, data: {}, schema: {}, tags: [] };
  return difference({ ...none, expectation_type: expectation_config.type, expected }, actual);
}

type Fields = Readonly<Record<string, unknown>>;
