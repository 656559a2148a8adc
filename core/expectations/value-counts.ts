import type { QueryOptions } from '../engine/query-engine.ts';
import { joinSql, raw, type Sql, sql } from '../engine/sql.ts';
import { PlumblineError } from '../platform/problem.ts';
import { findByFile, isByFile, rowsByFile } from './by-file.ts';
import { narrowed, type Rows } from './compiled.ts';
import { checkKey } from './evidence/check-key.ts';
import { type Gathering, noteRead } from './gathering.ts';

/** The different values of a column of text, each with the number of its rows: a relation of a few rows. */
export interface ValueCounts {
  readonly from: Sql;
  readonly count: Sql;
  readonly isKept: boolean;
}

/** More different values than this (in each file) are not few. */
const MOST = 20_000;

type Counted = readonly (readonly [string | null, number])[];

/** Counts the values; undefined where there are many after all, or where they cannot be counted. */
export async function valueCounts(
  column: string,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<ValueCounts | undefined> {
  const { dialect } = gathering.engine;
  const { shortcuts } = dialect;
  if (shortcuts === undefined) return undefined;
  try {
    const { counted, isKept } = await count(column, rows, gathering, options);
    if (counted === undefined) return undefined;
    const name = dialect.identifier('rows with this value');
    const texts = shortcuts.unnested([...counted.keys()], 'VARCHAR');
    const numbers = shortcuts.unnested([...counted.values()], 'BIGINT');
    const from = sql`(SELECT ${texts} AS ${dialect.identifier(column)}, ${numbers} AS ${name}) AS ${raw('v')}`;
    return { from, count: name, isKept };
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
): Promise<{ readonly counted: ReadonlyMap<string | null, number> | undefined; readonly isKept: boolean }> {
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
  return { counted, isKept };
}

class TooMany extends Error {}

/** Undefined where a value cannot be bound to a statement as it is. */
function together(byFile: readonly (Counted | null)[]): ReadonlyMap<string | null, number> | undefined {
  const all = new Map<string | null, number>();
  for (const [value, rows] of byFile.flatMap((counted) => counted ?? [])) {
    if (value?.includes('\0')) return undefined;
    all.set(value, (all.get(value) ?? 0) + Number(rows));
  }
  return all;
}
