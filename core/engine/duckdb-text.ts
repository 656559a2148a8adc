import { toDuckDbType } from '../catalogue/feature-types.ts';
import { parseFeatureType } from '../catalogue/parse-feature-type.ts';
import { type DataFormat, type DataSource, labelOf, MISSING_WORDS } from './data-source.ts';
import { messageOf } from './duckdb-problems.ts';
import { columnsOf, literal, noData, type Opening, quoted, views } from './duckdb-source.ts';
import type { Column, Misfit, Relation } from './query-engine.ts';
import { mayHaveRepeated, refuseRepeated } from './repeated-names.ts';
import { joinSql, raw, type Sql, sql } from './sql.ts';

/**
 * CSV and JSON are parsed once, into a temporary table (which spills to disk): parsing costs several times what
 * reading the table does, and most suites look at the data more than once.
 */
export async function openText(
  source: DataSource,
  format: Exclude<DataFormat, 'parquet'>,
  opening: Opening,
): Promise<Relation> {
  const reader = format === 'csv' ? csvReader(source) : jsonReader(source, format);
  const found = await columnsOf(opening, reader(new Map()));
  if (format === 'csv') await refuseOddCsv(source, found, opening);
  const declared = declaredTypes(source, found);
  const table = opening.name();
  const misfits = await fill(opening, table, reader, found, declared);
  const from = raw(table);
  const columns = await columnsOf(opening, from);
  await refuseNothing(source, format, columns, from, opening);
  return { ...(await views(opening, labelOf(source), columns, { from, position: raw('rowid') })), misfits };
}

/** Gives the reading call with these columns read as these types, and all others as they look. */
type Reader = (types: ReadonlyMap<string, string>, options?: string) => Sql;

function csvReader(source: DataSource): Reader {
  const missing = ['', ...(source.missing ?? MISSING_WORDS)].map(literal).join(', ');
  // DuckDB may leave out what it takes for notes above the table: here every line counts.
  const fixed = `nullstr = [${missing}], skip = 0, header = true`;
  return (types, more = '') => {
    const given = types.size === 0 ? '' : `, types = ${struct(types)}`;
    return raw(`read_csv(${literal(source.path)}, ${fixed}${given}${more})`);
  };
}

/** Lines that do not make one table, and columns of one name. */
async function refuseOddCsv(source: DataSource, found: readonly Column[], opening: Opening): Promise<void> {
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) await refuseRagged(source, only.name, opening);
  if (!mayHaveRepeated(found)) return;
  const header = await opening.run(sql`SELECT * FROM ${asText(source)} LIMIT 1`);
  refuseRepeated(header.rows[0] ?? [], labelOf(source));
}

/** Every line, the header too, as it stands. */
function asText({ path }: DataSource): Sql {
  return raw(`read_csv(${literal(path)}, skip = 0, header = false, all_varchar = true)`);
}

/** Of a file without a table in it DuckDB makes one with a column of its own: a rule on it would hold for nothing. */
async function refuseNothing(
  source: DataSource,
  format: DataFormat,
  [only, ...others]: readonly Column[],
  from: Sql,
  opening: Opening,
): Promise<void> {
  const made = format === 'csv' ? 'column0' : 'json';
  if (others.length > 0 || only?.name !== made) return;
  const counted = format === 'csv' ? sql`count(column0) FROM ${asText(source)}` : sql`count(*) FROM ${from}`;
  const { rows } = await opening.run(sql`SELECT ${counted}`);
  if (Number(rows[0]?.[0]) === 0) throw noData(source, format === 'csv' ? 'its lines are empty' : 'no row is in it');
}

/**
 * Lines with different numbers of fields make DuckDB see one wide column, or give up. Told the sign between the
 * fields, it says which line is wrong.
 */
async function refuseRagged(source: DataSource, header: string, opening: Opening): Promise<void> {
  const sign = /[,;\t|]/.exec(header)?.[0];
  if (sign === undefined) return;
  const names = new Map(header.split(sign).map((_, index) => [`field ${index + 1}`, 'VARCHAR'] as const));
  const dialect = `delim = ${literal(sign)}, quote = '"', escape = '"', header = true, auto_detect = false`;
  await opening.run(
    sql`SELECT count(*) FROM ${raw(`read_csv(${literal(source.path)}, ${dialect}, columns = ${struct(names)})`)}`,
  );
}

function jsonReader(source: DataSource, format: 'json' | 'json-lines'): Reader {
  const shape = format === 'json' ? 'auto' : 'newline_delimited';
  return (types, more = '') => {
    const given = types.size === 0 ? '' : `, columns = ${struct(types)}`;
    return raw(`read_json(${literal(source.path)}, format = '${shape}'${given}${more})`);
  };
}

function struct(types: ReadonlyMap<string, string>): string {
  return `{${[...types].map(([name, type]) => `${literal(name)}: ${literal(type)}`).join(', ')}}`;
}

/** DuckDB's types of the columns that are there and declared. */
function declaredTypes(source: DataSource, columns: readonly Column[]): ReadonlyMap<string, string> {
  return new Map(
    columns.flatMap(({ name }) => {
      const text = source.types?.[name];
      const type = text === undefined ? undefined : parseFeatureType(text).type;
      return type === undefined ? [] : [[name, toDuckDbType(type)] as const];
    }),
  );
}

/** Reads as declared; if that fails, looks for the columns that are not what they were declared, and keeps their text. */
async function fill(
  opening: Opening,
  table: string,
  reader: Reader,
  columns: readonly Column[],
  declared: ReadonlyMap<string, string>,
): Promise<readonly Misfit[]> {
  const isJson = reader(new Map()).text.startsWith('read_json');
  // JSON takes the types of all columns or of none.
  const asDeclared = isJson && declared.size > 0 ? withFound(columns, declared) : declared;
  try {
    await create(opening, table, sql`SELECT * FROM ${reader(asDeclared)}`);
    return [];
  } catch (error) {
    if (!isConversionError(messageOf(error))) throw error;
  }
  const asText = new Map([...declared.keys()].map((name) => [name, 'VARCHAR'] as const));
  const all = isJson && asText.size > 0 ? withFound(columns, asText) : asText;
  const staged = `${table}_text`;
  await create(opening, staged, sql`SELECT * FROM ${reader(all, ', sample_size = -1')}`);
  const misfits = await findMisfits(opening, staged, declared);
  const odd = new Set(misfits.map(({ column }) => column));
  const selected = (await columnsOf(opening, raw(staged))).map(({ name }) => {
    const type = odd.has(name) ? undefined : declared.get(name);
    return type === undefined ? quoted(name) : `CAST(${quoted(name)} AS ${type}) AS ${quoted(name)}`;
  });
  await create(opening, table, sql`SELECT ${raw(selected.join(', '))} FROM ${raw(staged)}`);
  await opening.run(sql`DROP TABLE ${raw(staged)}`);
  return misfits;
}

function isConversionError(message: string): boolean {
  return /Conversion Error|could not convert|JSON transform error/i.test(message);
}

function withFound(columns: readonly Column[], types: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(columns.map(({ name, type }) => [name, types.get(name) ?? type] as const));
}

async function create(opening: Opening, table: string, select: Sql): Promise<void> {
  await opening.run(sql`CREATE TEMP TABLE ${raw(table)} AS ${select}`);
}

async function findMisfits(
  opening: Opening,
  table: string,
  declared: ReadonlyMap<string, string>,
): Promise<readonly Misfit[]> {
  const types = [...declared];
  if (types.length === 0) return [];
  const figures = types.map(([name, type]) => {
    const column = quoted(name);
    const isOdd = `${column} IS NOT NULL AND TRY_CAST(${column} AS ${type}) IS NULL`;
    return raw(`count(*) FILTER (WHERE ${isOdd}), any_value(${column}) FILTER (WHERE ${isOdd})`);
  });
  const { rows } = await opening.run(sql`SELECT ${joinSql(figures, ', ')} FROM ${raw(table)}`);
  const row = rows[0] ?? [];
  return types.flatMap(([column, type], index) => {
    const count = Number(row[2 * index]);
    return count === 0 ? [] : [{ column, declared: type, count, example: String(row[2 * index + 1]) }];
  });
}
