import type { Column, QueryEngine, QueryOptions, Relation } from '../../engine/query-engine.ts';
import { joinSql, raw, type Sql, sql } from '../../engine/sql.ts';
import { isNumeric, isTemporal } from '../../expressions/type-of.ts';
import { someAtOnce } from '../at-once.ts';
import type { ColumnSummary } from '../column-summary.ts';
import { onlyColumns } from '../only-columns.ts';

/** What is known of a column beyond its summary. */
export interface ColumnFacts {
  readonly column: Column;
  readonly summary: ColumnSummary;
  /** Of its values; undefined where there are too many of them to be counted for what it would tell. */
  readonly values: ValueFacts | undefined;
  /** The column in consecutive parts of the data, the first rows first. */
  readonly parts: readonly PartFacts[];
  /** Whether each value is at least as large as the one before; only asked of numbers and times. */
  readonly ascending: boolean;
  /** Some of the different values, as text: drawn evenly, the same ones each time. */
  readonly sample: readonly string[];
}

export interface ValueFacts {
  /** How many different ones there are, exactly. */
  readonly distinct: number;
  /** How many of them occur once only. */
  readonly once: number;
  /** Probability that two rows drawn at random have the same value: Simpson's index. */
  readonly collision: number;
  /** Share of the present rows that have the most common value. */
  readonly largest: number;
  /** How often the smallest and the largest value occur. */
  readonly atMin: number;
  readonly atMax: number;
  /** Rows of the second half of the data that have a value which the first half has not. */
  readonly newInSecondHalf: number;
}

export interface PartFacts {
  readonly rows: number;
  readonly missing: number;
  /** Of numbers; null where there is none. */
  readonly mean: number | null;
}

/** Into how many parts the data is cut, to see how much it varies from one to the next. */
export const PARTS = 20;

/** Columns of fractions are counted value by value only where an estimate says that there are few values. */
const FEW_VALUES = 5000;

const SAMPLE = 1000;

export async function columnFacts(
  engine: QueryEngine,
  relation: Relation,
  summaries: readonly ColumnSummary[],
  options: QueryOptions,
): Promise<readonly ColumnFacts[]> {
  const rows = summaries[0]?.rows ?? 0;
  const columns = relation.columns;
  const parts = await someAtOnce(columns, (some) => partFacts(engine, relation, some, rows, options));
  const ascending = await ascendingColumns(engine, relation, rows, options);
  const facts: ColumnFacts[] = [];
  for (const [index, column] of columns.entries()) {
    const summary = summaries[index] as ColumnSummary;
    const isCounted =
      rows > summary.missing && isComparable(column) && (isExact(column) || summary.distinct <= FEW_VALUES);
    facts.push({
      column,
      summary,
      values: isCounted ? await valueFacts(engine, relation, column, rows, options) : undefined,
      parts: parts[index] ?? [],
      ascending: ascending.has(column.name),
      sample:
        column.valueType === 'string' || column.valueType === 'integer'
          ? await sampleOf(engine, relation, column, options)
          : [],
    });
  }
  return facts;
}

const isExact = ({ valueType }: Column): boolean =>
  valueType !== 'float' && valueType !== 'double' && valueType !== 'decimal';
const isComparable = ({ valueType }: Column): boolean =>
  isNumeric(valueType) || isTemporal(valueType) || valueType === 'string' || valueType === 'boolean';

async function valueFacts(
  engine: QueryEngine,
  relation: Relation,
  { name }: Column,
  rows: number,
  options: QueryOptions,
): Promise<ValueFacts> {
  const value = engine.dialect.identifier(name);
  const {
    rows: [found = []],
  } = await engine.query(
    sql`SELECT count(*), ${engine.dialect.countIf(raw('n = 1'))}, sum(CAST(n AS DOUBLE) * n), max(n),
      min_by(n, v), max_by(n, v), sum(CASE WHEN first >= ${rows / 2} THEN n ELSE 0 END), sum(n)
      FROM (SELECT ${value} AS v, count(*) AS n, min(${relation.position}) AS first
        FROM ${onlyColumns(relation, [name]).numbered} WHERE ${value} IS NOT NULL GROUP BY ${value})`,
    options,
  );
  const [distinct = 0, once = 0, squares = 0, most = 0, atMin = 0, atMax = 0, late = 0, present = 0] =
    found.map(Number);
  return {
    distinct,
    once,
    collision: present === 0 ? 0 : squares / present ** 2,
    largest: present === 0 ? 0 : most / present,
    atMin,
    atMax,
    newInSecondHalf: late,
  };
}

/** For each column its facts in each part of the data. */
async function partFacts(
  engine: QueryEngine,
  relation: Relation,
  columns: readonly Column[],
  rows: number,
  options: QueryOptions,
): Promise<readonly (readonly PartFacts[])[]> {
  if (rows < PARTS * 5) return columns.map(() => []);
  const { dialect } = engine;
  const figures = columns.flatMap(({ name, valueType }) => {
    const value = dialect.identifier(name);
    const isFloat = valueType === 'float' || valueType === 'double';
    const finite = isFloat ? sql` FILTER (WHERE ${dialect.isFinite(value)})` : sql``;
    return [sql`count(${value})`, isNumeric(valueType) ? sql`avg(CAST(${value} AS DOUBLE))${finite}` : raw('NULL')];
  });
  const part = sql`CAST(floor(${relation.position} * ${PARTS} / ${rows}) AS INTEGER)`;
  const { numbered } = onlyColumns(
    relation,
    columns.map(({ name }) => name),
  );
  const found = await engine.query(
    sql`SELECT ${part} AS part, count(*), ${joinSql(figures, ', ')} FROM ${numbered} GROUP BY part ORDER BY part`,
    options,
  );
  return columns.map((_, index) =>
    found.rows.map(([, count, ...values]) => {
      const [present, mean = null] = values.slice(index * 2, index * 2 + 2);
      return {
        rows: Number(count),
        missing: Number(count) - Number(present),
        mean: mean === null ? null : Number(mean),
      };
    }),
  );
}

/** A column that is not in order rarely is so for its first rows: those are looked at before all. */
const FIRST_ROWS = 10_000;

async function ascendingColumns(
  engine: QueryEngine,
  relation: Relation,
  rows: number,
  options: QueryOptions,
): Promise<ReadonlySet<string>> {
  let left = relation.columns.filter(
    (column) => isExact(column) && (isNumeric(column.valueType) || isTemporal(column.valueType)),
  );
  for (const limit of rows > FIRST_ROWS ? [FIRST_ROWS, rows] : [rows]) {
    if (left.length === 0 || rows < 2) return new Set();
    const names = left.map(({ name }) => engine.dialect.identifier(name));
    const steps = names.map(
      (name, index) =>
        sql`${name} < lag(${name} IGNORE NULLS) OVER (ORDER BY ${relation.position}) AS ${raw(`d${index}`)}`,
    );
    const { numbered } = onlyColumns(
      relation,
      left.map(({ name }) => name),
    );
    const falls = names.map((_, index) => engine.dialect.countIf(raw(`d${index}`)));
    const {
      rows: [found = []],
    } = await engine.query(
      sql`SELECT ${joinSql(falls, ', ')} FROM (SELECT ${joinSql(steps, ', ')} FROM ${numbered} WHERE ${relation.position} < ${limit})`,
      options,
    );
    left = left.filter((_, index) => Number(found[index]) === 0);
  }
  return new Set(left.map(({ name }) => name));
}

async function sampleOf(
  engine: QueryEngine,
  relation: Relation,
  { name }: Column,
  options: QueryOptions,
): Promise<readonly string[]> {
  const value = engine.dialect.identifier(name);
  const text: Sql = engine.dialect.cast(value, 'VARCHAR');
  const { rows } = await engine.query(
    sql`SELECT v FROM (SELECT DISTINCT ${text} AS v FROM ${onlyColumns(relation, [name]).from} WHERE ${value} IS NOT NULL)
      ORDER BY md5(v), v LIMIT ${SAMPLE}`,
    options,
  );
  return rows.map(([v]) => String(v));
}
