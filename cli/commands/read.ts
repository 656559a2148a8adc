import { basename, dirname, join, resolve } from 'node:path';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { Answer, QueryEngine } from '../../core/engine/query-engine.ts';
import { joinSql, type Sql, sql } from '../../core/engine/sql.ts';
import { toJson, type Value } from '../../core/engine/value.ts';
import { makeFolder, remove } from '../../core/platform/files.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { promoteFile } from '../../core/platform/write-atomically.ts';
import { newId } from '../../core/registry/new-id.ts';
import { number, plural } from '../../core/reports/numbers-in-words.ts';
import { table as asTable } from '../../core/reports/table.ts';
import { show } from '../../core/reports/values-in-words.ts';
import type { HistoryCommit } from '../../core/tables/table-history.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { type NamedTable, tableNamed } from '../table-named.ts';

/** Rows that a person is shown without asking for more; a script gets all of them. */
const SHOWN = 20;

/** `plumbline read GROUP|DIR`: the rows of a table, now or as of a commit, printed or written to a file. */
export const read: Action = async (call) => {
  const { args, options, output, signal } = call;
  const limit = limitFrom(options.limit as string | undefined);
  const file = options.output === undefined ? undefined : targetFrom(String(options.output));
  const table = await tableNamed(String(args[0]), call);
  const { commit, source } = await table.rows(options.asOf as string | undefined);
  const folders = [table.folder, ...(file === undefined ? [] : [dirname(file.path)])];
  if (file !== undefined) await makeFolder(dirname(file.path));
  const engine = await startDuckDb({ folders });
  try {
    const { from, columns } = await engine.open(source, { signal });
    const names = columns.map(({ name }) => name).filter((name) => !name.startsWith('_hoodie_'));
    const select = sql`SELECT ${joinSql(names.map(engine.dialect.identifier), ', ')} FROM ${from}`;
    if (file !== undefined) {
      const rows = await writeRows(engine, limit === undefined ? select : sql`${select} LIMIT ${limit}`, file, signal);
      const value = { table: table.folder, commit: commit.instant, rows, columns: names, file: file.path };
      const words = `${String(options.output)}: ${plural(rows, 'row')} of ${table.label} as of ${commit.instant}`;
      output.result('read', true, value, output.options.quiet ? '' : words);
      return EXIT.ok;
    }
    const most = limit ?? (output.options.format === 'text' ? SHOWN : undefined);
    const answer = await engine.query(most === undefined ? select : sql`${select} LIMIT ${most}`, { signal });
    const data = answer.rows.map((row) => row.map(toJson));
    const value = { table: table.folder, commit: commit.instant, rows: commit.total, columns: names, data };
    output.result('read', true, value, inWords(table, commit, answer, output));
    return EXIT.ok;
  } finally {
    await engine.dispose();
  }
};

interface Target {
  /** Absolute. */
  readonly path: string;
  readonly format: 'parquet' | 'csv';
}

function targetFrom(name: string): Target {
  const format = /\.(parquet|csv)$/i.exec(name)?.[1]?.toLowerCase();
  if (format === 'parquet' || format === 'csv') return { path: resolve(name), format };
  throw new PlumblineError('usage', 'rows are written as Parquet or CSV', {
    where: name,
    help: 'name the file .parquet or .csv',
  });
}

function limitFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new PlumblineError('usage', `--limit is a number of rows, and \`${text}\` is none`);
}

/** A reader of the file sees all of the rows, or what was there before. */
async function writeRows(
  engine: QueryEngine,
  rows: Sql,
  { path, format }: Target,
  signal: AbortSignal,
): Promise<number> {
  const draft = join(dirname(path), `.${basename(path)}.${newId()}.tmp`);
  try {
    const count = await engine.copy(rows, draft, { format, signal });
    await promoteFile(draft, path);
    return count;
  } catch (error) {
    await remove(draft);
    throw error;
  }
}

function inWords({ label }: NamedTable, commit: HistoryCommit, answer: Answer, { options, paint }: Output): string {
  const cell = (value: Value) => (value === null ? paint.dim('missing') : short(show(value)));
  const sides = answer.types.map((type) => (/INT|DOUBLE|FLOAT|DECIMAL/.test(type) ? 'right' : 'left'));
  const lines = asTable([answer.columns.map(paint.bold), ...answer.rows.map((row) => row.map(cell))], sides);
  if (options.quiet) return lines;
  const shown = answer.rows.length < commit.total ? `the first ${number(answer.rows.length)} of ` : '';
  const what = `${label} as of ${commit.instant} (${commit.operation}, version ${commit.version})`;
  return `${lines}\n${paint.dim(`${shown}${plural(commit.total, 'row')} of ${what}`)}`;
}

const LONGEST = 32;

const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
