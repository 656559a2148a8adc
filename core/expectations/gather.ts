import type { QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { joinSql, type Sql, sql } from '../engine/sql.ts';
import { PlumblineError } from '../platform/problem.ts';
import { compileNeed } from './compile-need.ts';
import type { Compiled, Figures, Rows } from './compiled.ts';
import { findFewValues } from './few-values.ts';
import { type FigureSource, rowsOf, valuesOf } from './figure-source.ts';
import type { Answer, Need } from './need.ts';

/** A need, and the rows that it is about. */
export interface Request {
  readonly need: Need;
  readonly rows: Rows;
}

/** What came of a request. */
export type Gathered = { readonly answer: Answer } | { readonly error: unknown };

/** A query that answers one or more requests. */
interface Query {
  readonly requests: Set<Request>;
  run(engine: QueryEngine, options: QueryOptions): Promise<ReadonlyMap<Request, Answer>>;
  /** The same, request by request: for finding out which of them fails. */
  readonly parts: readonly Query[];
}

/**
 * Answers requests with few queries: equal requests once, all figures of the same rows in one SELECT. A request that
 * fails (a text that is no number, a pattern the engine does not know) takes no other down with it.
 */
export async function gather(
  requests: readonly Request[],
  engine: QueryEngine,
  options: QueryOptions,
): Promise<ReadonlyMap<Request, Gathered>> {
  const gathered = new Map<Request, Gathered>();
  const queries = await plan(requests, engine, options);
  for (const [index, query] of queries.entries()) {
    const onProgress = (fraction: number): void => options.onProgress?.((index + fraction) / queries.length);
    onProgress(0);
    await answer(query, engine, { ...options, onProgress }, gathered);
  }
  return gathered;
}

async function answer(
  query: Query,
  engine: QueryEngine,
  options: QueryOptions,
  gathered: Map<Request, Gathered>,
): Promise<void> {
  try {
    for (const [request, answer] of await query.run(engine, options)) gathered.set(request, { answer });
  } catch (error) {
    if (error instanceof PlumblineError && error.kind === 'cancelled') throw error;
    if (query.parts.length > 1) for (const part of query.parts) await answer(part, engine, options, gathered);
    else for (const request of query.requests) gathered.set(request, { error });
  }
}

/** The queries that together answer all requests. */
async function plan(
  requests: readonly Request[],
  engine: QueryEngine,
  options: QueryOptions,
): Promise<readonly Query[]> {
  const compiled = requests.map(
    (request) => [request, compileNeed(request.need, request.rows, engine.dialect)] as const,
  );
  const tallied = compiled.flatMap(([{ rows }, one]) =>
    one.kind === 'figures' && one.tally !== undefined ? [{ relation: rows.relation, column: one.tally.column }] : [],
  );
  const hasFewValues = await findFewValues(tallied, engine, options);
  const figures = new Map<string, { readonly source: FigureSource; readonly shared: Map<string, Sharing<Figures>> }>();
  const others = new Map<string, Sharing<Exclude<Compiled, Figures>>>();
  for (const [request, one] of compiled) {
    if (one.kind !== 'figures') {
      share(others, keyOf(one.kind === 'statement' ? one.statement : request.need), one, request);
      continue;
    }
    const { relation } = request.rows;
    const column = one.tally?.column;
    const isGrouped = column !== undefined && hasFewValues(relation, column);
    const source = isGrouped ? valuesOf(column, request.rows, engine.dialect) : rowsOf(request.rows);
    const key = keyOf(source.from);
    const into = figures.get(key) ?? { source, shared: new Map() };
    figures.set(key, into);
    share(into.shared, keyOf(one.figures), one, request);
  }
  return [
    ...[...figures.values()].map(({ source, shared }) => figuresQuery(source, [...shared.values()])),
    ...[...others.values()].map(otherQuery),
  ];
}

/** Requests that one compiled need answers; each reads the answer in its own way. */
interface Sharing<C extends Compiled> {
  readonly compiled: C;
  readonly readers: Map<Request, C>;
}

function share<C extends Compiled>(into: Map<string, Sharing<C>>, key: string, compiled: C, request: Request): void {
  const sharing = into.get(key) ?? { compiled, readers: new Map() };
  sharing.readers.set(request, compiled);
  into.set(key, sharing);
}

function figuresQuery(source: FigureSource, shared: readonly Sharing<Figures>[]): Query {
  const selected = joinSql(
    shared.flatMap(({ compiled }) => source.figures(compiled)),
    ', ',
  );
  return {
    requests: new Set(shared.flatMap(({ readers }) => [...readers.keys()])),
    parts: shared.length > 1 ? shared.map((one) => figuresQuery(source, [one])) : [],
    async run(engine, options) {
      const { rows } = await engine.query(sql`SELECT ${selected} FROM ${source.from}`, options);
      const values = rows[0] ?? [];
      let start = 0;
      const answers = shared.flatMap(({ compiled, readers }) => {
        const own = values.slice(start, start + compiled.figures.length);
        start += compiled.figures.length;
        return [...readers].map(([request, { read }]) => [request, read(own)] as const);
      });
      return new Map(answers);
    },
  };
}

function otherQuery({ compiled, readers }: Sharing<Exclude<Compiled, Figures>>): Query {
  return {
    requests: new Set(readers.keys()),
    parts: [],
    async run(engine, options) {
      if (compiled.kind === 'selects') {
        const one = await compiled.run(engine, options);
        return new Map([...readers.keys()].map((request) => [request, one] as const));
      }
      const { rows } = await engine.query(compiled.statement, options);
      return new Map(
        [...readers].flatMap(([request, reader]) =>
          reader.kind === 'statement' ? [[request, reader.read(rows)] as const] : [],
        ),
      );
    },
  };
}

function keyOf(value: Need | Sql | readonly Sql[]): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}
