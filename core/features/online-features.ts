import type { QueryEngine } from '../engine/query-engine.ts';
import { allOf, joinSql, type Sql, sql } from '../engine/sql.ts';
import { type Json, toJson, type Value } from '../engine/value.ts';
import { type Commits, movedOn, openGroups, type ReadGroup } from './group-rows.ts';
import type { ViewPlan } from './view-plan.ts';
import { compileView } from './view-query.ts';

export interface OnlineOptions {
  readonly plan: ViewPlan;
  readonly read: ReadGroup;
  /** Starts an engine that may read the tables. It is for these features alone, and is disposed of with them. */
  readonly startEngine: () => Promise<QueryEngine>;
}

/** What names a row: the primary key of the view's left group, by the names it has there. */
export type OnlineKey = Readonly<Record<string, Json>>;

export interface FoundRows {
  /**
   * For each key its features, keys and event time by their names in the view; undefined where there is no such row.
   */
  readonly rows: readonly (Readonly<Record<string, Json>> | undefined)[];
  /** The commits that they were read from. */
  readonly commits: Commits;
}

/** The features of a view by key, as fast as a request needs them. */
export interface OnlineFeatures {
  readonly commits: Commits;
  lookup(keys: readonly OnlineKey[]): Promise<FoundRows>;
  /**
   * Reads the latest commits if they are others than before; lookups go on meanwhile. True if there was something new.
   */
  refresh(): Promise<boolean>;
  dispose(): Promise<void>;
}

/**
 * Works out the rows of a view for the latest row of each key, by the query that makes training data as well, and keeps
 * them in the memory of an engine, to be found by key. Joins are as of the row's own event time. It costs what creating
 * a training dataset without files costs, once for each commit; a lookup then is one search in an index.
 */
export async function openOnlineFeatures(options: OnlineOptions): Promise<OnlineFeatures> {
  let current = await loaded(options);
  let refreshing: Promise<boolean> | undefined;
  const refreshed = async (): Promise<boolean> => {
    if ((await movedOn(options.plan, options.read, current.commits)).length === 0) return false;
    const [before, next] = [current, await loaded(options)];
    current = next;
    await before.dispose();
    return true;
  };
  return {
    get commits() {
      return current.commits;
    },
    lookup: (keys) => current.lookup(keys),
    refresh() {
      refreshing ??= refreshed().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
    async dispose() {
      await refreshing?.catch(() => {});
      await current.dispose();
    },
  };
}

type Loaded = Omit<OnlineFeatures, 'refresh'>;

async function loaded({ plan, read, startEngine }: OnlineOptions): Promise<Loaded> {
  const engine = await startEngine();
  try {
    return await keyedRows(engine, plan, read);
  } catch (error) {
    await engine.dispose();
    throw error;
  }
}

async function keyedRows(engine: QueryEngine, plan: ViewPlan, read: ReadGroup): Promise<Loaded> {
  const { dialect } = engine;
  const { relations, commits } = await openGroups(engine, plan, read);
  const { rows, fields, keys } = compileView(plan, relations, dialect, { latest: true });
  const types = new Map(relations.get(plan.from.id)?.columns.map(({ name, type }) => [name, type]));
  const shown = fields.filter(({ role }) => role !== 'label').map(({ name }) => name);
  const list = joinSql(shown.map(dialect.identifier), ', ');
  await engine.query(sql`CREATE TEMP TABLE online AS SELECT ${list} FROM (${rows})`);
  await engine.query(
    sql`CREATE INDEX online_by_key ON online (${dialect.identifier(await mostTelling(engine, keys))})`,
  );
  // The key as the group names it, and how the view calls it.
  const parts = plan.from.primaryKey.map((name, at) => ({ name, id: dialect.identifier(keys[at] ?? name) }));
  const typed = (name: string, value: Json | undefined) =>
    dialect.cast(sql`${scalar(value)}`, types.get(name) ?? 'VARCHAR');
  const one = async (key: OnlineKey): Promise<readonly Value[] | undefined> => {
    const is = parts.map(({ name, id }) => sql`${id} = ${typed(name, key[name])}`);
    return (await engine.query(sql`SELECT ${list} FROM online WHERE ${allOf(is)}`)).rows[0];
  };
  const record = (row: readonly Value[] | undefined) =>
    row && Object.fromEntries(shown.map((name, at) => [name, toJson(row[at] ?? null)]));
  return {
    commits,
    async lookup(asked) {
      const found = await Promise.all(asked.map(one));
      return { rows: found.map(record), commits };
    },
    dispose: () => engine.dispose(),
  };
}

/** Of the parts of a key the one by which fewest rows are found. */
async function mostTelling(engine: QueryEngine, keys: readonly string[]): Promise<string> {
  if (keys.length < 2) return keys[0] ?? '';
  const { dialect } = engine;
  const counts: readonly Sql[] = keys.map((name) => dialect.approximateDistinct(dialect.identifier(name)));
  const { rows } = await engine.query(sql`SELECT ${joinSql(counts, ', ')} FROM online`);
  const most = Math.max(...(rows[0] ?? []).map(Number));
  return keys[rows[0]?.findIndex((count) => Number(count) === most) ?? 0] ?? '';
}

/** A list or a record is no key of anything. */
function scalar(value: Json | undefined): string | number | boolean | null {
  return typeof value === 'object' || value === undefined ? null : value;
}
