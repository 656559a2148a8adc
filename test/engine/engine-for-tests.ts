import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';

/** A folder of data files, and a locked engine that may read it and nothing else. */
export interface TestEngine {
  readonly engine: QueryEngine;
  readonly folder: string;
  /** Writes a file, and returns its path. */
  file(name: string, content: string | Uint8Array): string;
  /** Writes what a SELECT gives as Parquet, and returns its path. */
  parquet(name: string, select: string): Promise<string>;
  dispose(): Promise<void>;
}

export async function startTestEngine(): Promise<TestEngine> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-engine-')));
  const engine = await startDuckDb({ folders: [folder], threads: 2 });
  const writer = await DuckDBInstance.create(':memory:');
  const connection = await writer.connect();
  return {
    engine,
    folder,
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    async parquet(name, select) {
      const path = join(folder, name);
      await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
      return path;
    },
    async dispose() {
      await engine.dispose();
      connection.closeSync();
      writer.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
