import { statOf } from '../platform/files.ts';
import { type DataSource, labelOf } from './data-source.ts';
import { columnsOf, literal, type Opening, views } from './duckdb-source.ts';
import type { Relation } from './query-engine.ts';
import { raw, sql } from './sql.ts';

/** Parquet is read in place: each query decodes the columns that it names, and no others. */
export async function openParquet(source: DataSource, opening: Opening): Promise<Relation> {
  const isFolder = (await statOf(source.path))?.kind === 'folder';
  const path = isFolder ? `${source.path.replace(/[\\/]+$/, '')}/**/*.parquet` : source.path;
  const { rows } = await opening.run(sql`SELECT num_rows FROM parquet_file_metadata(${path}) ORDER BY file_name`);
  // Files of one folder may have been written before and after a column was appended.
  const options = rows.length > 1 ? ', union_by_name = true' : '';
  const from = raw(`read_parquet(${literal(path)}${options})`);
  const columns = await columnsOf(opening, from);
  const position = placeInAll(rows.map(([count]) => Number(count)));
  return { ...(await views(opening, labelOf(source), columns, { from, position: raw(position) })), misfits: [] };
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
