import type { Expression } from '../expressions/expression.ts';
import { endsInEscape } from '../expressions/like-pattern.ts';
import { toDuckDb } from '../expressions/to-duckdb.ts';
import type { ColumnTypes, ValueType } from '../expressions/value-type.ts';
import type { Dialect } from './dialect.ts';
import { quoted } from './duckdb-source.ts';
import { isRe2 } from './regex-syntax.ts';
import { FALSE, joinSql, raw, type Sql, type SqlScalar, sql } from './sql.ts';

/** Above this, a list is bound as one value and joined: comparing item by item would cost more, and planning it seconds. */
const FEW_ITEMS = 16;

export const duckdbDialect: Dialect = {
  identifier: (name) => raw(quoted(name)),
  condition,
  cast: (value, type) => sql`CAST(${value} AS ${raw(type)})`,
  isIn,
  tuple: (parts) => (parts.length === 1 ? parts[0]! : sql`row(${joinSql(parts, ', ')})`),
  // Python writes \Z for the end of the text, RE2 \z.
  matches: (text, regex) => sql`regexp_matches(${text}, ${regex.replace(/(?<!\\)((?:\\\\)*)\\Z/g, '$1\\z')})`,
  knowsRegex: isRe2,
  like,
  length: (text) => sql`length(${text})`,
  isJson: (text) => sql`json_valid(${text})`,
  jsonText: (value) => sql`CAST(to_json(${value}) AS VARCHAR)`,
  isTimeIn,
  shortcuts: {
    unnested: (values, type) => sql`unnest(CAST(${values} AS ${raw(type)}[]))`,
    distinctWithin: (value, low, high) =>
      sql`bit_count(bitstring_agg(${value}, ${raw(String(low))}, ${raw(String(high))}))`,
    before: (value) => sql`lag(${value}) OVER ()`,
  },
  // Rows come in the order of the source: nothing has to be sorted, nor the place to be read.
  previous: (value) => sql`lag(${value}) OVER ()`,
  named: (name, rows) => sql`CREATE OR REPLACE TEMP TABLE ${name} AS ${rows}`,
  inPlace: () => sql``,
  sum: (value) => sql`sum(${value})`,
  countIf: (condition) => sql`count_if(${condition})`,
  smallest: (value, count) => sql`min(${value}, ${raw(String(count))})`,
  approximateDistinct: (value) => sql`approx_count_distinct(${value})`,
  isFinite: (value) => sql`isfinite(${value})`,
  exactText,
  drawnFrom: (text) => sql`(CAST('0x' || left(md5(${text}), 13) AS BIGINT) / 4503599627370496.0::DOUBLE)`,
  digest: (text) => sql`sha256(${text})`,
  digestSums,
  asOfJoin: (right, on) => sql`ASOF LEFT JOIN ${right} ON ${on}`,
  before: (time, milliseconds) => sql`(${time} - to_milliseconds(${raw(String(Math.trunc(milliseconds)))}))`,
  epoch: (time) => sql`epoch(${time})`,
  quantile: (value, share) => sql`quantile_cont(${value}, ${raw(String(share))})`,
  sortedAt,
};

function condition(expression: Expression, types: ColumnTypes, column?: (name: string) => Sql): Sql {
  if (column === undefined) return toDuckDb(expression, types);
  // A column stands where the compiler puts it, as often as it wants: no value can be bound in it.
  return toDuckDb(expression, types, { column: (name) => column(name).text });
}

function exactText(value: Sql, type: ValueType): Sql {
  switch (type) {
    case 'string':
      return value;
    case 'float':
    case 'double':
      return sql`format('{:a}', ${value})`;
    case 'timestamp':
      return sql`CAST(CAST(${value} AS TIMESTAMP) AS VARCHAR)`;
    case 'binary':
      return sql`hex(${value})`;
    case 'other':
      return sql`CAST(to_json(${value}) AS VARCHAR)`;
    default:
      return sql`CAST(${value} AS VARCHAR)`;
  }
}

function digestSums(digest: Sql): readonly Sql[] {
  return [1, 17, 33, 49].map(
    (start) => sql`sum(CAST('0x' || substr(${digest}, ${raw(String(start))}, 16) AS UBIGINT))`,
  );
}

function isIn(value: Sql, items: readonly SqlScalar[], type?: string): Sql {
  const cast = (item: Sql): Sql => (type === undefined ? item : sql`CAST(${item} AS ${raw(type)})`);
  if (items.length > FEW_ITEMS) return sql`${value} IN (SELECT ${cast(sql`unnest(${items})`)})`;
  const list = items.map((item) => cast(sql`${item}`));
  return sql`${value} IN (${joinSql(list, ', ')})`;
}

/** DuckDB overlooks spaces around a time. */
function isTimeIn(text: Sql, format: string): Sql {
  const isTime = sql`try_strptime(${text}, ${format}) IS NOT NULL`;
  return format.trim() === format ? sql`${isTime} AND trim(${text}) = ${text}` : isTime;
}

/** An escape at the end of a pattern escapes nothing: no text matches then, where DuckDB would end the query. */
function like(text: Sql, pattern: string, escapedBy: string | undefined): Sql {
  if (escapedBy === undefined) return sql`${text} ILIKE ${pattern}`;
  return endsInEscape(pattern, escapedBy) ? FALSE : sql`${text} ILIKE ${pattern} ESCAPE ${escapedBy}`;
}

/** `quantile_disc` of a share takes the value at place `ceil(share * count) - 1`; half a place more is never rounded past it. */
function sortedAt(value: Sql, places: readonly number[], count: number): Sql {
  const shares = places.map((place) => (place + 0.5) / count);
  return sql`quantile_disc(${value}, ${raw(`[${shares.join(', ')}]`)})`;
}
