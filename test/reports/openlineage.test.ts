import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openLineage } from '../../core/reports/openlineage.ts';
import { counts, MIXED, reported, verdict } from './report-kit.ts';

const MAX = 'expect_column_max_to_be_between';
const QUANTILES = 'expect_column_quantile_values_to_be_between';
const passed = { outcome: 'passed' } as const;

function events(suites: Parameters<typeof openLineage>[0]['suites'], run: string | undefined = 'run-1') {
  const pathOf = (target: string) => (target.includes(':') ? undefined : `/data/${target}`);
  const text = openLineage({ project: 'shop', run, version: '1.2.3', suites, pathOf });
  const lines = text.trim().split('\n');
  // biome-ignore lint/suspicious/noExplicitAny: the format is looked into as a reader would.
  return lines.map((line): any => JSON.parse(line));
}

describe('a validation for OpenLineage', () => {
  test('is the beginning and the end of one run, with all that the specification asks for', () => {
    const [start, complete, ...others] = events([MIXED]);
    assert.deepEqual([start.eventType, complete.eventType, others], ['START', 'COMPLETE', []]);
    assert.deepEqual([start.eventTime, complete.eventTime], ['2026-11-26T01:02:03.456Z', '2026-11-26T01:02:04.956Z']);
    for (const event of [start, complete]) {
      assert.match(event.run.runId, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.ok(URL.canParse(event.producer) && URL.canParse(event.schemaURL));
      assert.deepEqual(event.job, { namespace: 'plumbline:shop', name: 'shop.validate' });
    }
    assert.equal(start.run.runId, complete.run.runId);
    assert.equal(events([MIXED])[0].run.runId, start.run.runId, 'the same run has the same id');
    assert.notEqual(events([MIXED], 'run-2')[0].run.runId, start.run.runId);
  });

  test('has an assertion for each expectation, with its severity and its failures', () => {
    const [, { inputs }] = events([MIXED]);
    assert.deepEqual(
      inputs.map(({ namespace, name }: Record<string, unknown>) => [namespace, name]),
      [['plumbline:shop', 'feature-group:orders@1']],
    );
    const { dataQualityAssertions } = inputs[0].inputFacets;
    assert.ok(URL.canParse(dataQualityAssertions._producer));
    assert.match(dataQualityAssertions._schemaURL, /\/facets\/1-1-0\/DataQualityAssertionsDatasetFacet\.json/);
    assert.deepEqual(dataQualityAssertions.assertions[1], {
      assertion: 'expect_column_values_to_be_in_set',
      success: false,
      column: 'status',
      severity: 'error',
      failures: 1,
    });
    assert.deepEqual(
      dataQualityAssertions.assertions.map(({ severity }: { severity: string }) => severity),
      ['error', 'error', 'warn', 'warn', 'error'],
    );
  });

  test('has the figures of columns that were looked at, and none of some rows only', () => {
    const suite = reported([
      verdict(MAX, { column: 'amount' }, { observed_value: 42.5, element_count: 3, missing_count: 1 }, passed),
      verdict(MAX, { column: 'amount', row_condition: 'id > 1' }, { observed_value: 7 }, passed),
      verdict(QUANTILES, { column: 'amount' }, { observed_value: { quantiles: [0.5], values: [3] } }, passed),
      verdict(MAX, { column: 'day' }, { observed_value: '2024-01-01' }, passed),
      verdict('expect_column_values_to_not_be_null', { column: 'id' }, counts(1, 3)),
    ]);
    const { dataQualityMetrics } = events([suite])[1].inputs[0].inputFacets;
    assert.equal(dataQualityMetrics.rowCount, 3);
    assert.deepEqual(dataQualityMetrics.columnMetrics, {
      amount: { nullCount: 1, count: 2, max: 42.5, quantiles: { 0.5: 3 } },
      id: { nullCount: 1, count: 2 },
    });
  });

  test('tells of several suites on the same data as one data set, and names a file by its path', () => {
    const file = reported(MIXED.result.results, 'other', 'orders.csv');
    const [, { inputs }] = events([MIXED, reported(MIXED.result.results, 'second'), file]);
    assert.deepEqual(
      inputs.map((input: Record<string, unknown>) => [input.namespace, input.name]),
      [
        ['plumbline:shop', 'feature-group:orders@1'],
        ['file', '/data/orders.csv'],
      ],
    );
    assert.equal(inputs[0].inputFacets.dataQualityAssertions.assertions.length, 10);
  });
});
