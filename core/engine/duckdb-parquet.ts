import { toDuckDbType } from '../catalogue/feature-types.ts';
import { statOf } from '../platform/files.ts';
import { toPosix } from '../platform/paths.ts';
import { type DataSource, labelOf, type SourceColumn } from './data-source.ts';
import { numbered, parquetFiles } from './duckdb-parquet-files.ts';
import { columnsOf, literal, type Opening, quoted, views } from './duckdb-source.ts';
import type { Column, Relation } from './query-engine.ts';
import { mayHaveRepeated, refuseRepeated } from './repeated-names.ts';
import { raw, type Sql, sql } from './sql.ts';

/** Parquet is read in place: each query decodes the columns that it names, and no others. */
export async function openParquet(source: DataSource, opening: Opening): Promise<Relation> {
  const path = await pathsOf(source);
  const { rows } = await opening.run(
    sql`SELECT file_name, num_rows FROM parquet_file_metadata(${raw(path)}) ORDER BY file_name`,
  );
  const files = rows.map(([name, count]) => ({ path: String(name), rows: Number(count) }));
  // Files of one folder may have been written before and after a column was appended.
  const union = files.length > 1 ? ', union_by_name = true' : '';
  // Files of a table have all their columns in them; `region=eu` in a path says nothing more.
  const options = source.files === undefined ? union : `${union}, hive_partitioning = false`;
  const plain = `read_parquet(${path}${options})`;
  const there = await columnsOf(opening, raw(plain));
  if (mayHaveRepeated(there)) await refuseRepeatedIn(path, labelOf(source), opening);
  const inPaths = source.files === undefined ? namesInPaths(files.map((file) => file.path)) : [];
  const { reading, number } = numbered(plain, files, inPaths, there);
  const read = raw(reading);
  const shown = source.columns && expressionsOf(source.columns, there);
  const columns = shown === undefined ? there : await columnsOf(opening, selection(shown, read));
  const position = raw(
    placeInAll(
      files.map((file) => file.rows),
      number,
    ),
  );
  const { only } = source;
  const from = only === undefined ? read : raw(`${read.text} WHERE ${quoted(only.column)} = ${literal(only.value)}`);
  const relation = { ...(await views(opening, labelOf(source), columns, { from, position }, shown)), misfits: [] };
  if (only !== undefined) return relation;
  return { ...relation, files: parquetFiles({ files, there, columns, shown, inPaths }, opening) };
}

/** Only the names at the top: those in a struct may be the same as any others. */
async function refuseRepeatedIn(path: string, label: string, opening: Opening): Promise<void> {
  const { rows } = await opening.run(sql`SELECT file_name, name, num_children FROM parquet_schema(${raw(path)})`);
  const names = new Map<unknown, unknown[]>();
  /** Entries to come that stand below one that was passed; the first entry of a file is its root. */
  let below = 0;
  for (const [file, name, children] of rows) {
    const ofFile = names.get(file);
    if (ofFile === undefined) names.set(file, []);
    else {
      if (below > 0) below--;
      else ofFile.push(name);
      below += Number(children ?? 0);
    }
  }
  for (const ofFile of names.values()) refuseRepeated(ofFile, label);
}

/** What stands for the files in SQL. */
async function pathsOf({ path, files }: DataSource): Promise<string> {
  // In the order in which DuckDB sorts the files of a folder: places are counted in it.
  if (files !== undefined) return `[${files.map(toPosix).toSorted().map(literal).join(', ')}]`;
  const isFolder = (await statOf(path))?.kind === 'folder';
  return literal(isFolder ? `${path.replace(/[\\/]+$/, '')}/**/*.parquet` : path);
}

/** Columns that `region=eu` in paths makes; DuckDB makes them where all paths have the same ones. */
function namesInPaths(paths: readonly string[]): readonly string[] {
  const named = paths.map((path) =>
    path
      .split(/[\\/]/)
      .slice(0, -1)
      .flatMap((part) => /^([^=]+)=/.exec(part)?.[1] ?? []),
  );
  const [first = [], ...others] = named;
  return others.every((names) => names.join('/') === first.join('/')) ? first : [];
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
function placeInAll(counts: readonly number[], file: string): string {
  if (counts.length < 2) return 'file_row_number';
  let before = 0;
  const starts = counts.map((count, index) => {
    const start = `WHEN ${index} THEN ${before}`;
    before += count;
    return start;
  });
  return `file_row_number + CASE ${file} ${starts.join(' ')} END`;
}
