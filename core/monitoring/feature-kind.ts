import type { Column, QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { sql } from '../engine/sql.ts';
import { isTemporal } from '../expressions/type-of.ts';
import type { Rows } from './rows.ts';

/** What a feature is to a drift test, with Evidently's words; `datetime` and `other` have no test. */
export type FeatureKind = 'num' | 'cat' | 'text' | 'datetime' | 'other';

/** Whole numbers with no more different values are categories. */
const FEW_NUMBERS = 10;

/**
 * What a column is to Evidently, by its type and by the values in the reference: whole numbers with ten different values at
 * most are categories, and so are texts of which at most half are different.
 */
export async function kindOfFeature(
  engine: QueryEngine,
  rows: Rows,
  column: Column,
  options: QueryOptions,
): Promise<FeatureKind> {
  const { valueType } = column;
  if (valueType === 'boolean') return 'cat';
  if (valueType === 'float' || valueType === 'double' || valueType === 'decimal') return 'num';
  if (isTemporal(valueType)) return 'datetime';
  const name = engine.dialect.identifier(column.name);
  const present = sql`SELECT ${name} FROM (${rows.select}) AS data WHERE ${name} IS NOT NULL`;
  if (valueType === 'integer') {
    const few = sql`SELECT DISTINCT ${name} FROM (${present}) AS present LIMIT ${FEW_NUMBERS + 1}`;
    return (await engine.query(few, options)).rowCount <= FEW_NUMBERS ? 'cat' : 'num';
  }
  if (valueType !== 'string') return 'other';
  const { rows: counted } = await engine.query(
    sql`SELECT count(*), count(DISTINCT ${name}) FROM (${present}) AS present`,
    options,
  );
  const [count, distinct] = (counted[0] ?? []).map(Number);
  return (distinct ?? 0) > 0.5 * (count ?? 0) ? 'text' : 'cat';
}
