/** What SQLite keeps in a column; truth values are kept as 0 and 1. */
export type SqlValue = string | number | Uint8Array | null;

/** What may stand for a `?` in a statement; `undefined` is kept as NULL. */
export type Parameter = SqlValue | boolean | undefined;

export type Row = Readonly<Record<string, SqlValue>>;

export interface Queries {
  all(sql: string, ...parameters: readonly Parameter[]): readonly Row[];
  first(sql: string, ...parameters: readonly Parameter[]): Row | undefined;
}

export interface Transaction extends Queries {
  run(sql: string, ...parameters: readonly Parameter[]): void;
}

/**
 * How the registry's file is read and written: the one thing that would change if another SQLite took the place of
 * sql.js.
 */
export interface RegistryStore {
  /** The last committed state, whoever wrote it. A registry that does not exist yet reads as an empty one. */
  read<T>(query: (db: Queries) => T): Promise<T>;
  /**
   * Does all of it or, if it throws, nothing; when the promise resolves it is safe on the disk. The transaction is a
   * plain function: other processes wait for it.
   */
  write<T>(transaction: (db: Transaction) => T): Promise<T>;
  dispose(): void;
}
