import type { QueryOptions, Relation } from '../engine/query-engine.ts';
import { joinSql, sql } from '../engine/sql.ts';
import { checkKey } from './evidence/check-key.ts';
import { type Gathering, noteRead } from './gathering.ts';

/** How many rows are looked at, and how many different texts among them are few. */
const SAMPLE = 30_000;
const FEW = 1_000;

/** What was found out about relations; it is asked for in every round. */
const known = new WeakMap<Relation, Map<string, boolean>>();

/**
 * Finds the columns of text that seem to have few different values, by their first rows. A wrong guess costs time only:
 * the answers are exact either way.
 */
export async function findFewValues(
  asked: readonly { readonly relation: Relation; readonly column: string }[],
  gathering: Gathering,
  options: QueryOptions,
): Promise<(relation: Relation, column: string) => boolean> {
  if (gathering.engine.dialect.shortcuts === undefined) return () => false;
  for (const relation of new Set(asked.map((one) => one.relation))) {
    const found = known.get(relation) ?? new Map<string, boolean>();
    known.set(relation, found);
    const isText = (name: string): boolean =>
      relation.columns.some((one) => one.name === name && one.type === 'VARCHAR');
    const columns = asked.flatMap((one) => (one.relation === relation ? [one.column] : []));
    const unknown = [...new Set(columns)].filter((name) => isText(name) && !found.has(name));
    if (unknown.length > 0) await look(relation, unknown, found, gathering, { signal: options.signal });
  }
  return (relation, column) => known.get(relation)?.get(column) === true;
}

async function look(
  relation: Relation,
  columns: readonly string[],
  found: Map<string, boolean>,
  gathering: Gathering,
  options: QueryOptions,
): Promise<void> {
  const { engine, kept } = gathering;
  const { dialect } = engine;
  // The guess is kept with the first file, as the rows looked at begin there.
  const first = relation.files?.all[0];
  const evidence = first && (await kept?.of(first.path));
  const keyOf = (column: string): string =>
    checkKey('few values', [dialect.identifier(column)], undefined, relation, dialect);
  const isKnown = (column: string): boolean => typeof evidence?.get(keyOf(column)) === 'boolean';
  for (const column of columns.filter(isKnown)) found.set(column, evidence?.get(keyOf(column)) === true);
  const unknown = columns.filter((column) => !isKnown(column));
  if (unknown.length === 0) return;
  noteRead(gathering, relation, first && [first]);
  const values = unknown.map((column) => dialect.identifier(column));
  const counts = values.map((value) => dialect.approximateDistinct(value));
  const sample = sql`SELECT ${joinSql(values, ', ')} FROM ${relation.from} LIMIT ${SAMPLE}`;
  const { rows } = await engine.query(sql`SELECT ${joinSql(counts, ', ')} FROM (${sample}) AS s`, options);
  for (const [index, column] of unknown.entries()) {
    found.set(column, Number(rows[0]?.[index]) <= FEW);
    evidence?.set(keyOf(column), Number(rows[0]?.[index]) <= FEW);
  }
}
