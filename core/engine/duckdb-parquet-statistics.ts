import { literal, type Opening } from './duckdb-source.ts';
import type { Column, ColumnStatistics, DataFile, FileStatistics } from './query-engine.ts';
import { raw, sql } from './sql.ts';
import type { Value } from './value.ts';

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
 * What the footers of files say of whole numbers, times and doubles. Of texts they have no lengths and cut the ends
 * off. A column counts only where every row group with values in it has both ends, and no end is "not a number".
 */
export async function parquetStatistics(
  files: readonly DataFile[],
  columns: readonly Column[],
  opening: Opening,
): Promise<readonly FileStatistics[]> {
  const wanted = columns.filter(({ type }) => READ_AS[type] !== undefined);
  if (files.length === 0 || wanted.length === 0) return files.map(() => new Map());
  const ends = KINDS.map(
    (kind) => `min(TRY_CAST(stats_min_value AS ${kind})), max(TRY_CAST(stats_max_value AS ${kind})),
      count(TRY_CAST(stats_min_value AS ${kind})) + count(TRY_CAST(stats_max_value AS ${kind}))`,
  );
  const { rows } = await opening.run(sql`SELECT file_name, path_in_schema, sum(row_group_num_rows),
      sum(stats_null_count), count(*) = count(stats_null_count) AND count(*) = count(DISTINCT row_group_id),
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
    for (const { name } of wanted) byFile.get(path)?.set(name, { present: 0, min: null, max: null });
  }
  return files.map(({ path }) => byFile.get(path) ?? new Map());
}

function readStatistics(type: string, figures: readonly Value[]): ColumnStatistics | undefined {
  const [rows, missing, isWhole, filled, ...ends] = figures;
  const kind = READ_AS[type];
  if (kind === undefined || isWhole !== true) return undefined;
  const present = Number(rows) - Number(missing);
  const isFloat = kind === 'DOUBLE';
  if (present === 0) return { present, min: null, max: null };
  const [min = null, max = null, count] = ends.slice(3 * KINDS.indexOf(kind));
  if (min === null || max === null || Number(count) !== 2 * Number(filled)) return undefined;
  if (isFloat && (Number.isNaN(min) || Number.isNaN(max))) return undefined;
  return { present: isFloat ? undefined : present, min: String(min), max: String(max) };
}
