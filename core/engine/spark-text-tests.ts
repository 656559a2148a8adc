import { fingerprintOf } from '../platform/fingerprint.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { QueryOptions } from './query-engine.ts';
import type { SparkSession } from './spark-session.ts';
import { joinSql, raw, type Sql, type SqlValue, sql } from './sql.ts';

/** Tests of texts, written in JavaScript, in queries that run where there is no JavaScript. */
export interface SparkTextTests {
  /** Stands in SQL as a function of a text, until `resolved`. */
  add(about: string, test: (text: string) => boolean): (text: Sql) => Sql;
  /**
   * The statement with every test replaced by a list of texts: the different texts that it is asked about are read first,
   * and tested here.
   */
  resolved(statement: Sql, options: QueryOptions): Promise<Sql>;
}

/** As many different texts are tested at most. */
const MOST_TEXTS = 1_000_000;
/** As many are listed in the statement; more become a function of the session. */
const FEW_TEXTS = 200;

const CALL = /\btext_test_[0-9a-f]+\(/g;
/** Views of opened sources, as spark.ts names them. */
const VIEW = /\bplumbline_source_\d+(?=(?:_numbered)?\b)/;

export function sparkTextTests(session: SparkSession): SparkTextTests {
  const tests = new Map<string, (text: string) => boolean>();
  const known = new Map<string, Promise<Sorted>>();
  let names = 0;

  /** The texts that an expression gives over the rows of a view, sorted by a test. */
  const sort = async (test: (text: string) => boolean, text: string, view: string, options: QueryOptions) => {
    const { values, more } = await session.ask<{ readonly values: readonly string[]; readonly more: boolean }>(
      {
        do: 'values',
        text: `SELECT DISTINCT CAST(${text} AS STRING) FROM ${view} WHERE (${text}) IS NOT NULL`,
        limit: MOST_TEXTS,
      },
      options,
    );
    if (more) {
      throw new PlumblineError('failed', `the column has more than ${MOST_TEXTS} different texts`, {
        why: 'Spark has no test of its own for what is asked, so each different text is tested by Plumbline',
        help: 'use a regular expression that Spark knows, or the embedded engine: --engine duckdb',
      });
    }
    const passed: string[] = [];
    const failed: string[] = [];
    for (const value of values) (test(value) ? passed : failed).push(value);
    const sorted =
      failed.length <= passed.length ? { listed: failed, whether: false } : { listed: passed, whether: true };
    if (sorted.listed.length <= FEW_TEXTS) return sorted;
    const name = `plumbline_texts_${++names}`;
    await session.ask({ do: 'register', name, values: sorted.listed, whether: sorted.whether }, options);
    return { ...sorted, name };
  };

  return {
    add(about, test) {
      const name = `text_test_${fingerprintOf(about)}`;
      tests.set(name, test);
      return (text) => sql`${raw(name)}(${text})`;
    },
    async resolved(statement, options) {
      const pieces = callsIn(statement);
      if (pieces.length === 0) return statement;
      const view = VIEW.exec(statement.text)?.[0];
      const parts: Sql[] = [];
      let at = 0;
      let values: readonly SqlValue[] = statement.values;
      const plain = (text: string): Sql => {
        const count = marksIn(text);
        const own = { text, values: values.slice(0, count) };
        values = values.slice(count);
        return own;
      };
      for (const { name, start, end, argument } of pieces) {
        parts.push(plain(statement.text.slice(at, start)));
        const test = tests.get(name);
        if (test === undefined || view === undefined) throw new Error(`nothing is known of ${name} here`);
        const key = `${name} ${argument} ${view}`;
        const sorting = known.get(key) ?? sort(test, argument, view, options);
        known.set(key, sorting);
        sorting.catch(() => known.delete(key));
        parts.push(asSql(argument, await sorting));
        at = end;
      }
      parts.push(plain(statement.text.slice(at)));
      return joinSql(parts, '');
    },
  };
}

interface Sorted {
  readonly listed: readonly string[];
  /** Whether the listed texts are those that pass. */
  readonly whether: boolean;
  /** Of the function that knows the list, where it is long. */
  readonly name?: string;
}

/** Null where the text is null. */
function asSql(argument: string, { listed, whether, name }: Sorted): Sql {
  const text = raw(`CAST(${argument} AS STRING)`);
  if (name !== undefined) return sql`${raw(name)}(${text})`;
  if (listed.length === 0) return sql`IF(${text} IS NULL, NULL, ${raw(whether ? 'FALSE' : 'TRUE')})`;
  const list = listed.map((each) => sql`${each}`);
  return sql`(${text} ${raw(whether ? 'IN' : 'NOT IN')} (${joinSql(list, ', ')}))`;
}

interface Call {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly argument: string;
}

function callsIn({ text }: Sql): readonly Call[] {
  return [...text.matchAll(CALL)].map((match) => {
    const open = match.index + match[0].length;
    const end = closing(text, open);
    return { name: match[0].slice(0, -1), start: match.index, end: end + 1, argument: text.slice(open, end) };
  });
}

/** Where the bracket closes that was opened before; names in backticks may hold any. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (const { 0: token, index } of text.slice(from).matchAll(/`(?:[^`]|``)*`|[()]/g)) {
    if (token === '(') depth += 1;
    else if (token === ')' && depth-- === 0) return from + index;
  }
  return text.length;
}

/** How many values are bound in a piece of SQL. */
function marksIn(text: string): number {
  return [...text.matchAll(/`(?:[^`]|``)*`|\?/g)].filter(([token]) => token === '?').length;
}
