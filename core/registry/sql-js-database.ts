import type { SqlJs } from 'sql.js';
import { assetPath } from '../platform/assets.ts';
import { readBytesIfThere } from '../platform/files.ts';
import type { Parameter, Row, SqlValue, Transaction } from './store.ts';

/** A whole database in memory. */
export interface Database extends Transaction {
  /** The bytes of its file. Not inside a transaction. */
  bytes(): Uint8Array;
  close(): void;
}

let loading: Promise<SqlJs> | undefined;

/** Opens the bytes of a database file, or a new database. Loads SQLite at the first call, not before. */
export async function openDatabase(bytes?: Uint8Array): Promise<Database> {
  loading ??= loadSqlJs();
  const { Database } = await loading;
  // SQLite takes an empty file for a new database; one that is there and empty has lost what it held.
  if (bytes?.length === 0) throw new Error('file is not a database');
  const db = new Database(bytes);
  const applySettings = () => db.run('PRAGMA foreign_keys = ON');
  applySettings();

  function all(sql: string, ...parameters: readonly Parameter[]): readonly Row[] {
    const statement = db.prepare(sql);
    try {
      statement.bind(parameters.map(asValue));
      const rows: Row[] = [];
      while (statement.step()) rows.push(statement.getAsObject());
      return rows;
    } finally {
      statement.free();
    }
  }

  return {
    all,
    first: (sql, ...parameters) => all(sql, ...parameters)[0],
    run: (sql, ...parameters) => {
      // Given parameters, sql.js runs the first statement only, even if they are none.
      db.run(sql, parameters.length === 0 ? undefined : parameters.map(asValue));
    },
    bytes() {
      const bytes = db.export();
      // sql.js closes and opens the database to export it, which may lose settings.
      applySettings();
      return bytes;
    },
    close: () => db.close(),
  };
}

async function loadSqlJs(): Promise<SqlJs> {
  const wasmBinary = await readBytesIfThere(assetPath('sql-wasm.wasm'));
  const { default: initSqlJs } = await import('sql.js');
  return initSqlJs({ wasmBinary: wasmBinary ?? new Uint8Array() });
}

function asValue(parameter: Parameter): SqlValue {
  if (typeof parameter === 'boolean') return parameter ? 1 : 0;
  return parameter ?? null;
}
