import type { DuckDBConnection } from '@duckdb/node-api';
import { fingerprintOf } from '../platform/fingerprint.ts';
import { realPath, toPosix } from '../platform/paths.ts';
import { PlumblineError } from '../platform/problem.ts';
import { newTemporaryFolder, removeTemporaryFolder } from '../platform/temporary-folder.ts';
import { duckdbDialect } from './duckdb-dialect.ts';
import { numbersOf } from './duckdb-numbers.ts';
import { queryProblem } from './duckdb-problems.ts';
import { watched } from './duckdb-run.ts';
import { columnsOf, literal, openSource } from './duckdb-source.ts';
import { boundValues, valueReader } from './duckdb-values.ts';
import type { Answer, CopyOptions, QueryEngine, QueryOptions, SelectOptions } from './query-engine.ts';
import { raw, type Sql, sql } from './sql.ts';

export interface DuckDbOptions {
  /** Folders whose files may be read, with those below; everything else is out of reach, the network included. */
  readonly folders: readonly string[];
  /** Single files that may be read, and nothing beside them. */
  readonly files?: readonly string[];
  /** All processors by default. */
  readonly threads?: number;
  /** Such as `2GB`; by default PLUMBLINE_MEMORY, or 80 % of the machine's. What does not fit goes to a temporary folder. */
  readonly memory?: string;
}

type DuckDbModule = typeof import('@duckdb/node-api');

/** Starts an embedded DuckDB that can read the given folders and files, and nothing else. */
export async function startDuckDb(options: DuckDbOptions): Promise<QueryEngine> {
  const duckdb = await load();
  const instance = await duckdb.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  // What does not fit into memory is data, and as private as the data is.
  const temporary = await newTemporaryFolder();
  const close = async () => {
    connection.closeSync();
    instance.closeSync();
    await removeTemporaryFolder(temporary);
  };
  try {
    for (const setting of settings(options, temporary)) await connection.run(setting);
  } catch (error) {
    await close();
    throw queryProblem(error);
  }
  return duckdbEngine(duckdb, connection, close);
}

async function load(): Promise<DuckDbModule> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new PlumblineError('failed', 'DuckDB cannot be loaded', {
      why: `its binary for ${process.platform}-${process.arch} is missing or does not fit`,
      help: 'install Plumbline for this platform',
      cause: error,
    });
  }
}

/** The order matters: folders cannot be allowed once access is off, and nothing can be set once the lock is on. */
function settings({ folders, files = [], threads, memory }: DuckDbOptions, temporary: string): readonly string[] {
  const allowed = folders.map((folder) => literal(`${toPosix(realPath(folder))}/`));
  const allowedFiles = files.map((file) => literal(toPosix(realPath(file))));
  const limit = memory ?? process.env.PLUMBLINE_MEMORY;
  return [
    ...(threads === undefined ? [] : [`SET threads = ${Math.max(1, Math.trunc(threads))}`]),
    ...(limit === undefined ? [] : [`SET memory_limit = ${literal(limit)}`]),
    `SET temp_directory = ${literal(toPosix(temporary))}`,
    `SET TimeZone = 'UTC'`,
    'SET enable_progress_bar = true',
    'SET enable_progress_bar_print = false',
    `SET allowed_directories = [${allowed.join(', ')}]`,
    `SET allowed_paths = [${allowedFiles.join(', ')}]`,
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    'SET allow_community_extensions = false',
    'SET allow_persistent_secrets = false',
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
}

function duckdbEngine(duckdb: DuckDbModule, connection: DuckDBConnection, close: () => Promise<void>): QueryEngine {
  const reader = valueReader(duckdb);
  let turn: Promise<unknown> = Promise.resolve();
  let names = 0;
  const textTests = new Set<string>();

  /** A connection runs one query at a time; the next one waits for it. */
  const inTurn = <T>(options: QueryOptions, work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(() => watched(connection, options, work));
    turn = mine.catch(() => {});
    return mine;
  };

  const run = (statement: Sql, options: QueryOptions): Promise<Answer> =>
    inTurn(options, async () => {
      const { text, values } = statement;
      const bound = boundValues(duckdb, values);
      // A statement that is prepared first is planned twice, and looks twice into each file of a folder.
      const result = await (values.length === 0
        ? connection.run(text)
        : connection.run(text, bound.values, bound.types));
      const rows = await result.convertRows(reader);
      return { columns: result.columnNames(), types: result.columnTypes().map(String), rows, rowCount: rows.length };
    });

  const query = async (statement: Sql, options: QueryOptions = {}): Promise<Answer> => {
    try {
      return await run(statement, options);
    } catch (error) {
      throw queryProblem(error);
    }
  };

  return {
    dialect: duckdbDialect,
    query,
    async numbers(statement, options = {}) {
      const { values, types } = boundValues(duckdb, statement.values);
      try {
        return await inTurn(options, () => numbersOf(connection, statement.text, values, types));
      } catch (error) {
        throw queryProblem(error);
      }
    },
    columns: (rows, options = {}) => columnsOf({ run: (statement) => query(statement, options) }, sql`(${rows})`),
    open: (source, options = {}) =>
      openSource(source, { run: (statement) => run(statement, options), name: () => `source_${++names}` }),
    async alias(relation, name) {
      const view = duckdbDialect.identifier(name);
      await query(sql`CREATE OR REPLACE TEMP VIEW ${view} AS SELECT * FROM ${relation.from}`);
    },
    async copy(rows, file, options = {}) {
      const answer = await query(
        sql`COPY (${rows}) TO ${raw(literal(toPosix(file)))} ${copyOptions(options)}`,
        options,
      );
      return Number(answer.rows[0]?.[0]);
    },
    async select(statement, options = {}) {
      const select = await inTurn(options, () => checkedSelect(duckdb, connection, statement));
      return limited(query, select, options);
    },
    textTest(about, test) {
      // Named after what it tests: the SQL of a check is then the same in every run.
      const name = `text_test_${fingerprintOf(about)}`;
      if (!textTests.has(name)) connection.registerScalarFunction(textFunction(duckdb, name, test));
      textTests.add(name);
      return (value) => sql`${raw(name)}(${value})`;
    },
    async dispose() {
      await turn;
      await close();
    },
  };
}

function copyOptions({ format = 'parquet', metadata = {} }: CopyOptions): Sql {
  if (format === 'csv') return raw('(FORMAT csv, HEADER true)');
  const entries = Object.entries(metadata).map(([key, value]) => `${literal(key)}: ${literal(value)}`);
  const footer = entries.length === 0 ? '' : `, KV_METADATA {${entries.join(', ')}}`;
  return raw(`(FORMAT parquet, COMPRESSION zstd${footer})`);
}

/** Counts all rows, and returns as many of them as asked for. */
async function limited(
  query: (statement: Sql, options: QueryOptions) => Promise<Answer>,
  select: Sql,
  { limit, sorted = false, ...options }: SelectOptions,
): Promise<Answer> {
  if (limit === undefined) return query(select, options);
  const order = raw(sorted ? ' ORDER BY ALL' : '');
  const rows = await query(sql`SELECT * FROM (${select})${order} LIMIT ${limit + 1}`, options);
  if (rows.rowCount <= limit) return rows;
  const count = await query(sql`SELECT count(*) FROM (${select})`, options);
  return { ...rows, rows: rows.rows.slice(0, limit), rowCount: Number(count.rows[0]?.[0]) };
}

/** What a person wrote, if it is one SELECT without parameters; it still runs on the locked connection only. */
async function checkedSelect(duckdb: DuckDbModule, connection: DuckDBConnection, statement: string): Promise<Sql> {
  const refused = (why: string): PlumblineError =>
    new PlumblineError('failed', 'the query is refused', { why, help: 'write one SELECT' });
  const body = statement.trim().replace(/;\s*$/, '');
  if (body === '') throw refused('it is empty');
  let extracted: Awaited<ReturnType<DuckDBConnection['extractStatements']>>;
  try {
    extracted = await connection.extractStatements(body);
    if (extracted.count !== 1) throw refused(`it holds ${extracted.count} statements`);
    const prepared = await extracted.prepare(0);
    const { statementType, parameterCount } = prepared;
    prepared.destroySync();
    if (statementType !== duckdb.StatementType.SELECT) throw refused('it is no SELECT');
    if (parameterCount > 0) throw refused('it has parameters, which nothing here fills in');
  } catch (error) {
    throw queryProblem(error);
  }
  // In brackets nothing but a query can stand; a line comment at its end must not swallow the bracket.
  return raw(`SELECT * FROM (${body}\n)`);
}

function textFunction(duckdb: DuckDbModule, name: string, test: (text: string) => boolean) {
  return duckdb.DuckDBScalarFunction.create({
    name,
    parameterTypes: [duckdb.VARCHAR],
    returnType: duckdb.BOOLEAN,
    mainFunction: (_info, input, output) => {
      const texts = input.getColumnVector(0);
      for (let row = 0; row < input.rowCount; row++) {
        const value = texts.getItem(row);
        output.setItem(row, value === null ? null : test(String(value)));
      }
      output.flush();
    },
  });
}
