import type { Dialect } from './dialect.ts';
import { FALSE, joinSql, raw, type Sql, type SqlScalar, sql } from './sql.ts';

/** Above this, a list is bound as one value and joined: comparing item by item would cost more, and planning it seconds. */
const FEW_ITEMS = 16;

export const duckdbDialect: Dialect = {
  identifier: (name) => raw(`"${name.replaceAll('"', '""')}"`),
  cast: (value, type) => sql`CAST(${value} AS ${raw(type)})`,
  tryCast: (value, type) => sql`TRY_CAST(${value} AS ${raw(type)})`,
  isIn,
  tuple: (parts) => sql`row(${joinSql(parts, ', ')})`,
  // Python writes \Z for the end of the text, RE2 \z.
  matches: (text, regex) => sql`regexp_matches(${text}, ${regex.replace(/(?<!\\)((?:\\\\)*)\\Z/g, '$1\\z')})`,
  knowsRegex,
  like,
  length: (text) => sql`length(${text})`,
  isJson: (text) => sql`json_valid(${text})`,
  epoch: (time) => sql`epoch(${time})`,
  median: (value) => sql`median(${value})`,
  sortedAt,
};

function isIn(value: Sql, items: readonly SqlScalar[]): Sql {
  if (items.length > FEW_ITEMS) return sql`${value} IN (SELECT unnest(${items}))`;
  return sql`${value} IN (${joinSql(
    items.map((item) => sql`${item}`),
    ', ',
  )})`;
}

/** RE2 has neither look-around nor back-references, possessive quantifiers nor atomic groups. */
function knowsRegex(regex: string): boolean {
  return !/\(\?(=|!|<=|<!|>|P=|\()|\\[1-9]|[*+?}]\+/.test(regex);
}

/** An escape at the end of a pattern escapes nothing: no text matches then, where DuckDB would end the query. */
function like(text: Sql, pattern: string, escapedBy: string | undefined): Sql {
  if (escapedBy === undefined) return sql`${text} ILIKE ${pattern}`;
  return endsInEscape(pattern, escapedBy) ? FALSE : sql`${text} ILIKE ${pattern} ESCAPE ${escapedBy}`;
}

function endsInEscape(pattern: string, escapedBy: string): boolean {
  let escaped = false;
  for (const character of pattern) escaped = !escaped && character === escapedBy;
  return escaped;
}

/** `quantile_disc` of a share takes the value at place `ceil(share * count) - 1`; half a place more is never rounded past it. */
function sortedAt(value: Sql, places: readonly number[], count: number): Sql {
  const shares = places.map((place) => (place + 0.5) / count);
  return sql`quantile_disc(${value}, ${raw(`[${shares.join(', ')}]`)})`;
}
