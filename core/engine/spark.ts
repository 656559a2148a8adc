import { PlumblineError } from '../platform/problem.ts';
import type { Answer, QueryEngine, QueryOptions, SelectOptions } from './query-engine.ts';
import { backticked, sparkDialect } from './spark-dialect.ts';
import { sparkProblem } from './spark-problems.ts';
import { type Question, type SparkOptions, startSparkSession } from './spark-session.ts';
import { openSparkSource } from './spark-source.ts';
import { sparkTextTests } from './spark-text-tests.ts';
import { type SparkField, sparkColumn } from './spark-types.ts';
import { readValue, type WrittenValue, writtenValues } from './spark-values.ts';
import { raw, type Sql, sql } from './sql.ts';

export type { SparkOptions } from './spark-session.ts';

interface Table {
  readonly columns: readonly SparkField[];
  readonly rows: readonly (readonly WrittenValue[])[];
}

/**
 * Starts a Spark session in the user's own Python, and answers queries in it. Unlike the embedded engine it is not locked
 * in: it may read whatever the session may.
 */
export async function startSpark(options: SparkOptions): Promise<QueryEngine> {
  const session = await startSparkSession(options);
  const tests = sparkTextTests(session);
  let names = 0;

  const ask = async <T>(question: Question, given: QueryOptions): Promise<T> => {
    try {
      return await session.ask<T>(question, given);
    } catch (error) {
      throw sparkProblem(error);
    }
  };

  const asked = async <T>(what: Question['do'], statement: Sql, given: QueryOptions): Promise<T> => {
    // Progress is that of the statement itself: the texts are read before it.
    const { text, values } = await tests.resolved(statement, { ...given, onProgress: undefined });
    return ask<T>({ do: what, text, values: writtenValues(values) }, given);
  };

  const query = async (statement: Sql, given: QueryOptions = {}): Promise<Answer> => {
    const { columns, rows } = await asked<Table>('query', statement, given);
    return {
      columns: columns.map(({ name }) => name),
      types: columns.map((column) => sparkColumn(column).type),
      rows: rows.map((row) => row.map(readValue)),
      rowCount: rows.length,
    };
  };

  return {
    dialect: sparkDialect,
    query,
    async numbers(statement, given = {}) {
      const { numbers } = await asked<{ readonly numbers: string }>('numbers', statement, given);
      const bytes = Buffer.from(numbers, 'base64');
      return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    },
    async columns(rows, given = {}) {
      const { columns } = await asked<Pick<Table, 'columns'>>('columns', rows, given);
      return columns.map(sparkColumn);
    },
    open: (source, given = {}) => openSparkSource(source, session, `plumbline_source_${++names}`, given),
    async alias(relation, name) {
      const view = raw(backticked(name));
      await asked('execute', sql`CREATE OR REPLACE TEMPORARY VIEW ${view} AS SELECT * FROM ${relation.from}`, {});
    },
    copy: () =>
      Promise.reject(
        new PlumblineError('failed', 'Spark writes folders, and a single file is wanted', {
          help: 'use the embedded engine for this: engine: duckdb',
        }),
      ),
    async select(text, { limit, sorted = false, ...given }: SelectOptions = {}) {
      const body = text.trim().replace(/;\s*$/, '');
      await ask({ do: 'check', text: body }, given);
      const select = raw(`SELECT * FROM (${body}\n)`);
      if (limit === undefined) return query(select, given);
      const order = raw(sorted ? ' ORDER BY ALL NULLS LAST' : '');
      const rows = await query(sql`SELECT * FROM (${select})${order} LIMIT ${limit + 1}`, given);
      if (rows.rowCount <= limit) return rows;
      const count = await query(sql`SELECT count(*) FROM (${select})`, given);
      return { ...rows, rows: rows.rows.slice(0, limit), rowCount: Number(count.rows[0]?.[0]) };
    },
    textTest: tests.add,
    dispose: () => session.end(),
  };
}
