import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { joinSql, sql } from '../engine/sql.ts';

/** How many rows are looked at, and how many different texts among them are few. */
const SAMPLE = 100_000;
const FEW = 2_000;

/** What was found out about relations; it is asked for in every round. */
const known = new WeakMap<Relation, Map<string, boolean>>();

/**
 * Finds the columns of text that seem to have few different values, by their first rows. A wrong guess costs time only:
 * the answers are exact either way.
 */
export async function findFewValues(
  asked: readonly { readonly relation: Relation; readonly column: string }[],
  engine: QueryEngine,
  options: QueryOptions,
): Promise<(relation: Relation, column: string) => boolean> {
  for (const relation of new Set(asked.map((one) => one.relation))) {
    const found = known.get(relation) ?? new Map<string, boolean>();
    known.set(relation, found);
    const isText = (name: string): boolean =>
      relation.columns.some((one) => one.name === name && one.type === 'VARCHAR');
    const columns = asked.flatMap((one) => (one.relation === relation ? [one.column] : []));
    const unknown = [...new Set(columns)].filter((name) => isText(name) && !found.has(name));
    if (unknown.length > 0) await look(relation, unknown, found, engine, { signal: options.signal });
  }
  return (relation, column) => known.get(relation)?.get(column) === true;
}

async function look(
  relation: Relation,
  columns: readonly string[],
  found: Map<string, boolean>,
  engine: QueryEngine,
  options: QueryOptions,
): Promise<void> {
  const values = columns.map((column) => engine.dialect.identifier(column));
  const counts = values.map((value) => engine.dialect.approximateDistinct(value));
  const sample = sql`SELECT ${joinSql(values, ', ')} FROM ${relation.from} LIMIT ${SAMPLE}`;
  const { rows } = await engine.query(sql`SELECT ${joinSql(counts, ', ')} FROM (${sample}) AS s`, options);
  for (const [index, column] of columns.entries()) found.set(column, Number(rows[0]?.[index]) <= FEW);
}
