import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ExpectationSuite } from '../../core/definitions/expectation-suite.ts';
import type { DataSource } from '../../core/engine/data-source.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { JUDGES } from '../../core/expectations/judges.ts';
import { readExpectation } from '../../core/expectations/read-expectation.ts';
import type { ExpectationResult } from '../../core/expectations/result.ts';
import type { ResultFormat } from '../../core/expectations/result-format.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { table } from '../../core/reports/table.ts';
import { type Case, missingCases, optionalTag, readCases } from './conformance-cases.ts';
import { difference } from './conformance-compare.ts';
import { openTables, storableData, type Tables } from './conformance-data.ts';

/** Where we mean to answer otherwise than the recorded program, and why. */
const DELIBERATE: Readonly<Record<string, string>> = {
  'gxoracle:1.24.1:expect_column_values_to_be_between:mix:1b751832f9':
    'a $PARAMETER in a row condition is filled in; Great Expectations raises an error',
};

interface Judged {
  readonly one: Case;
  /** Undefined where the case holds. */
  readonly problem: string | undefined;
}

describe('expectations agree with Great Expectations', { skip: missingCases }, () => {
  let engine: QueryEngine;
  let tables: Tables;
  let judged: readonly Judged[] = [];

  before(async () => {
    tables = await openTables();
    engine = await startDuckDb({ folders: [tables.folder] });
    const cases = ['gx', 'gx-oracle', 'gx-sql'].flatMap(readCases);
    judged = await judgeAll(cases, engine, tables);
  });

  after(async () => {
    await engine?.dispose();
    tables?.dispose();
  });

  for (const type of JUDGES.keys()) {
    test(type, () => {
      const own = judged.filter(({ one }) => one.expectation_type === type && optionalTag(one) === undefined);
      const wrong = own.filter(({ one, problem }) => problem !== undefined && DELIBERATE[one.id] === undefined);
      const report = wrong.map(
        ({ one, problem }) => `${one.id} ${JSON.stringify(one.kwargs).slice(0, 300)}\n    ${problem}`,
      );
      assert.equal(
        wrong.length,
        0,
        `${wrong.length} of ${own.length} cases differ:\n  ${report.join('\n  ').slice(0, 6000)}`,
      );
    });
  }

  test('deviations are still deviations', () => {
    const wrong = new Set(judged.filter(({ problem }) => problem !== undefined).map(({ one }) => one.id));
    assert.deepEqual(
      Object.keys(DELIBERATE).filter((id) => !wrong.has(id)),
      [],
    );
  });

  test('each case is judged once, and told of by its type', (context) => {
    assert.equal(judged.length, new Set(judged.map(({ one }) => one.id)).size);
    context.diagnostic(byType(judged));
    for (const [id, why] of Object.entries(DELIBERATE)) context.diagnostic(`deviation in ${id}: ${why}`);
    const types = new Set(judged.map(({ one }) => one.expectation_type));
    assert.deepEqual([...types].sort(), [...JUDGES.keys()].sort());
  });
});

/**
 * A line for each type: how many cases there are, how many have the recorded answer, and how many mean to have another;
 * those apart that are of one backend only.
 */
function byType(judged: readonly Judged[]): string {
  const rows = [...Map.groupBy(judged, ({ one }) => one.expectation_type)].sort(([a], [b]) => a.localeCompare(b));
  const lines = [
    ['type', 'cases', 'equal', 'deviations', 'optional'],
    ...rows.map(([type, own]) => [type, ...counts(own)]),
    [`all ${rows.length} types`, ...counts(judged)],
  ];
  return table(lines, ['left', 'right', 'right', 'right', 'right']);
}

function counts(judged: readonly Judged[]): readonly string[] {
  const required = judged.filter(({ one }) => optionalTag(one) === undefined);
  const optional = judged.filter(({ one }) => optionalTag(one) !== undefined);
  const deviations = required.filter(({ one }) => DELIBERATE[one.id] !== undefined);
  const apart = optional.length === 0 ? '' : `${equal(optional)} of ${optional.length}`;
  return [...[required.length, equal(required), deviations.length].map(String), apart];
}

function equal(own: readonly Judged[]): number {
  return own.filter(({ problem }) => problem === undefined).length;
}

/** Cases on the same data with the same wishes are judged as one suite. */
async function judgeAll(cases: readonly Case[], engine: QueryEngine, tables: Tables): Promise<readonly Judged[]> {
  const suites = new Map<string, Case[]>();
  const judged: Judged[] = [];
  for (const one of cases) {
    if (one.expected.config_error === true) {
      judged.push({ one, problem: isRejected(one) ? undefined : 'it was not rejected' });
      continue;
    }
    const { data, schema, extra_data, table_name, result_format, suite_parameters } = one;
    const key = JSON.stringify([
      data,
      schema,
      extra_data,
      table_name,
      result_format,
      suite_parameters,
      one.relevant_columns,
    ]);
    suites.set(key, [...(suites.get(key) ?? []), one]);
  }
  for (const group of suites.values()) {
    const results = await judge(group, engine, tables);
    judged.push(...group.map((one, index) => ({ one, problem: difference(one, results[index]!) })));
  }
  return judged;
}

function isRejected({ expectation_type: type, kwargs, severity }: Case): boolean {
  const isKnown = severity === undefined || ['critical', 'warning', 'info'].includes(severity);
  return !isKnown || readExpectation(type, kwargs).problems !== undefined;
}

async function judge(
  group: readonly Case[],
  engine: QueryEngine,
  tables: Tables,
): Promise<readonly ExpectationResult[]> {
  const [first] = group;
  if (first === undefined) return [];
  const source = { path: await tables.pathOf(storableData(first), first.schema) };
  const others: Record<string, DataSource> = { [first.table_name ?? 'main_table']: source };
  for (const [name, data] of Object.entries(first.extra_data ?? {})) {
    others[name] = { path: await tables.pathOf(data, schemaOf(data)) };
  }
  const own = first.table_name ?? 'main_table';
  const suite: ExpectationSuite = {
    name: 'cases',
    expectations: group.map(({ expectation_type: type, kwargs }) => ({
      type,
      kwargs: JSON.parse(JSON.stringify(kwargs).replaceAll('"__self__"', `"${own}"`), revive) as Record<
        string,
        unknown
      >,
    })),
  };
  const { results } = await validateSuite({
    suite,
    source,
    engine,
    resultFormat: (first.result_format ?? 'COMPLETE') as ResultFormat,
    parameters: first.suite_parameters,
    tables: others,
    dataSources: ['q'],
  });
  return results;
}

/** JSON turns infinite numbers into null; only bin edges hold them. */
function revive(key: string, value: unknown): unknown {
  if (key !== 'bins' || !Array.isArray(value)) return value;
  return value.map((edge, index) => edge ?? (index === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY));
}

/** Types of a table that comes without a schema, by its values. */
function schemaOf(data: Readonly<Record<string, readonly unknown[]>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(data).map(([name, values]) => {
      const given = values.filter((value) => value !== null);
      if (given.every((value) => typeof value === 'number')) {
        return [name, given.every(Number.isInteger) ? 'BIGINT' : 'DOUBLE'];
      }
      return [name, given.every((value) => typeof value === 'boolean') ? 'BOOLEAN' : 'VARCHAR'];
    }),
  );
}
