import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { startSpark } from '../../core/engine/spark.ts';
import { findProgram } from '../../core/platform/find-program.ts';
import type { Tables } from '../expectations/conformance-data.ts';

/** Both engines, and a folder that both can read. */
export interface BothEngines {
  readonly spark: QueryEngine;
  readonly duckdb: QueryEngine;
  readonly tables: Tables;
}

const VENV = join(import.meta.dirname, '../peers/spark/.venv');
export const SPARK_PYTHON = join(VENV, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

const java = process.env.JAVA_HOME ?? (await findProgram('java'));

/** Why Spark cannot be run here; in CI its absence is a failure. */
export const missingSpark: string | false =
  process.env.CI || (existsSync(SPARK_PYTHON) && java !== undefined)
    ? false
    : 'pyspark or Java is not there: npm test installs pyspark into test/peers/spark/.venv';

export function startTestSpark(): Promise<QueryEngine> {
  return startSpark({ python: SPARK_PYTHON, master: 'local[2]' });
}
