import type { QueryOptions } from '../engine/query-engine.ts';
import { joinSql, raw, type Sql, type SqlScalar, sql } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { PlumblineError } from '../platform/problem.ts';
import { findByFile, isByFile, rowsByFile } from './by-file.ts';
import { narrowed, type Rows, rowsKey } from './compiled.ts';
import { checkKey } from './evidence/check-key.ts';
import { type Gathering, noteRead } from './gathering.ts';

/** The different values of a column, each with the number of its rows: a relation of a few rows. */
export interface ValueCounts {
  readonly from: Sql;
  readonly count: Sql;
  readonly isKept: boolean;
  /** The same of each file by itself, with the place of the file among all. */
  byFile(): { readonly from: Sql; readonly file: Sql };
}

/** More different values than this (in each file) are not few. */
const MOST = 20_000;

type Counted = readonly (readonly [Value, number])[];

/** What was counted already: each round asks anew. */
const known = new WeakMap<Gathering, Map<string, Promise<ValueCounts | undefined>>>();

/** What was counted before; undefined where nothing was. */
export function countedBefore(
  column: string,
  rows: Rows,
  gathering: Gathering,
): Promise<ValueCounts | undefined> | undefined {
  return known.get(gathering)?.get(rowsKey(rows, column));
}

/** Counts the values; undefined where there are many after all, or where they cannot be counted. */
export function valueCounts(
  column: string,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<ValueCounts | undefined> {
  const all = known.get(gathering) ?? new Map<string, Promise<ValueCounts | undefined>>();
  known.set(gathering, all);
  const key = rowsKey(rows, column);
  const found = all.get(key) ?? find(column, rows, gathering, options);
  all.set(key, found);
  return found;
}

async function find(
  column: string,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<ValueCounts | undefined> {
  const { dialect } = gathering.engine;
  const { shortcuts } = dialect;
  if (shortcuts === undefined) return undefined;
  try {
    const { counted, parts, isKept } = await count(column, rows, gathering, options);
    if (counted === undefined) return undefined;
    const name = dialect.identifier('rows with this value');
    const type = rows.relation.columns.find((one) => one.name === column)?.type ?? 'VARCHAR';
    const listed = (values: Iterable<Value>, numbers: Iterable<number>): Sql =>
      sql`${shortcuts.unnested([...values] as SqlScalar[], type)} AS ${dialect.identifier(column)},
        ${shortcuts.unnested([...numbers], 'BIGINT')} AS ${name}`;
    return {
      from: sql`(SELECT ${listed(counted.keys(), counted.values())}) AS ${raw('v')}`,
      count: name,
      isKept,
      byFile() {
        const file = dialect.identifier('its file');
        const all = parts.flatMap((part, index) => (part ?? []).map(([value, number]) => ({ index, value, number })));
        const files = shortcuts.unnested(
          all.map(({ index }) => index),
          'BIGINT',
        );
        const values = listed(
          all.map(({ value }) => value),
          all.map(({ number }) => Number(number)),
        );
        return { from: sql`(SELECT ${values}, ${files} AS ${file}) AS ${raw('v')}`, file };
      },
    };
  } catch (error) {
    if (error instanceof PlumblineError && error.kind === 'cancelled') throw error;
    // The row condition fails on some row; those who need the count will be told.
    return undefined;
  }
}

async function count(
  column: string,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<{
  readonly counted: ReadonlyMap<Value, number> | undefined;
  readonly parts: readonly (Counted | null)[];
  readonly isKept: boolean;
}> {
  const { relation, condition } = rows;
  const { dialect } = gathering.engine;
  const value = dialect.identifier(column);
  const figures = joinSql([value, raw('count(*)')], ', ');
  const grouped = { by: value, most: MOST * (relation.files?.all.length ?? 1) };
  let byFile: readonly (Counted | null)[];
  let isKept = false;
  let isMany = false;
  if (isByFile(relation, gathering)) {
    const key = checkKey('value counts', [value], condition, relation, dialect);
    const answer = await findByFile<Counted>(relation, [key], gathering, async (files) => {
      const found = (await rowsByFile(files, figures, rows, gathering, options, grouped)) as readonly Counted[];
      isMany ||= found.reduce((sum, one) => sum + one.length, 0) > grouped.most;
      // What was cut off must not be kept.
      if (isMany) throw new TooMany();
      return [found];
    }).catch((error: unknown) => {
      if (error instanceof TooMany) return undefined;
      throw error;
    });
    byFile = answer?.found[0] ?? [];
    isKept = answer?.isKept === true;
  } else {
    noteRead(gathering, relation);
    const { rows: found } = await gathering.engine.query(
      sql`SELECT ${figures} FROM ${narrowed(relation.from, rows)} GROUP BY ${value} LIMIT ${grouped.most + 1}`,
      options,
    );
    isMany = found.length > grouped.most;
    byFile = [found as unknown as Counted];
  }
  const counted = isMany ? undefined : together(byFile);
  return { counted, parts: byFile, isKept };
}

class TooMany extends Error {}

/** Undefined where a value cannot be bound to a statement as it is. */
function together(byFile: readonly (Counted | null)[]): ReadonlyMap<Value, number> | undefined {
  const all = new Map<Value, number>();
  for (const [value, rows] of byFile.flatMap((counted) => counted ?? [])) {
    if (typeof value === 'string' && value.includes('\0')) return undefined;
    all.set(value, (all.get(value) ?? 0) + Number(rows));
  }
  return all;
}
