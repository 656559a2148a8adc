import type { ColumnStatistics, QueryOptions, Relation } from '../engine/query-engine.ts';
import { type Sql, sql } from '../engine/sql.ts';
import { findByFile } from './by-file.ts';
import type { Gathering } from './gathering.ts';

/** What files say of a column without a look at the rows: all of the relation together. */
export interface ColumnEnds {
  readonly rows: number;
  /** Values that are there; undefined where that is not known. */
  readonly present: number | undefined;
  /** The same of each file; undefined where one of them does not say it. */
  readonly presentByFile: readonly number[] | undefined;
  readonly type: string;
  /** Undefined where some file does not say them. */
  readonly ends: Ends | undefined;
}

export interface Ends {
  /** Smallest and largest values, of each file, as texts. */
  readonly texts: readonly string[];
  /** Stands after FROM: the same values in a column of the same name. */
  readonly from: Sql;
}

const known = new WeakMap<Relation, ReadonlyMap<string, ColumnEnds>>();

/** By column; of those that all files speak of. */
export async function columnEnds(
  relation: Relation,
  gathering: Gathering,
  options: QueryOptions,
): Promise<ReadonlyMap<string, ColumnEnds>> {
  const before = known.get(relation);
  if (before !== undefined) return before;
  const ends = relation.files === undefined ? new Map<string, ColumnEnds>() : await look(relation, gathering, options);
  known.set(relation, ends);
  return ends;
}

type Entries = readonly (readonly [string, ColumnStatistics])[];

async function look(
  relation: Relation,
  gathering: Gathering,
  options: QueryOptions,
): Promise<ReadonlyMap<string, ColumnEnds>> {
  const { files, columns } = relation;
  const key = `statistics ${JSON.stringify(columns.map(({ name }) => [name, files?.readingOf(name)]))}`;
  const { found } = await findByFile<Entries>(relation, [key], gathering, async (some) => {
    return [((await files?.statistics(some, options)) ?? []).map((one) => [...one])];
  });
  const byFile = (found[0] ?? []).map((entries) => new Map(entries ?? []));
  const rows = files?.all.reduce((sum, file) => sum + file.rows, 0) ?? 0;
  const { dialect } = gathering.engine;
  const { shortcuts } = dialect;
  if (shortcuts === undefined) return new Map();
  const ends = columns.flatMap(({ name, type }) => {
    const own = byFile.map((one) => one.get(name));
    if (own.includes(undefined)) return [];
    const all = own as readonly ColumnStatistics[];
    const said = all.flatMap((one) => one.present ?? []);
    const presentByFile = said.length === all.length ? said : undefined;
    const present = presentByFile?.reduce((sum, one) => sum + one, 0);
    const isSaid = all.every((one) => one.ends !== undefined);
    const texts = [...new Set(all.flatMap((one) => one.ends ?? []))];
    const value = dialect.cast(shortcuts.unnested(texts, 'VARCHAR'), type);
    const from = sql`(SELECT ${value} AS ${dialect.identifier(name)}) AS ends`;
    return [[name, { rows, present, presentByFile, type, ends: isSaid ? { texts, from } : undefined }] as const];
  });
  return new Map(ends);
}
