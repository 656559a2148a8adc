import { printFeatureType, toDuckDbType } from '../catalogue/feature-types.ts';
import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import { statOf } from '../platform/files.ts';
import { filesBelow } from '../platform/files-below.ts';
import { PlumblineError } from '../platform/problem.ts';
import {
  type DataFormat,
  type DataSource,
  formatOf,
  isAddress,
  isGlob,
  labelOf,
  MISSING_WORDS,
  type SourceColumn,
} from './data-source.ts';
import { refuseMisnamed } from './misnamed-file.ts';
import type { Misfit, QueryOptions, Relation } from './query-engine.ts';
import { refuseRepeated } from './repeated-names.ts';
import { backticked } from './spark-dialect.ts';
import type { SparkSession } from './spark-session.ts';
import { noFile, sparkSourceProblem } from './spark-source-problems.ts';
import { type SparkField, sparkColumn } from './spark-types.ts';
import { raw } from './sql.ts';

interface Opened {
  readonly columns: readonly SparkField[];
  readonly position: string;
  readonly misfits: readonly Misfit[];
  /** Of CSV: the names as they stand in the file. */
  readonly header: readonly string[];
}

/** Makes data readable as two temporary views of the session: the rows, and the rows with their places. */
export async function openSparkSource(
  source: DataSource,
  session: SparkSession,
  name: string,
  options: QueryOptions,
): Promise<Relation> {
  const { format, isFile, folder } = await checked(source);
  try {
    const { columns, position, misfits, header } = await session.ask<Opened>(
      {
        do: 'open',
        name,
        format,
        isFile,
        folder,
        paths: source.files?.toSorted() ?? [source.path],
        columns: source.columns?.map(written),
        only: source.only,
        declared: declared(source),
        missing: ['', ...(source.missing ?? MISSING_WORDS)],
      },
      options,
    );
    refuseRepeated(
      header.filter((each) => each !== ''),
      labelOf(source),
    );
    return {
      label: labelOf(source),
      columns: columns.map(sparkColumn),
      from: raw(name),
      numbered: raw(`${name}_numbered`),
      position: raw(backticked(position)),
      misfits,
    };
  } catch (error) {
    throw sparkSourceProblem(error, source, format);
  }
}

interface Checked {
  readonly format: DataFormat;
  readonly isFile: boolean;
  /** Of a folder of this machine: whether Spark finds all its files by itself, or has to look into every folder below. */
  readonly folder?: 'plain' | 'deep';
}

async function checked(source: DataSource): Promise<Checked> {
  // What is no path of this machine is looked up by Spark.
  if (isAddress(source.path)) return { format: formatOf(source, !/\.\w+$/.test(source.path)), isFile: false };
  if (isGlob(source.path)) return { format: formatOf(source, false), isFile: false };
  const found = await statOf(source.path);
  if (found === undefined) {
    throw new PlumblineError('failed', 'there is no such file', {
      where: labelOf(source),
      help: 'check the path; it is relative to the folder of plumbline.yaml',
    });
  }
  if (found.kind === 'file' && found.size === 0) {
    throw new PlumblineError('failed', 'the file has no data', { where: labelOf(source), why: 'it is empty' });
  }
  const format = formatOf(source, found.kind === 'folder');
  if (found.kind === 'file') await refuseMisnamed(source, format);
  if (found.kind !== 'folder') return { format, isFile: true };
  return source.files === undefined
    ? { format, isFile: false, folder: await kindOfFolder(source) }
    : { format, isFile: false };
}

/** Spark looks into folders below only where they are named as `region=eu` is, unless it is told to. */
async function kindOfFolder(source: DataSource): Promise<Checked['folder']> {
  const files = (await filesBelow(source.path)).filter((path) => path.endsWith('.parquet'));
  if (files.length === 0) throw noFile(source);
  const folders = files.flatMap((path) => path.split('/').slice(0, -1));
  return folders.some((name) => !name.includes('=')) ? 'deep' : 'plain';
}

/** Types of columns of CSV and JSON, as Spark casts to them and as results call them. */
function declared({ types = {} }: DataSource) {
  return Object.fromEntries(
    Object.entries(types).flatMap(([name, text]) => {
      const { type } = parseFeatureType(text);
      return type === undefined ? [] : [[name, { type: printFeatureType(type), name: toDuckDbType(type) }] as const];
    }),
  );
}

function written({ name, type, default: given }: SourceColumn) {
  const isNested = type.kind === 'array' || type.kind === 'struct';
  const isMissing = given === undefined || given === null;
  const text = typeof given === 'string' && !isNested ? given : JSON.stringify(given);
  return { name, type: printFeatureType(type), isNested, ...(isMissing ? {} : { default: text }) };
}
