import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DataSource } from '../../core/engine/data-source.ts';
import { raw, sql } from '../../core/engine/sql.ts';
import type { TestEngine } from '../engine/engine-for-tests.ts';
import type { Row } from './batch-expectations.ts';

/** Rows in a folder of their own, to be had in every form that data can have. */
export interface Forms {
  /** One Parquet file. */
  one(): Promise<DataSource>;
  /** A folder of Parquet files, in folders of their own, that end at these rows. */
  several(ends: readonly number[]): Promise<DataSource>;
  /** A folder with a folder `name=value` for each value of a column of texts, which its files lack. */
  byColumn(name: string): Promise<DataSource>;
  /** A CSV file, or several that end at these rows. */
  csv(ends?: readonly number[]): Promise<DataSource>;
  /** The CSV file, compressed. */
  packed(): Promise<DataSource>;
  jsonLines(): Promise<DataSource>;
  /** One JSON list. */
  json(): Promise<DataSource>;
}

export async function formsOf(
  rows: readonly Row[],
  folder: string,
  types: Readonly<Record<string, string>>,
  { engine }: TestEngine,
): Promise<Forms> {
  const at = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  };
  const lines = rows.map(asLine);
  const path = at('rows.jsonl');
  writeFileSync(path, lines.join('\n'));
  const { from, numbered, position } = await engine.open({ path, types });
  const all = sql`SELECT * FROM ${from}`;
  const part = (start: number, end: number) =>
    sql`SELECT * EXCLUDE (${position}) FROM ${numbered} WHERE ${position} >= ${start} AND ${position} < ${end}`;
  const parts = async (ends: readonly number[], nameOf: (part: number) => string, format: 'parquet' | 'csv') => {
    const places = [0, ...ends, rows.length];
    for (const [index, start] of places.slice(0, -1).entries()) {
      await engine.copy(part(start, places[index + 1] ?? rows.length), at(nameOf(index)), { format });
    }
  };
  const csv = async () => {
    await engine.copy(all, at('rows.csv'), { format: 'csv' });
    return at('rows.csv');
  };
  return {
    async one() {
      await engine.copy(all, at('rows.parquet'));
      return { path: at('rows.parquet') };
    },
    async several(ends) {
      await parts(ends, (index) => `several/${index}/part.parquet`, 'parquet');
      return { path: join(folder, 'several') };
    },
    async byColumn(name) {
      const { rows: values } = await engine.query(sql`SELECT DISTINCT ${raw(name)} FROM ${from}`);
      for (const [value] of values) {
        const own = sql`SELECT * EXCLUDE (${raw(name)}) FROM ${from} WHERE ${raw(name)} = ${String(value)}`;
        await engine.copy(own, at(`by-column/${name}=${String(value)}/part.parquet`));
      }
      return { path: join(folder, 'by-column') };
    },
    async csv(ends) {
      if (ends === undefined) return { path: await csv(), types };
      await parts(ends, (index) => `several-csv/part-${index}.csv`, 'csv');
      return { path: join(folder, 'several-csv', '*.csv'), types };
    },
    async packed() {
      writeFileSync(at('packed.csv.gz'), gzipSync(readFileSync(await csv())));
      return { path: at('packed.csv.gz'), types };
    },
    async jsonLines() {
      return { path, types };
    },
    async json() {
      writeFileSync(at('rows.json'), `[${lines.join(',\n')}]`);
      return { path: at('rows.json'), types };
    },
  };
}

function asLine(row: Row): string {
  return JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
}
