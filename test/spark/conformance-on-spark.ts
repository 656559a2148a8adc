import type { DataSource } from '../../core/engine/data-source.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import type { ExpectationResult } from '../../core/expectations/result.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { type Case, optionalTag, readCases, type Table } from '../expectations/conformance-cases.ts';
import { isEqual } from '../expectations/conformance-compare.ts';
import { storableData, type Tables } from '../expectations/conformance-data.ts';

export interface Compared {
  readonly one: Case;
  readonly result: ExpectationResult;
  /** How Spark's result differs from DuckDB's; undefined where it does not. */
  readonly problem: string | undefined;
}

/**
 * Cases by the data that they are about, as they are judged together: all that there are, or groups that cover every type,
 * those with the most cases first.
 */
export function groupsOfCases(all: boolean): readonly (readonly Case[])[] {
  const groups = new Map<string, Case[]>();
  for (const one of ['gx', 'gx-oracle', 'gx-sql'].flatMap(readCases)) {
    if (optionalTag(one) !== undefined || one.expected.config_error === true) continue;
    const key = JSON.stringify([storableData(one), one.schema, one.extra_data, one.table_name, one.suite_parameters]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
  if (all) return sorted;
  const times = new Map<string, number>();
  const chosen: (readonly Case[])[] = [];
  for (const group of sorted) {
    const isNew = group.some(({ expectation_type: type }) => (times.get(type) ?? 0) < CASES_OF_A_TYPE);
    if (!isNew) continue;
    chosen.push(group);
    for (const { expectation_type: type } of group) times.set(type, (times.get(type) ?? 0) + 1);
  }
  return chosen;
}

/** Of each type at least so many, as far as there are. */
const CASES_OF_A_TYPE = 4;

/** Judges a group on both engines. */
export async function compareOn(
  engines: { readonly duckdb: QueryEngine; readonly spark: QueryEngine },
  group: readonly Case[],
  tables: Tables,
): Promise<readonly Compared[]> {
  const expected = await judge(group, engines.duckdb, tables);
  const found = await judge(group, engines.spark, tables);
  return group.map((one, index) => {
    const result = found[index] as ExpectationResult;
    return { one, result, problem: differenceOf(expected[index] as ExpectationResult, result) };
  });
}

function differenceOf(expected: ExpectationResult, found: ExpectationResult): string | undefined {
  const [wasRaised, isRaised] = [expected, found].map((result) => result.exception_info.raised_exception);
  if (isRaised && !wasRaised) return `error: ${found.exception_info.exception_message}`;
  if (wasRaised && !isRaised) return `no error, where DuckDB says ${expected.exception_info.exception_message}`;
  if (expected.success !== found.success) return `success is ${found.success}`;
  const same = isEqual(expected.result, found.result, 1e-9) && isEqual(found.result, expected.result, 1e-9);
  return same ? undefined : `${JSON.stringify(found.result)} instead of ${JSON.stringify(expected.result)}`;
}

async function judge(group: readonly Case[], engine: QueryEngine, tables: Tables) {
  const [first] = group;
  if (first === undefined) return [];
  const own = first.table_name ?? 'main_table';
  const source = { path: await tables.pathOf(storableData(first), first.schema) };
  const others: Record<string, DataSource> = { [own]: source };
  for (const [name, data] of Object.entries(first.extra_data ?? {})) {
    others[name] = { path: await tables.pathOf(data, schemaOf(data)) };
  }
  const expectations = group.map(({ expectation_type: type, kwargs, result_format: format }) => ({
    type,
    kwargs: {
      ...(JSON.parse(JSON.stringify(kwargs).replaceAll('"__self__"', `"${own}"`), revive) as Record<string, unknown>),
      result_format: format ?? 'COMPLETE',
    },
  }));
  const { results } = await validateSuite({
    suite: { name: 'cases', expectations },
    source,
    engine,
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
function schemaOf(data: Table): Readonly<Record<string, string>> {
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
