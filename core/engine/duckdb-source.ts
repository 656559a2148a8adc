import { statOf } from '../platform/files.ts';
import { toPosix } from '../platform/paths.ts';
import { PlumblineError } from '../platform/problem.ts';
import { type DataFormat, type DataSource, FORMAT_NAMES, formatOf, isGlob, labelOf } from './data-source.ts';
import { openParquet } from './duckdb-parquet.ts';
import { sourceProblem } from './duckdb-problems.ts';
import { openText } from './duckdb-text.ts';
import { duckdbValueType } from './duckdb-types.ts';
import { refuseMisnamed } from './misnamed-file.ts';
import type { Answer, Column, Relation } from './query-engine.ts';
import { raw, type Sql, sql } from './sql.ts';

/** What opening a source needs of the engine. Errors come as DuckDB gives them. */
export interface Opening {
  run(statement: Sql): Promise<Answer>;
  /** A fresh name for a table or a view. */
  name(): string;
}

/** Makes files readable as a relation: Parquet stays where it is, CSV and JSON are read once into a temporary table. */
export async function openSource(given: DataSource, opening: Opening): Promise<Relation> {
  // Forward slashes work everywhere, and are what the allowed folders are compared in.
  const source = { ...given, path: toPosix(given.path), label: labelOf(given) };
  const format = await checkedFormat(source);
  try {
    return format === 'parquet' ? await openParquet(source, opening) : await openText(source, format, opening);
  } catch (error) {
    throw sourceProblem(error, labelOf(source), FORMAT_NAMES[format]);
  }
}

async function checkedFormat(source: DataSource): Promise<DataFormat> {
  if (isGlob(source.path)) return formatOf(source, false);
  const found = await statOf(source.path);
  if (found === undefined) {
    throw new PlumblineError('failed', 'there is no such file', {
      where: labelOf(source),
      help: 'check the path; it is relative to the folder of plumbline.yaml',
    });
  }
  if (found.kind === 'file' && found.size === 0) throw noData(source, 'it is empty');
  const format = formatOf(source, found.kind === 'folder');
  if (found.kind === 'file') await refuseMisnamed(source, format);
  return format;
}

/** The columns that a piece of SQL gives, in order. */
export async function columnsOf(opening: Pick<Opening, 'run'>, from: Sql): Promise<readonly Column[]> {
  const { rows } = await opening.run(sql`DESCRIBE SELECT * FROM ${from}`);
  return rows.map(([name, type]) => ({
    name: String(name),
    type: String(type),
    valueType: duckdbValueType(String(type)),
  }));
}

export function noData(source: DataSource, why: string): PlumblineError {
  return new PlumblineError('failed', 'the file has no data', { where: labelOf(source), why });
}

/**
 * The rows as they are, as a view, and with their place. Floats that are "not a number" are missing in both;
 * this costs nothing beside the reading (measured), and then holds for every query alike. `expressions` say what
 * stands for columns that the rows do not have as they are to be shown.
 */
export async function views(
  opening: Opening,
  label: string,
  columns: readonly Column[],
  rows: { readonly from: Sql; readonly position: Sql },
  expressions?: ReadonlyMap<string, string>,
): Promise<Pick<Relation, 'label' | 'columns' | 'from' | 'numbered' | 'position' | 'only'>> {
  const name = opening.name();
  const position = unusedName('position', columns);
  const id = raw(quoted(position));
  const only = (names: readonly string[]) => {
    const some = columns.filter((column) => names.includes(column.name));
    const list = shownColumns(some, expressions);
    return {
      columns: some,
      from: sql`(SELECT ${list} FROM ${rows.from})`,
      // A view would look into every file once more, for what few queries need.
      numbered: sql`(SELECT ${list}, ${rows.position} AS ${id} FROM ${rows.from})`,
    };
  };
  const { from, numbered } = only(columns.map((column) => column.name));
  await opening.run(sql`CREATE TEMP VIEW ${raw(name)} AS ${from}`);
  return { label, columns, from: raw(name), numbered, position: id, only };
}

/** The columns in a SELECT, as `views` describes them. */
export function shownColumns(columns: readonly Column[], expressions?: ReadonlyMap<string, string>): Sql {
  const selected = columns.map(({ name: column, valueType, type }) => {
    const id = quoted(column);
    const expression = expressions?.get(column) ?? id;
    const isFloat = valueType === 'float' || valueType === 'double';
    if (isFloat) return `nullif(${expression}, CAST('nan' AS ${type})) AS ${id}`;
    return expression === id ? id : `${expression} AS ${id}`;
  });
  return raw(selected.join(', '));
}

export function unusedName(wanted: string, columns: readonly Column[]): string {
  const used = new Set(columns.map((column) => column.name.toLowerCase()));
  let name = wanted;
  while (used.has(name)) name = `_${name}`;
  return name;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as a literal, where DuckDB takes no parameter: in views and in the options of readers. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
