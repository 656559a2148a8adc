import type { QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { raw, type Sql, sql, TRUE } from '../engine/sql.ts';
import { newId } from '../registry/new-id.ts';
import { type DataHash, dataHash } from './data-hash.ts';
import type { DatasetPlan } from './dataset-plan.ts';
import { type Commits, openGroups, type ReadGroup } from './group-rows.ts';
import { partSql, partsOf } from './split.ts';
import { compileView, type ViewField, type ViewQuery } from './view-query.ts';

/** The rows of a training dataset in a temporary table, each with the part that it belongs to. */
export interface DatasetRows extends DataHash {
  readonly query: ViewQuery;
  readonly commits: Commits;
  /** Rows of the view that belong to no part. */
  readonly leftOut: number;
  /** A SELECT of the rows of one part, in their order. */
  part(name: string): Sql;
  dispose(): Promise<void>;
}

/** Reads the groups (as of the given commits, or as they are), joins, filters and splits, and works out the hash. */
export async function datasetRows(
  engine: QueryEngine,
  plan: DatasetPlan,
  read: ReadGroup,
  pinned: Commits = {},
  options: QueryOptions = {},
): Promise<DatasetRows> {
  const { dialect } = engine;
  const { relations, commits } = await openGroups(engine, plan.view, read, pinned, options);
  const query = compileView(plan.view, relations, dialect);
  const types = new Map(query.fields.map(({ name, valueType }) => [name, valueType]));
  const key = keyOf(query).map(
    (name) => ({ value: dialect.identifier(name), type: types.get(name) ?? 'other' }) as const,
  );
  const eventTime = query.eventTime === undefined ? undefined : dialect.identifier(query.eventTime);
  const part = partSql(plan.split, key, eventTime, dialect);
  const filter = plan.filter ? dialect.condition(plan.filter.expression, (name) => types.get(name)) : TRUE;
  const table = raw(`training_${newId()}`);
  const partColumn = raw(unused('part', query.fields));
  await engine.query(
    sql`CREATE TEMP TABLE ${table} AS SELECT *, ${part} AS ${partColumn} FROM (${query.rows}) WHERE ${filter}`,
    options,
  );
  const rowsOf = (name: string) => sql`(SELECT * EXCLUDE (${partColumn}) FROM ${table} WHERE ${partColumn} = ${name})`;
  const parts = Object.fromEntries(partsOf(plan.split).map((name) => [name, rowsOf(name)]));
  const hash = await dataHash(engine, query.fields, parts, options);
  const { rows } = await engine.query(sql`SELECT count(*) FROM ${table} WHERE ${partColumn} IS NULL`, options);
  return {
    ...hash,
    query,
    commits,
    leftOut: Number(rows[0]?.[0] ?? 0),
    part: (name) => sql`SELECT * FROM ${rowsOf(name)} ${query.order}`,
    dispose: async () => {
      await engine.query(sql`DROP TABLE ${table}`);
    },
  };
}

/** What names a row: its primary key and, where a key has a history, its event time. */
function keyOf({ keys, eventTime }: ViewQuery): readonly string[] {
  return eventTime === undefined || keys.includes(eventTime) ? keys : [...keys, eventTime];
}

function unused(wanted: string, fields: readonly ViewField[]): string {
  let name = wanted;
  while (fields.some((field) => field.name.toLowerCase() === name)) name = `_${name}`;
  return name;
}
