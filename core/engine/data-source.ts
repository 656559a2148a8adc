import type { FeatureType } from '../catalogue/feature-type.ts';
import { PlumblineError } from '../platform/problem.ts';

export type DataFormat = 'parquet' | 'csv' | 'json' | 'json-lines';

/** Data in files. */
export interface DataSource {
  /** Absolute path of a file, of a folder of Parquet files, or a glob of files of one format. */
  readonly path: string;
  /** What to call it in messages; the path by default. */
  readonly label?: string;
  /** By default the file's name tells. */
  readonly format?: DataFormat;
  /** Feature types of columns (`bigint`, `timestamp`, …): CSV and JSON are read as them; Parquet has types of its own. */
  readonly types?: Readonly<Record<string, string>>;
  /** What stands for "missing" in CSV, beside an empty field. */
  readonly missing?: readonly string[];
  /** Of Parquet: only these files (absolute paths), whatever else lies in the folder `path`. */
  readonly files?: readonly string[];
  /** Of Parquet: the columns to show, in this order; where a file lacks one, its default stands, or nothing. */
  readonly columns?: readonly SourceColumn[];
  /** Of Parquet: only the rows that have this value in a column of the files, whether that one is shown or not. */
  readonly only?: { readonly column: string; readonly value: string };
}

export interface SourceColumn {
  readonly name: string;
  readonly type: FeatureType;
  /** What rows have that were written before the column was; plain JSON, as a definition gives it. */
  readonly default?: unknown;
}

/** What pandas and R write for a missing value, and what pandas reads as one. */
export const MISSING_WORDS: readonly string[] = ['NA', 'N/A', '<NA>', 'NaN', 'nan', 'NULL', 'null', 'None'];

export const FORMAT_NAMES: Readonly<Record<DataFormat, string>> = {
  parquet: 'Parquet',
  csv: 'CSV',
  json: 'JSON',
  'json-lines': 'JSON lines',
};

const ENDINGS: readonly (readonly [RegExp, DataFormat])[] = [
  [/\.(parquet|parq|pq)$/i, 'parquet'],
  [/\.(csv|tsv)(\.gz)?$/i, 'csv'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'json-lines'],
  [/\.json(\.gz)?$/i, 'json'],
];

/** The format of a source; a folder holds Parquet files. */
export function formatOf(source: DataSource, isFolder: boolean): DataFormat {
  const format = source.format ?? (isFolder ? 'parquet' : ENDINGS.find(([ending]) => ending.test(source.path))?.[1]);
  if (format !== undefined) return format;
  throw new PlumblineError('failed', 'cannot tell the format of the data', {
    where: labelOf(source),
    why: 'the file name ends in none of .parquet, .csv, .csv.gz, .json, .jsonl, .ndjson',
    help: 'rename the file, or convert it to Parquet',
  });
}

export function labelOf(source: DataSource): string {
  return source.label ?? source.path;
}

/** `s3a://bucket/flights`, `hdfs://…`: data that lies where only a cluster can read it. */
export function isAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}

export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}
