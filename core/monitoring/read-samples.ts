import type { Column, QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { type Sql, sql, TRUE } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { isNumeric } from '../expressions/type-of.ts';
import { cannotTest } from './outcome.ts';
import type { Rows } from './rows.ts';
import { type Category, type Counts, categoricalPair, type SamplePair } from './sample.ts';

/** Of a side with more values, so many are drawn, the same ones each time: more digits of a distance tell no more. */
export const MOST_NUMBERS = 1_000_000;
/** Categories are counted whatever their rows; but so many of them are no categories any more. */
const MOST_CATEGORIES = 100_000;

/** A feature as both sides have it. */
export interface Samples {
  readonly pair: SamplePair;
  /** Rows of each side without a value; to a number, infinity is none either. */
  readonly missing: { readonly reference: number; readonly current: number };
  /** Values of each side before any were drawn. */
  readonly values: { readonly reference: number; readonly current: number };
  /** Whether a side was so large that only some of its values were compared. */
  readonly drawn: boolean;
}

export interface Side {
  readonly rows: Rows;
  /** How many rows there are. */
  readonly total: number;
  readonly column: Column;
}

/** Reads one feature of both sides: its values as doubles, or the counts of its categories. */
export async function readSamples(
  engine: QueryEngine,
  reference: Side,
  current: Side,
  kind: 'num' | 'cat',
  options: QueryOptions,
): Promise<Samples> {
  return kind === 'num'
    ? readNumbers(engine, reference, current, options)
    : readCategories(engine, reference, current, options);
}

async function readNumbers(
  engine: QueryEngine,
  reference: Side,
  current: Side,
  options: QueryOptions,
): Promise<Samples> {
  const r = await numbersOf(engine, reference, options);
  const c = await numbersOf(engine, current, options);
  return {
    pair: {
      kind: 'numeric',
      reference: r.numbers.sort(),
      current: c.numbers.sort(),
      whole: reference.column.valueType === 'integer' && current.column.valueType === 'integer',
    },
    missing: { reference: r.missing, current: c.missing },
    values: { reference: r.values, current: c.values },
    drawn: r.drawn || c.drawn,
  };
}

async function numbersOf(engine: QueryEngine, { rows, total, column }: Side, options: QueryOptions) {
  const name = engine.dialect.identifier(column.name);
  const count = async (condition: Sql) => {
    const counted = engine.dialect.countIf(condition);
    const answer = await engine.query(sql`SELECT ${counted} FROM (${rows.select}) AS data`, options);
    return Number(answer.rows[0]?.[0]);
  };
  const value = asDouble(engine, column, name);
  if (value === undefined) {
    // Of a column of text files that is empty, nobody knows the type.
    if ((await count(sql`${name} IS NOT NULL`)) === 0) {
      return { numbers: new Float64Array(), values: 0, missing: total, drawn: false };
    }
    const help = `compare it as categories: ${column.name}=cat`;
    throw cannotTest('the feature is not numeric', `the type of ${column.name} is ${column.type}`, help);
  }
  const finite = sql`${name} IS NOT NULL AND ${engine.dialect.isFinite(value)}`;
  // What is read anyway needs no counting before.
  const counted = total > MOST_NUMBERS ? await count(finite) : undefined;
  const drawn = counted !== undefined && counted > MOST_NUMBERS;
  const numbers = await engine.numbers(
    sql`SELECT ${value} FROM (${drawn ? rows.numbered : rows.select}) AS data
      WHERE ${finite} AND ${drawn ? isDrawn(rows.position, MOST_NUMBERS / counted) : TRUE}`,
    options,
  );
  const values = counted ?? numbers.length;
  return { numbers, values, missing: total - values, drawn };
}

/** Spreads the places of rows over 2³² by the golden ratio, and takes those that fall into a share of them. */
function isDrawn(position: Sql, share: number): Sql {
  return sql`(${position} * 2654435761) % 4294967296 < ${Math.floor(share * 4294967296)}`;
}

function asDouble(engine: QueryEngine, { valueType }: Column, value: Sql): Sql | undefined {
  if (valueType === 'boolean') return engine.dialect.cast(engine.dialect.cast(value, 'INTEGER'), 'DOUBLE');
  return isNumeric(valueType) ? engine.dialect.cast(value, 'DOUBLE') : undefined;
}

async function readCategories(
  engine: QueryEngine,
  reference: Side,
  current: Side,
  options: QueryOptions,
): Promise<Samples> {
  // A code that is text on one side and a number on the other is still the same code.
  const asText = reference.column.valueType !== current.column.valueType && !areNumbers(reference, current);
  const r = await countsOf(engine, reference, asText, options);
  const c = await countsOf(engine, current, asText, options);
  return {
    pair: categoricalPair(r.counts, c.counts),
    missing: { reference: r.missing, current: c.missing },
    values: { reference: r.values, current: c.values },
    drawn: false,
  };
}

function areNumbers(reference: Side, current: Side): boolean {
  return isNumeric(reference.column.valueType) && isNumeric(current.column.valueType);
}

async function countsOf(engine: QueryEngine, { rows, column }: Side, asText: boolean, options: QueryOptions) {
  const name = engine.dialect.identifier(column.name);
  const answer = await engine.query(
    sql`SELECT ${name}, count(*) FROM (${rows.select}) AS data GROUP BY 1 LIMIT ${MOST_CATEGORIES + 2}`,
    options,
  );
  if (answer.rowCount > MOST_CATEGORIES) {
    const why = `${column.name} has more than ${MOST_CATEGORIES} different values`;
    throw cannotTest('these are no categories', why, 'leave the column out: identifiers do not drift');
  }
  const counts = new Map<Category, number>();
  let missing = 0;
  let values = 0;
  for (const [value = null, count] of answer.rows) {
    if (value === null) missing += Number(count);
    else {
      const category = asText ? String(value) : asCategory(value);
      counts.set(category, (counts.get(category) ?? 0) + Number(count));
      values += Number(count);
    }
  }
  return { counts: counts as Counts, missing, values };
}

function asCategory(value: Value): Category {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : String(value);
}
