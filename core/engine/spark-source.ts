import { printFeatureType, toDuckDbType } from '../catalogue/feature-types.ts';
import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import { statOf } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';
import {
  type DataFormat,
  type DataSource,
  FORMAT_NAMES,
  formatOf,
  isAddress,
  isGlob,
  labelOf,
  MISSING_WORDS,
  type SourceColumn,
} from './data-source.ts';
import { refuseMisnamed } from './misnamed-file.ts';
import type { Misfit, QueryOptions, Relation } from './query-engine.ts';
import { backticked } from './spark-dialect.ts';
import { sparkSourceProblem } from './spark-problems.ts';
import type { SparkSession } from './spark-session.ts';
import { type SparkField, sparkColumn } from './spark-types.ts';
import { raw } from './sql.ts';

interface Opened {
  readonly columns: readonly SparkField[];
  readonly position: string;
  readonly misfits: readonly Misfit[];
}

/** Makes data readable as two temporary views of the session: the rows, and the rows with their places. */
export async function openSparkSource(
  source: DataSource,
  session: SparkSession,
  name: string,
  options: QueryOptions,
): Promise<Relation> {
  const { format, isFile } = await checked(source);
  try {
    const { columns, position, misfits } = await session.ask<Opened>(
      {
        do: 'open',
        name,
        format,
        isFile,
        paths: source.files?.toSorted() ?? [source.path],
        columns: source.columns?.map(written),
        only: source.only,
        declared: declared(source),
        missing: ['', ...(source.missing ?? MISSING_WORDS)],
      },
      options,
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
    throw sparkSourceProblem(error, labelOf(source), FORMAT_NAMES[format]);
  }
}

async function checked(source: DataSource): Promise<{ readonly format: DataFormat; readonly isFile: boolean }> {
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
  return { format, isFile: found.kind !== 'folder' };
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
