import type { QueryEngine } from '../core/engine/query-engine.ts';
import { joinSql, raw, type Sql, sql } from '../core/engine/sql.ts';

/** Reads every value of the columns and does next to nothing with them: what no way of judging them can do without. */
export function rawScan(path: string, columns: readonly string[], { dialect }: QueryEngine): Sql {
  const smallest = columns.map((name) => sql`min(${dialect.identifier(name)})`);
  return sql`SELECT ${joinSql(smallest, ', ')} FROM ${raw(`'${path}'`)}`;
}
