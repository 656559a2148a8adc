import { literal, type Opening } from './duckdb-source.ts';
import type { Column, ColumnStatistics, DataFile, FileStatistics } from './query-engine.ts';
import { raw, sql } from './sql.ts';
import type { Value } from './value.ts';

/** Types of which there is no smallest and largest value to be read here; but how many there are is said of all. */
const FLOATS = new Set(['FLOAT', 'DOUBLE']);

/** Types whose smallest and largest value the footers of Parquet files give exactly, and as what they are read there. */
const READ_AS: Readonly<Record<string, 'BIGINT' | 'TIMESTAMP' | 'DOUBLE'>> = {
  TINYINT: 'BIGINT',
  SMALLINT: 'BIGINT',
  INTEGER: 'BIGINT',
  BIGINT: 'BIGINT',
  UTINYINT: 'BIGINT',
  USMALLINT: 'BIGINT',
  UINTEGER: 'BIGINT',
  DATE: 'TIMESTAMP',
  TIMESTAMP: 'TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE': 'TIMESTAMP',
  DOUBLE: 'DOUBLE',
};

const KINDS = ['BIGINT', 'TIMESTAMP', 'DOUBLE'] as const;

/**
 * What the footers of files say of columns: how many values are missing and, of whole numbers, times and doubles, the
 * smallest and the largest one; of texts they may cut the ends off. Ends count only where every row group with values in
 * it has both, and none is "not a number".
 */
export async function parquetStatistics(
  files: readonly DataFile[],
  columns: readonly Column[],
  opening: Opening,
): Promise<readonly FileStatistics[]> {
  // Lists and structs are spread over several columns of a file.
  const wanted = columns.filter(({ valueType }) => valueType !== 'other');
  if (files.length === 0 || wanted.length === 0) return files.map(() => new Map());
  const ends = KINDS.map(
    (kind) => `min(TRY_CAST(stats_min_value AS ${kind})), max(TRY_CAST(stats_max_value AS ${kind})),
      count(TRY_CAST(stats_min_value AS ${kind})) + count(TRY_CAST(stats_max_value AS ${kind}))`,
  );
  const { rows } = await opening.run(sql`SELECT file_name, path_in_schema, sum(row_group_num_rows),
      sum(stats_null_count), count(*) = count(stats_null_count) AND count(*) = max(row_group_id) + 1,
      count(*) FILTER (WHERE stats_null_count < row_group_num_rows), ${raw(ends.join(', '))}
    FROM parquet_metadata([${raw(files.map(({ path }) => literal(path)).join(', '))}])
    WHERE path_in_schema IN (${raw(wanted.map(({ name }) => literal(name)).join(', '))})
    GROUP BY file_name, path_in_schema`);
  const types = new Map(wanted.map(({ name, type }) => [name, type] as const));
  const byFile = new Map(files.map((file) => [file.path, new Map<string, ColumnStatistics>()] as const));
  for (const [path, name, ...figures] of rows) {
    const statistics = readStatistics(types.get(String(name)) ?? '', figures);
    if (statistics !== undefined) byFile.get(String(path))?.set(String(name), statistics);
  }
  // A file without rows has no row groups, and its columns no values.
  for (const { path, rows: count } of files) {
    if (count > 0) continue;
    for (const { name } of wanted) byFile.get(path)?.set(name, { present: 0, ends: [] });
  }
  return files.map(({ path }) => byFile.get(path) ?? new Map());
}

function readStatistics(type: string, figures: readonly Value[]): ColumnStatistics | undefined {
  const [rows, missing, isWhole, filled, ...ends] = figures;
  if (isWhole !== true) return undefined;
  const count = Number(rows) - Number(missing);
  const isFloat = FLOATS.has(type);
  const present = isFloat && count > 0 ? undefined : count;
  if (count === 0) return { present, ends: [] };
  const kind = READ_AS[type];
  const unknown = present === undefined ? undefined : { present, ends: undefined };
  if (kind === undefined) return unknown;
  const [min = null, max = null, read] = ends.slice(3 * KINDS.indexOf(kind));
  const isSaid = min !== null && max !== null && Number(read) === 2 * Number(filled);
  const isNumber = !isFloat || !(Number.isNaN(min) || Number.isNaN(max));
  return isSaid && isNumber ? { present, ends: [String(min), String(max)] } : unknown;
}
