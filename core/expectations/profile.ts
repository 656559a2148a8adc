import type { ExpectationSuite } from '../definitions/expectation-suite.ts';
import { type DataSource, labelOf } from '../engine/data-source.ts';
import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { sql } from '../engine/sql.ts';
import { type Json, toJson } from '../engine/value.ts';
import { type ColumnSummary, summarizeColumns } from './column-summary.ts';
import { columnExpectations, type Drawn, mayBeSet, mayBeUnique, tableExpectations } from './profile-expectations.ts';
import { profileToYaml } from './profile-to-yaml.ts';

export interface ProfileRequest {
  readonly engine: QueryEngine;
  readonly source: DataSource | Relation;
  /** Name of the suite. */
  readonly name: string;
  /** The feature group that the suite is about, such as `flights@1`. */
  readonly featureGroup?: string;
  readonly signal?: AbortSignal;
  /** Told what is being done now. */
  readonly onProgress?: (message: string) => void;
}

export interface Profile {
  readonly suite: ExpectationSuite;
  /** The suite as a file, with comments that say what was seen. */
  readonly yaml: string;
  readonly columns: readonly ColumnSummary[];
  readonly rows: number;
}

/** Draws a suite from data: what holds of it today, with room to live. A person decides what must hold tomorrow. */
export async function profileSource(request: ProfileRequest): Promise<Profile> {
  const { engine, source, name, featureGroup, signal, onProgress } = request;
  onProgress?.('reading the data');
  const relation = 'from' in source ? source : await engine.open(source, { signal });
  onProgress?.(`looking at ${relation.columns.length} columns`);
  const columns = await summarizeColumns(engine, relation, { signal });
  onProgress?.('looking for keys and sets of values');
  const exact = await exactCounts(engine, relation, columns, { signal });
  const sets = await valueSets(engine, relation, exact, { signal });
  const drawn: readonly Drawn[] = [
    ...tableExpectations(columns),
    ...relation.columns.flatMap((column, index) => {
      const summary = columns[index]!;
      return columnExpectations(column, summary, exact.get(column.name), sets.get(column.name));
    }),
  ];
  const suite: ExpectationSuite = {
    name,
    ...(featureGroup === undefined ? {} : { feature_group: featureGroup }),
    expectations: drawn.map(({ expectation }) => expectation),
  };
  const label = 'from' in source ? source.label : labelOf(source);
  return { suite, yaml: profileToYaml(suite, drawn, label), columns, rows: columns[0]?.rows ?? 0 };
}

/** Estimates up to this are counted exactly: a person knows that a month has 31 days, not 29. */
const FEW_VALUES = 5000;

/** How many different values there are exactly, where the estimate says that there are few, or that all may be different. */
async function exactCounts(
  engine: QueryEngine,
  relation: Relation,
  columns: readonly ColumnSummary[],
  options: QueryOptions,
): Promise<ReadonlyMap<string, number>> {
  const isWorthIt = (summary: ColumnSummary, index: number): boolean =>
    summary.distinct <= FEW_VALUES || mayBeUnique(relation.columns[index]!, summary);
  const names = columns.filter(isWorthIt).map(({ column }) => column);
  const counts = new Map<string, number>();
  for (const name of names) {
    const value = engine.dialect.identifier(name);
    const { rows } = await engine.query(sql`SELECT count(DISTINCT ${value}) FROM ${relation.from}`, options);
    counts.set(name, Number(rows[0]?.[0]));
  }
  return counts;
}

/** All values of columns of text that have few of them. */
async function valueSets(
  engine: QueryEngine,
  relation: Relation,
  counts: ReadonlyMap<string, number>,
  options: QueryOptions,
): Promise<ReadonlyMap<string, readonly Json[]>> {
  const candidates = relation.columns.filter((column) => mayBeSet(column, counts.get(column.name)));
  const sets = new Map<string, readonly Json[]>();
  for (const { name } of candidates) {
    const value = engine.dialect.identifier(name);
    const { rows } = await engine.query(
      sql`SELECT DISTINCT ${value} AS v FROM ${relation.from} WHERE ${value} IS NOT NULL ORDER BY v`,
      options,
    );
    sets.set(
      name,
      rows.map(([v = null]) => toJson(v)),
    );
  }
  return sets;
}
