import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import { raw, type Sql, sql } from '../engine/sql.ts';

/** A part of the rows: the first ones, or some that are drawn. */
export type RowPart =
  | { readonly kind: 'first'; readonly rows: number }
  | { readonly kind: 'sample'; readonly rows: number; readonly seed: number }
  | { readonly kind: 'share'; readonly share: number; readonly seed: number };

/**
 * A part of a relation as one of its own, copied once into a temporary table. Rows keep their places in the whole. Which
 * rows are drawn, their places and the seed decide: the same data gives the same sample, whatever reads it in how many
 * threads; a larger share has the rows of a smaller one in it.
 */
export async function someRows(
  relation: Relation,
  part: RowPart,
  engine: QueryEngine,
  options: QueryOptions,
): Promise<Relation> {
  const { position, columns, label } = relation;
  const name = engine.dialect.identifier(
    `${partName(part)} of ${relation.from.text}${'seed' in part ? `, ${part.seed}` : ''}`,
  );
  await engine.query(engine.dialect.named(name, await selection(relation, part, engine, options)), options);
  const shown = raw(columns.map((column) => engine.dialect.identifier(column.name).text).join(', '));
  return {
    label: `${label}, ${partName(part)}`,
    columns,
    from: sql`(SELECT ${shown} FROM ${name})`,
    numbered: name,
    position,
    misfits: relation.misfits,
  };
}

/** In words: `a sample of 1000 rows`, `a sample of 1 %`, `the first 1000 rows`. */
export function partName(part: RowPart): string {
  if (part.kind === 'first') return `the first ${part.rows} rows`;
  return part.kind === 'sample'
    ? `a sample of ${part.rows} rows`
    : `a sample of ${Number((part.share * 100).toPrecision(6))} %`;
}

async function selection(
  { numbered, position }: Relation,
  part: RowPart,
  engine: QueryEngine,
  options: QueryOptions,
): Promise<Sql> {
  if (part.kind === 'first') {
    return sql`SELECT * FROM ${numbered}${engine.dialect.inPlace(position)} LIMIT ${raw(String(part.rows))}`;
  }
  const drawn = engine.dialect.drawnFrom(sql`${engine.dialect.cast(position, 'VARCHAR')} || ${raw(`' ${part.seed}'`)}`);
  if (part.kind === 'share') return sql`SELECT * FROM ${numbered} WHERE ${drawn} < ${raw(String(part.share))}`;
  // The places alone are drawn first, so that no other column is read of a row that is not wanted.
  const { rows } = await engine.query(
    sql`SELECT max(d) FROM (SELECT ${drawn} AS d FROM ${numbered} ORDER BY d LIMIT ${part.rows}) AS smallest`,
    options,
  );
  const last = Number(rows[0]?.[0] ?? 0);
  return sql`SELECT * FROM ${numbered} WHERE ${drawn} <= ${raw(exactly(last))}`;
}

/** As the engine reads a number without losing a bit of it. */
function exactly(value: number): string {
  return `CAST('${value}' AS DOUBLE)`;
}
