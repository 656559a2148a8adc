import { createHash } from 'node:crypto';
import { columnOf } from '../catalogue/expectation-in-words.ts';
import type { ExpectationResult } from '../expectations/result.ts';
import type { ReportedSuite } from './reported-suite.ts';
import { levelOf } from './verdict-words.ts';

export interface LineageRun {
  /** Name of the project, or what stands for it. */
  readonly project: string;
  /** Our own id of the run; undefined where nothing is recorded. */
  readonly run: string | undefined;
  readonly version: string;
  readonly suites: readonly ReportedSuite[];
  /** Where a data file lies, as an absolute path with `/`; undefined for an asset of the project. */
  readonly pathOf: (target: string) => string | undefined;
}

/**
 * A validation as OpenLineage tells of it: the beginning and the end of one run, an event a line, the second with the
 * facets `dataQualityAssertions` (1-1-0) and `dataQualityMetrics` (1-0-2) of each data set that was judged. Nothing is
 * said that was not looked at: a column has the figures that its expectations needed.
 */
export function openLineage({ project, run, version, suites, pathOf }: LineageRun): string {
  const started = suites.map(({ result }) => result.meta.plumbline.ran_at).sort()[0] ?? new Date(0).toISOString();
  const ended = Math.max(...suites.map(({ result: { meta } }) => endOf(meta.plumbline)), Date.parse(started));
  const producer = `pkg:npm/plumbline-ml@${version}`;
  const common = {
    run: { runId: uuidOf(run ?? JSON.stringify(suites.map(({ result, target }) => [target, result.meta.plumbline]))) },
    job: { namespace: `plumbline:${project}`, name: `${project}.validate` },
    producer,
    schemaURL: `${SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent`,
  };
  const byTarget = [...Map.groupBy(suites, ({ target }) => target)];
  const inputs = byTarget.map(([target, all]) => {
    const path = pathOf(target);
    const name =
      path === undefined ? { namespace: `plumbline:${project}`, name: target } : { namespace: 'file', name: path };
    return { ...name, inputFacets: facets(all, producer) };
  });
  const bare = inputs.map(({ namespace, name }) => ({ namespace, name }));
  const events = [
    { eventType: 'START', eventTime: started, ...common, inputs: bare, outputs: [] },
    // A run that found data wanting has done its work; what it found stands in the facets.
    { eventType: 'COMPLETE', eventTime: new Date(ended).toISOString(), ...common, inputs, outputs: [] },
  ];
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

const SPEC = 'https://openlineage.io/spec';

function facets(suites: readonly ReportedSuite[], producer: string) {
  const schema = (version: string, name: string) => `${SPEC}/facets/${version}/${name}.json#/$defs/${name}`;
  const results = suites.flatMap(({ result }) => result.results);
  const rows = suites.map(({ result }) => result.meta.plumbline.rows).find((count) => count !== null);
  return {
    dataQualityAssertions: {
      _producer: producer,
      _schemaURL: schema('1-1-0', 'DataQualityAssertionsDatasetFacet'),
      assertions: results.map(assertion),
    },
    dataQualityMetrics: {
      _producer: producer,
      _schemaURL: schema('1-0-2', 'DataQualityMetricsInputDatasetFacet'),
      ...(rows === undefined ? {} : { rowCount: rows }),
      columnMetrics: columnMetrics(results),
    },
  };
}

/** `column` is for one column: what is about several says so in its name. */
function assertion(each: ExpectationResult) {
  const { type, kwargs, severity } = each.expectation_config;
  const { column } = kwargs;
  const others = typeof column === 'string' ? undefined : columnOf(type, kwargs);
  const { unexpected_count: failures } = each.result;
  const isWarning = severity !== 'critical' || levelOf(each) === 'warning';
  return {
    assertion: others === undefined ? type : `${type}(${others})`,
    success: each.success,
    ...(typeof column === 'string' ? { column } : {}),
    severity: isWarning ? 'warn' : 'error',
    ...(failures === undefined ? {} : { failures }),
  };
}

interface ColumnMetrics {
  nullCount?: number;
  distinctCount?: number;
  count?: number;
  sum?: number;
  min?: number;
  max?: number;
  quantiles?: Record<string, number>;
}

const FIGURES: Readonly<Record<string, 'min' | 'max' | 'sum' | 'distinctCount'>> = {
  expect_column_min_to_be_between: 'min',
  expect_column_max_to_be_between: 'max',
  expect_column_sum_to_be_between: 'sum',
  expect_column_unique_value_count_to_be_between: 'distinctCount',
};

/** The figures of whole columns that stand in the results; those of some rows only are not the column's. */
function columnMetrics(results: readonly ExpectationResult[]): Readonly<Record<string, ColumnMetrics>> {
  const columns = new Map<string, ColumnMetrics>();
  for (const { expectation_config: config, result } of results) {
    const { column, row_condition: condition } = config.kwargs;
    if (typeof column !== 'string' || (condition !== undefined && condition !== null)) continue;
    const found = metricsIn(config.type, result);
    if (Object.keys(found).length > 0) columns.set(column, { ...columns.get(column), ...found });
  }
  return Object.fromEntries(columns);
}

function metricsIn(type: string, result: ExpectationResult['result']): ColumnMetrics {
  const { element_count: rows, missing_count, unexpected_count, observed_value: seen } = result;
  const isAboutNulls = type === 'expect_column_values_to_not_be_null';
  const nulls = isAboutNulls ? unexpected_count : missing_count;
  const metrics: ColumnMetrics =
    rows !== undefined && nulls !== undefined ? { nullCount: nulls, count: rows - nulls } : {};
  const figure = FIGURES[type];
  if (figure !== undefined && typeof seen === 'number') metrics[figure] = seen;
  if (type === 'expect_column_quantile_values_to_be_between') {
    const quantiles = quantilesIn(seen);
    if (quantiles !== undefined) metrics.quantiles = quantiles;
  }
  return metrics;
}

function quantilesIn(seen: unknown): Record<string, number> | undefined {
  if (typeof seen !== 'object' || seen === null || !('quantiles' in seen) || !('values' in seen)) return undefined;
  const { quantiles, values } = seen as { readonly quantiles: unknown; readonly values: unknown };
  if (!Array.isArray(quantiles) || !Array.isArray(values)) return undefined;
  const pairs = quantiles.map((quantile, index) => [String(quantile), values[index] as unknown] as const);
  const numbers = pairs.filter((pair): pair is readonly [string, number] => typeof pair[1] === 'number');
  return numbers.length === 0 ? undefined : Object.fromEntries(numbers);
}

function endOf({ ran_at, seconds }: { readonly ran_at: string; readonly seconds: number }): number {
  return Date.parse(ran_at) + seconds * 1000;
}

/** Runs have UUIDs there: one that is made of our own id (version 8 of RFC 9562), so that the same run has the same. */
function uuidOf(id: string): string {
  const hex = createHash('sha256').update(`plumbline:${id}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
