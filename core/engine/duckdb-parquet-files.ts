import { parquetStatistics } from './duckdb-parquet-statistics.ts';
import { columnsOf, literal, type Opening, quoted, shownColumns, unusedName } from './duckdb-source.ts';
import type { Column, DataFile, RelationFiles, RowsByFile } from './query-engine.ts';
import { raw, sql } from './sql.ts';

/** What a relation on Parquet files is made of. */
export interface ParquetParts {
  readonly files: readonly DataFile[];
  /** The columns of all files together, with the types that hold the values of all of them. */
  readonly there: readonly Column[];
  /** The columns that the relation shows, and what stands for those that are not shown as they are. */
  readonly columns: readonly Column[];
  readonly shown: ReadonlyMap<string, string> | undefined;
  /** Names that the paths of the files may give values to, as in `region=eu`. */
  readonly inPaths: readonly string[];
}

/** The files of a relation one by one: each gives the very rows that it gives to the relation. */
export function parquetFiles(parts: ParquetParts, opening: Opening): RelationFiles {
  const { files, there, columns, shown, inPaths } = parts;
  const types = new Map(there.map(({ name, type }) => [name, type] as const));
  const ofPaths = inPaths.filter((name) => types.has(name));
  return {
    all: files,
    readingOf(name) {
      const type = columns.find((one) => one.name === name)?.type;
      return [type, shown?.get(name) ?? '', types.get(name) ?? '', ofPaths.includes(name)].join('|');
    },
    rowsOf: (some) => rowsOf(some, parts, ofPaths, opening),
    statistics: (some) =>
      // What a path says of a column goes before what stands in the file, and a cast may change the order of values.
      parquetStatistics(
        some,
        columns.filter(({ name, type }) => types.get(name) === type && !ofPaths.includes(name)),
        opening,
      ),
  };
}

async function rowsOf(
  files: readonly DataFile[],
  { there, columns, shown }: ParquetParts,
  ofPaths: readonly string[],
  opening: Opening,
): Promise<RowsByFile> {
  const list = files.map(({ path }) => literal(path)).join(', ');
  const types = there.filter(({ name }) => ofPaths.includes(name));
  const hive =
    ofPaths.length === 0
      ? 'hive_partitioning = false'
      : `hive_partitioning = true, hive_types = {${types.map(({ name, type }) => `${quoted(name)}: ${type}`).join(', ')}}`;
  const read = `read_parquet([${list}], union_by_name = true, ${hive})`;
  const found = new Map((await columnsOf(opening, raw(read))).map(({ name, type }) => [name.toLowerCase(), type]));
  // A few of the files may lack a column that others have, or have it in a smaller type.
  const unified = there.map(({ name, type }) => {
    const own = found.get(name.toLowerCase());
    const id = quoted(name);
    return own === type ? id : `CAST(${own === undefined ? 'NULL' : id} AS ${type}) AS ${id}`;
  });
  const file = raw(quoted(unusedName('its file', [...there, ...columns])));
  const place = raw(quoted(unusedName('its place', [...there, ...columns])));
  const all = raw(unified.join(', '));
  const { reading, number } = numbered(read, files, ofPaths, [...there, ...columns]);
  const rows = sql`(SELECT ${all}, ${raw(number)} AS ${file}, file_row_number AS ${place} FROM ${raw(reading)})`;
  return { from: sql`(SELECT ${shownColumns(columns, shown)}, ${file}, ${place} FROM ${rows})`, file, place };
}

/**
 * A reading of files, with the number of the file that a row is in, counted from 0. Where paths say something of their
 * rows, DuckDB leaves out files by a condition on it and numbers the others anew: there the path itself tells which it is.
 */
export function numbered(
  reading: string,
  files: readonly { readonly path: string }[],
  inPaths: readonly string[],
  columns: readonly Column[],
): { readonly reading: string; readonly number: string } {
  if (inPaths.length === 0) return { reading, number: 'file_index' };
  // The data may have a column `filename` of its own.
  const path = unusedName('its path', columns);
  const paths = files.map((file) => literal(file.path)).join(', ');
  return {
    reading: reading.replace(/\)$/, `, filename = ${literal(path)})`),
    number: `(list_position([${paths}], ${quoted(path)}) - 1)`,
  };
}
