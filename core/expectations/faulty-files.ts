import type { DataFile, QueryOptions, Relation } from '../engine/query-engine.ts';
import { joinSql, raw, sql } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { isByFile, rowsOfFiles } from './by-file.ts';
import { columnEnds } from './column-ends.ts';
import { compileFaults } from './compile-faults.ts';
import { columnList, type Figures, type Rows } from './compiled.ts';
import { checkKey } from './evidence/check-key.ts';
import type { Gathering } from './gathering.ts';
import type { FaultyRowsNeed } from './need.ts';
import { countedBefore } from './value-counts.ts';

/**
 * The first files that hold as many faulty rows as are wanted, where it is known how many each file has: those before
 * and between them need not be read again. Undefined where it is not known, or leaves none out.
 */
export async function faultyFiles(
  need: FaultyRowsNeed,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<readonly DataFile[] | undefined> {
  const all = rows.relation.files?.all ?? [];
  if (need.fault.kind !== 'not' || all.length < 2 || !isByFile(rows.relation, gathering)) return undefined;
  const compiled = compileFaults({ ...need, kind: 'faults' }, rows, gathering.engine.dialect);
  if (compiled.kind !== 'figures') return undefined;
  const faults =
    (await keptFaults(compiled, rows, gathering)) ??
    (await missingOrPresent(compiled, rows, gathering, options)) ??
    (await byValues(compiled, rows, gathering, options));
  if (faults === undefined) return undefined;
  const chosen: DataFile[] = [];
  let found = 0;
  for (const [index, file] of all.entries()) {
    const own = faults[index] ?? 0;
    if (own > 0 && found < need.limit) chosen.push(file);
    found += own;
  }
  return chosen.length > 0 && chosen.length < all.length ? chosen : undefined;
}

/** The relation as it is in some of its files, each row with its place among all rows. */
export async function inFiles(
  relation: Relation,
  files: readonly DataFile[],
  options: QueryOptions,
  { engine: { dialect } }: Gathering,
): Promise<Relation> {
  const { from, file, place } = await rowsOfFiles(relation, files, options);
  const starts = new Map<DataFile, number>();
  let start = 0;
  for (const one of relation.files?.all ?? []) {
    starts.set(one, start);
    start += one.rows;
  }
  const before = files.map((one, index) => sql`WHEN ${raw(String(index))} THEN ${raw(String(starts.get(one) ?? 0))}`);
  const columns = columnList(
    relation.columns.map(({ name }) => name),
    dialect,
  );
  const position = sql`${place} + CASE ${file} ${joinSql(before, ' ')} END AS ${relation.position}`;
  return { ...relation, numbered: sql`(SELECT ${columns}, ${position} FROM ${from})` };
}

/** As the scan counted them, in this run or an earlier one. */
async function keptFaults(
  { figures, read }: Figures,
  { relation, condition }: Rows,
  { kept, engine }: Gathering,
): Promise<readonly number[] | undefined> {
  if (kept === undefined) return undefined;
  const key = checkKey('figures', figures, condition, relation, engine.dialect);
  const faults: number[] = [];
  for (const { path } of relation.files?.all ?? []) {
    const found = (await kept.of(path)).get(key) as readonly Value[] | null | undefined;
    if (found === undefined) return undefined;
    // A file without a row that the check is about.
    faults.push(found === null ? 0 : Number(read(found)));
  }
  return faults;
}

/** As the files say of themselves. */
async function missingOrPresent(
  { told }: Figures,
  { relation, condition }: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<readonly number[] | undefined> {
  if (condition !== undefined || (told?.by !== 'missing' && told?.by !== 'present')) return undefined;
  const present = (await columnEnds(relation, gathering, options)).get(told.column)?.presentByFile;
  if (present === undefined) return undefined;
  return told.by === 'present'
    ? present
    : (relation.files?.all ?? []).map(({ rows }, index) => rows - (present[index] ?? 0));
}

/** As the counted values of the column say, where they have been counted. */
async function byValues(
  { tally }: Figures,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<readonly number[] | undefined> {
  const counts = tally && (await countedBefore(tally.column, rows, gathering));
  if (tally === undefined || counts === undefined) return undefined;
  const { from, file } = counts.byFile();
  const { rows: found } = await gathering.engine.query(
    sql`SELECT ${file}, sum(${counts.count}) FROM ${from} WHERE ${tally.condition} GROUP BY ${file}`,
    options,
  );
  const faults = (rows.relation.files?.all ?? []).map(() => 0);
  for (const [index, count] of found) faults[Number(index)] = Number(count);
  return faults;
}
