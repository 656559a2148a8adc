import { startDuckDb } from '../core/engine/duckdb.ts';
import type { QueryEngine } from '../core/engine/query-engine.ts';
import { startSpark } from '../core/engine/spark.ts';
import { interpreterOf } from '../core/pipelines/interpreter.ts';
import type { Reach } from './data-file.ts';

export type EngineName = 'duckdb' | 'spark';

/** The engine that was asked for on the command line, else the project's, else the embedded one. */
export function engineNamed(option: unknown, configured: string | undefined): EngineName {
  return (option ?? configured) === 'spark' ? 'spark' : 'duckdb';
}

export interface EngineSurroundings {
  /** Folder of the project, or where the command was given. */
  readonly root: string;
  /** What the embedded engine is let into; Spark reads what its session may. */
  readonly reach: Reach;
  readonly signal: AbortSignal;
  /** Of the embedded engine: how much of the machine it may have. */
  readonly memory?: string | undefined;
  readonly threads?: number | undefined;
  /** As plumbline.yaml says them. */
  readonly python?: string | undefined;
  readonly spark?: { readonly master?: string | undefined; readonly remote?: string | undefined } | undefined;
}

export async function startEngine(
  name: EngineName,
  { root, reach, signal, python, spark, memory, threads }: EngineSurroundings,
): Promise<QueryEngine> {
  if (name === 'duckdb') return startDuckDb({ ...reach, ...(memory && { memory }), ...(threads && { threads }) });
  const interpreter = await interpreterOf(root, python);
  return startSpark({ python: interpreter, master: spark?.master, remote: spark?.remote, signal });
}
