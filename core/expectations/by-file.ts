import type { DataFile, QueryOptions, Relation, RowsByFile } from '../engine/query-engine.ts';
import { joinSql, type Sql, sql } from '../engine/sql.ts';
import type { Value } from '../engine/value.ts';
import { type Figures, narrowed, type Rows } from './compiled.ts';
import { checkKey } from './evidence/check-key.ts';
import { type Gathering, noteRead } from './gathering.ts';

/** Whether evidence is gathered file by file: for adding up what is kept, or just read, in the same way each time. */
export function isByFile({ files }: Relation, { kept }: Gathering): boolean {
  return files !== undefined && (files.all.length > 1 || (kept !== undefined && files.all.length === 1));
}

/** Answers of one check, file by file; null where the file has no row that it is about. */
type Answers<T> = readonly (T | null)[];

/**
 * What checks find in each file of a relation: as it was kept, else as `read` finds it in the files that lack it. Files
 * that lack the same checks are read together.
 */
export async function findByFile<T>(
  relation: Relation,
  keys: readonly string[],
  gathering: Gathering,
  read: (files: readonly DataFile[], checks: readonly number[]) => Promise<readonly Answers<T>[]>,
): Promise<{ readonly found: readonly Answers<T>[]; readonly isKept: boolean }> {
  const all = relation.files?.all ?? [];
  const { kept } = gathering;
  const evidence = kept === undefined ? [] : await Promise.all(all.map(({ path }) => kept.of(path)));
  const found = keys.map(() => new Array<T | null>(all.length).fill(null));
  const lacking = new Map<string, { readonly files: number[]; readonly checks: readonly number[] }>();
  for (const file of all.keys()) {
    const checks = [...keys.keys()].filter((check) => {
      const known = evidence[file]?.get(keys[check]!);
      if (known === undefined) return true;
      found[check]![file] = known as T | null;
      return false;
    });
    if (checks.length === 0) continue;
    const same = lacking.get(checks.join()) ?? { files: [], checks };
    same.files.push(file);
    lacking.set(checks.join(), same);
  }
  for (const { files, checks } of lacking.values()) {
    const answers = await read(
      files.map((file) => all[file]!),
      checks,
    );
    for (const [place, check] of checks.entries()) {
      for (const [index, file] of files.entries()) {
        const answer = answers[place]?.[index] ?? null;
        found[check]![file] = answer;
        evidence[file]?.set(keys[check]!, answer);
      }
    }
  }
  return { found, isKept: lacking.size === 0 };
}

/** Figures of each file, for adding them up. */
export async function figuresByFile(
  figures: readonly Figures[],
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<{ readonly found: readonly Answers<readonly Value[]>[]; readonly isKept: boolean }> {
  const { relation, condition } = rows;
  const { dialect } = gathering.engine;
  const keys = figures.map((each) => checkKey('figures', each.figures, condition, relation, dialect));
  return findByFile(relation, keys, gathering, async (files, checks) => {
    const wanted = checks.map((check) => figures[check]!.figures);
    const byFile = await rowsByFile(files, joinSql(wanted.flat(), ', '), rows, gathering, options);
    let start = 0;
    return wanted.map((own) => {
      const first = start;
      start += own.length;
      return byFile.map(([row]) => row?.slice(first, first + own.length) ?? null);
    });
  });
}

/** Into which groups the rows of all files fall, and how many rows each group has. */
export async function groupsByFile(
  value: Sql,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
): Promise<ReadonlyMap<Value, number>> {
  const { relation, condition } = rows;
  const key = checkKey('groups', [value], condition, relation, gathering.engine.dialect);
  // Grouped by its name: what is bound in an expression may be another value each time it stands somewhere.
  const name = gathering.engine.dialect.identifier('its group');
  const figures = sql`${value} AS ${name}, count(*)`;
  const { found } = await findByFile<readonly (readonly Value[])[]>(relation, [key], gathering, async (files) => [
    await rowsByFile(files, figures, rows, gathering, options, { by: name }),
  ]);
  const groups = new Map<Value, number>();
  for (const [group = null, count] of (found[0] ?? []).flatMap((some) => some ?? [])) {
    groups.set(group, (groups.get(group) ?? 0) + Number(count));
  }
  return groups;
}

/**
 * The rows of `SELECT figures`, by file: one for each file, or as many as there are different values of a column where
 * one is given, which then stands first; one more than `most` in all at most.
 */
export async function rowsByFile(
  files: readonly DataFile[],
  figures: Sql,
  rows: Rows,
  gathering: Gathering,
  options: QueryOptions,
  grouped?: { readonly by: Sql; readonly most?: number },
): Promise<readonly (readonly (readonly Value[])[])[]> {
  const { relation, condition } = rows;
  noteRead(gathering, relation, files);
  const most = grouped?.most === undefined ? sql`` : sql` LIMIT ${grouped.most + 1}`;
  if (relation.files?.all.length === 1) {
    const group = grouped === undefined ? sql`` : sql` GROUP BY ${grouped.by}`;
    const { rows: found } = await gathering.engine.query(
      sql`SELECT ${figures} FROM ${narrowed(relation.from, rows)}${group}${most}`,
      options,
    );
    return [found];
  }
  const { from, file } = await rowsOfFiles(relation, files, options);
  const by = grouped === undefined ? file : joinSql([file, grouped.by], ', ');
  const { rows: found } = await gathering.engine.query(
    sql`SELECT ${file}, ${figures} FROM ${narrowed(from, { condition })} GROUP BY ${by}${most}`,
    options,
  );
  const byFile = files.map((): (readonly Value[])[] => []);
  for (const [place, ...values] of found) byFile[Number(place)]?.push(values);
  return byFile;
}

const opened = new WeakMap<Relation, Map<string, Promise<RowsByFile>>>();

/** The rows of some files; which are read together changes little within a run. */
export function rowsOfFiles(
  relation: Relation,
  files: readonly DataFile[],
  options: QueryOptions,
): Promise<RowsByFile> {
  const known = opened.get(relation) ?? new Map<string, Promise<RowsByFile>>();
  opened.set(relation, known);
  const key = files.map(({ path }) => path).join('\n');
  const rows = known.get(key) ?? (relation.files as NonNullable<Relation['files']>).rowsOf(files, options);
  known.set(key, rows);
  return rows;
}
