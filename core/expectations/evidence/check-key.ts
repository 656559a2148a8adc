import type { Dialect } from '../../engine/dialect.ts';
import type { Relation } from '../../engine/query-engine.ts';
import { joinSql, type Sql } from '../../engine/sql.ts';
import { fingerprintOf } from '../../platform/fingerprint.ts';

/**
 * Names a check on files by all that its answer depends on: its SQL, the rows it is about, and how the columns that it
 * speaks of are read.
 */
export function checkKey(
  what: string,
  figures: readonly Sql[],
  condition: Sql | undefined,
  relation: Relation,
  dialect: Dialect,
): string {
  const { text, values } = joinSql(condition === undefined ? figures : [...figures, condition], '; ');
  const columns = relation.columns.filter(({ name }) => text.includes(dialect.identifier(name).text));
  return fingerprintOf([
    what,
    figures.length,
    text,
    values.map(exactly),
    columns.map(({ name }) => [name, relation.files?.readingOf(name) ?? '']),
  ]);
}

/** JSON has no infinities, and bigints in lists are none of its own either. */
function exactly(value: unknown): unknown {
  if (typeof value === 'bigint') return { whole: String(value) };
  if (typeof value === 'number' && !Number.isFinite(value)) return { float: String(value) };
  return Array.isArray(value) ? value.map(exactly) : value;
}
