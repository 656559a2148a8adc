/** The part of sql.js that is used here; the package comes without types. */
declare module 'sql.js' {
  export type SqlJsValue = number | string | Uint8Array | null;

  export interface SqlJsStatement {
    bind(values: readonly SqlJsValue[]): boolean;
    step(): boolean;
    getAsObject(): Record<string, SqlJsValue>;
    free(): boolean;
  }

  export interface SqlJsDatabase {
    run(sql: string, values?: readonly SqlJsValue[]): SqlJsDatabase;
    prepare(sql: string): SqlJsStatement;
    /** The bytes of the database file. Not inside a transaction. */
    export(): Uint8Array;
    close(): void;
  }

  export interface SqlJs {
    readonly Database: new (bytes?: Uint8Array) => SqlJsDatabase;
  }

  export default function initSqlJs(config: { readonly wasmBinary: Uint8Array }): Promise<SqlJs>;
}
