import type { QueryEngine, QueryOptions, Relation } from '../../engine/query-engine.ts';
import { joinSql, raw, sql } from '../../engine/sql.ts';
import { onlyColumns } from '../only-columns.ts';
import type { ColumnFacts } from './column-facts.ts';

/** Rows with the same value in one column have the same value in the other: `origin` decides its latitude. */
export interface Dependency {
  readonly column: string;
  readonly decides: readonly string[];
  /** Rows that could have spoken against it: those whose value had been seen before. */
  readonly support: number;
}

/** The search looks at so many columns at most: those with the fewest values first. */
const MOST_COLUMNS = 30;
/** With fewer rows that could have spoken against it, a dependency says nothing. */
const LEAST_SUPPORT = 30;

/** What one column decides of others: exact, over all rows, a missing value being a value as any other. */
export async function dependencies(
  engine: QueryEngine,
  relation: Relation,
  facts: readonly ColumnFacts[],
  options: QueryOptions,
): Promise<readonly Dependency[]> {
  const rows = facts[0]?.summary.rows ?? 0;
  const counted = facts.filter(({ values }) => values !== undefined && values.distinct > 1);
  const deciding = counted
    .filter(({ summary, values }) => summary.missing === 0 && rows - (values?.distinct ?? rows) >= LEAST_SUPPORT)
    .toSorted((a, b) => (a.values?.distinct ?? 0) - (b.values?.distinct ?? 0))
    .slice(0, MOST_COLUMNS);
  const found: Dependency[] = [];
  for (const { column, values } of deciding) {
    const distinct = values?.distinct ?? 0;
    // What has more values than the column cannot be decided by it.
    const others = facts.filter(
      (each) =>
        each.column.name !== column.name &&
        each.summary.missing < rows &&
        (each.values?.distinct ?? Number.POSITIVE_INFINITY) > 1 &&
        (each.values?.distinct ?? each.summary.distinct * 0.5) <= distinct,
    );
    if (others.length === 0) continue;
    const decided = await decidedBy(
      engine,
      relation,
      column.name,
      others.map((each) => each.column.name),
      options,
    );
    if (decided.length > 0) found.push({ column: column.name, decides: decided, support: rows - distinct });
  }
  return found;
}

async function decidedBy(
  engine: QueryEngine,
  relation: Relation,
  by: string,
  others: readonly string[],
  options: QueryOptions,
): Promise<readonly string[]> {
  const { identifier } = engine.dialect;
  const breaks = others.map((name, index) => {
    const value = identifier(name);
    return sql`CASE WHEN min(${value}) IS DISTINCT FROM max(${value}) OR count(${value}) NOT IN (0, count(*)) THEN 1 ELSE 0 END AS ${raw(`d${index}`)}`;
  });
  const sums = others.map((_, index) => sql`sum(${raw(`d${index}`)})`);
  const { from } = onlyColumns(relation, [by, ...others]);
  const {
    rows: [found = []],
  } = await engine.query(
    sql`SELECT ${joinSql(sums, ', ')} FROM (SELECT ${joinSql(breaks, ', ')} FROM ${from} GROUP BY ${identifier(by)})`,
    options,
  );
  return others.filter((_, index) => Number(found[index]) === 0);
}
