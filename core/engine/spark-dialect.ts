import type { Expression } from '../expressions/expression.ts';
import { backslashed, endsInEscape } from '../expressions/like-pattern.ts';
import { toSpark } from '../expressions/to-spark.ts';
import type { ColumnTypes } from '../expressions/value-type.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { Dialect } from './dialect.ts';
import { javaRegex } from './java-regex.ts';
import { sparkType } from './spark-types.ts';
import { FALSE, joinSql, raw, type Sql, type SqlScalar, sql } from './sql.ts';

/** Spark's SQL, in a session with ANSI mode on and the time zone UTC. Types have the names of `typeName`. */
export const sparkDialect: Dialect = {
  identifier: (name) => raw(backticked(name)),
  condition,
  cast,
  isIn,
  // Spark takes a struct on the left of IN apart, unless it is the result of a function.
  tuple: (parts) => (parts.length === 1 ? parts[0]! : sql`coalesce(struct(${joinSql(parts, ', ')}))`),
  matches: (text, regex) => sql`${text} RLIKE ${javaRegex(regex) ?? regex}`,
  knowsRegex: (regex) => javaRegex(regex) !== undefined,
  like: (text, pattern, escapedBy) =>
    escapedBy !== undefined && endsInEscape(pattern, escapedBy)
      ? FALSE
      : sql`${text} ILIKE ${backslashed(pattern, escapedBy ?? null)}`,
  length: (text) => sql`length(${text})`,
  isJson: () => undefined,
  jsonText: (value) => sql`to_json(${value})`,
  isTimeIn: () => undefined,
  named: (name, rows) => sql`CREATE OR REPLACE TEMPORARY VIEW ${name} AS ${rows}`,
  inPlace: (place) => sql` ORDER BY ${place}`,
  previous: (value, place) => sql`lag(${value}) OVER (ORDER BY ${place})`,
  sum: (value, type) => (type === 'integer' ? sql`sum(CAST(${value} AS DECIMAL(38, 0)))` : sql`sum(${value})`),
  countIf: (condition) => sql`count_if(${condition})`,
  smallest: (value, count) => sql`slice(array_sort(collect_list(${value})), 1, ${raw(String(Math.max(1, count)))})`,
  approximateDistinct: (value) => sql`approx_count_distinct(${value})`,
  isFinite: (value) => sql`(abs(${value}) < CAST('Infinity' AS DOUBLE))`,
  exactText: () => onlyEmbedded('write values out exactly'),
  drawnFrom: (text) => sql`(CAST(conv(left(md5(${text}), 13), 16, 10) AS DOUBLE) / 4503599627370496D)`,
  digest: (text) => sql`sha2(${text}, 256)`,
  digestSums,
  asOfJoin: () => onlyEmbedded('join as of a point in time'),
  before: (time, milliseconds) =>
    sql`timestamp_micros(unix_micros(${time}) - ${raw(String(Math.trunc(milliseconds) * 1000))}L)`,
  epoch: (time) => sql`(unix_micros(CAST(${time} AS TIMESTAMP)) / 1000000D)`,
  quantile: (value, share) => sql`percentile(${value}, ${raw(String(share))}D)`,
  sortedAt,
};

export function backticked(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

function onlyEmbedded(what: string): never {
  throw new PlumblineError('failed', `Spark cannot ${what} as Plumbline needs it`, {
    help: 'use the embedded engine for this: engine: duckdb',
  });
}

function condition(expression: Expression, types: ColumnTypes, column?: (name: string) => Sql): Sql {
  if (column === undefined) return toSpark(expression, types);
  return toSpark(expression, types, { column: (name) => column(name).text });
}

function cast(value: Sql, type: string): Sql {
  const name = sparkType(type);
  return name === undefined ? value : sql`CAST(${value} AS ${raw(name)})`;
}

/** One value each: Spark makes a hash table of many of them by itself. */
function isIn(value: Sql, items: readonly SqlScalar[], type?: string): Sql {
  const list = items.map((item) => (type === undefined ? sql`${item}` : cast(sql`${item}`, type)));
  return sql`${value} IN (${joinSql(list, ', ')})`;
}

function digestSums(digest: Sql): readonly Sql[] {
  return [1, 17, 33, 49].map(
    (start) => sql`sum(CAST(conv(substr(${digest}, ${raw(String(start))}, 16), 16, 10) AS DECIMAL(38, 0)))`,
  );
}

/** Of any type, so not by Spark's percentiles, which are doubles. */
function sortedAt(value: Sql, places: readonly number[]): Sql {
  const sorted = sql`array_sort(collect_list(${value}))`;
  const items = places.map((place) => sql`element_at(${sorted}, ${raw(String(place + 1))})`);
  return sql`array(${joinSql(items, ', ')})`;
}
