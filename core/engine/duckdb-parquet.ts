import { toDuckDbType } from '../catalogue/feature-types.ts';
import { statOf } from '../platform/files.ts';
import { toPosix } from '../platform/paths.ts';
import { type DataSource, labelOf, type SourceColumn } from './data-source.ts';
import { columnsOf, literal, type Opening, quoted, views } from './duckdb-source.ts';
import type { Column, Relation } from './query-engine.ts';
import { raw, type Sql, sql } from './sql.ts';

/** Parquet is read in place: each query decodes the columns that it names, and no others. */
export async function openParquet(source: DataSource, opening: Opening): Promise<Relation> {
  const path = await pathsOf(source);
  const { rows } = await opening.run(sql`SELECT num_rows FROM parquet_file_metadata(${raw(path)}) ORDER BY file_name`);
  // Files of one folder may have been written before and after a column was appended.
  const union = rows.length > 1 ? ', union_by_name = true' : '';
  // Files of a table have all their columns in them; `region=eu` in a path says nothing more.
  const options = source.files === undefined ? union : `${union}, hive_partitioning = false`;
  const from = raw(`read_parquet(${path}${options})`);
  const there = await columnsOf(opening, from);
  const shown = source.columns && expressionsOf(source.columns, there);
  const columns = shown === undefined ? there : await columnsOf(opening, selection(shown, from));
  const position = raw(placeInAll(rows.map(([count]) => Number(count))));
  return { ...(await views(opening, labelOf(source), columns, { from, position }, shown)), misfits: [] };
}

/** What stands for the files in SQL. */
async function pathsOf({ path, files }: DataSource): Promise<string> {
  // In the order in which DuckDB sorts the files of a folder: places are counted in it.
  if (files !== undefined) return `[${files.map(toPosix).toSorted().map(literal).join(', ')}]`;
  const isFolder = (await statOf(path))?.kind === 'folder';
  return literal(isFolder ? `${path.replace(/[\\/]+$/, '')}/**/*.parquet` : path);
}

/** The columns that were asked for, by name: a cast to the type that a column has already costs nothing. */
function expressionsOf(wanted: readonly SourceColumn[], there: readonly Column[]): ReadonlyMap<string, string> {
  const names = new Set(there.map(({ name }) => name));
  return new Map(
    wanted.map((column) => {
      const { name, type } = column;
      return [name, names.has(name) ? `CAST(${quoted(name)} AS ${toDuckDbType(type)})` : defaultOf(column)];
    }),
  );
}

/** What stands for a column that the rows do not have. */
export function defaultOf({ type, default: given }: SourceColumn): string {
  const isNested = type.kind === 'array' || type.kind === 'struct';
  const text = typeof given === 'string' && !isNested ? given : JSON.stringify(given);
  const value = given === undefined || given === null ? 'NULL' : literal(text);
  return `CAST(${isNested ? `CAST(${value} AS JSON)` : value} AS ${toDuckDbType(type)})`;
}

function selection(columns: ReadonlyMap<string, string>, from: Sql): Sql {
  const list = [...columns].map(([name, expression]) => `${expression} AS ${quoted(name)}`);
  return sql`(SELECT ${raw(list.join(', '))} FROM ${from})`;
}

/** Place of a row among the rows of all files: its place in its own file, after all rows of the files before. */
function placeInAll(counts: readonly number[]): string {
  if (counts.length < 2) return 'file_row_number';
  let before = 0;
  const starts = counts.map((count, index) => {
    const start = `WHEN ${index} THEN ${before}`;
    before += count;
    return start;
  });
  return `file_row_number + CASE file_index ${starts.join(' ')} END`;
}
