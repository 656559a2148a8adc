import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Case, Table } from './conformance-cases.ts';

/** Writes the tables of cases as Parquet files, each of them once. */
export interface Tables {
  readonly folder: string;
  pathOf(data: Table, schema: Readonly<Record<string, string>>): Promise<string>;
  dispose(): void;
}

export async function openTables(): Promise<Tables> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-conformance-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const paths = new Map<string, string>();
  return {
    folder,
    async pathOf(data, schema) {
      const key = createHash('sha256')
        .update(JSON.stringify([data, schema]))
        .digest('hex')
        .slice(0, 16);
      const known = paths.get(key);
      if (known !== undefined) return known;
      const names = Object.keys(data);
      const rows = (Object.values(data)[0] ?? []).map((_, row) =>
        Object.fromEntries(names.map((name) => [name, asStored(data[name]?.[row], schema[name])])),
      );
      const [json, path] = [join(folder, `${key}.json`), join(folder, `${key}.parquet`)];
      writeFileSync(json, rows.map((row) => JSON.stringify(row)).join('\n'));
      const columns = names.map((name) => `${text(name)}: ${text(storedType(schema[name]))}`).join(', ');
      const empty = names.map((name) => `NULL::${storedType(schema[name])} AS "${name.replaceAll('"', '""')}"`);
      const source =
        rows.length === 0
          ? `(SELECT ${empty.join(', ')} LIMIT 0)`
          : `(SELECT * FROM read_json(${text(json)}, format = 'newline_delimited', columns = {${columns}}))`;
      await connection.run(`COPY ${source} TO ${text(path)} (FORMAT parquet)`);
      paths.set(key, path);
      return path;
    },
    dispose() {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The data of a case without columns that Parquet cannot hold and the case does not look at. */
export function storableData({ data, schema, relevant_columns: relevant }: Case): Table {
  const isStorable = (name: string): boolean =>
    relevant?.includes(name) !== false || !/^(MIXED|NESTED)/.test(schema[name] ?? '');
  return Object.fromEntries(Object.entries(data).filter(([name]) => isStorable(name)));
}

function storedType(type: string | undefined): string {
  if (type === 'NULL') return 'DOUBLE';
  return type === undefined || /^(MIXED|NESTED)/.test(type) ? 'VARCHAR' : type;
}

function asStored(value: unknown, type: string | undefined): unknown {
  const isText = storedType(type) === 'VARCHAR';
  return value !== null && isText && typeof value !== 'string' ? JSON.stringify(value) : value;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
