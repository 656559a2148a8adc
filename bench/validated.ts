import type { Expectation } from '../core/definitions/expectation-suite.ts';
import type { QueryEngine } from '../core/engine/query-engine.ts';
import type { SuiteResult } from '../core/expectations/result.ts';
import type { ResultFormatName } from '../core/expectations/result-format.ts';
import { validateSuite } from '../core/expectations/validate.ts';

/** Judges a file that is opened anew, so that nothing is known of it before; all expectations must hold. */
export async function validated(
  expectations: readonly Expectation[],
  path: string,
  engine: QueryEngine,
  resultFormat: ResultFormatName = 'BOOLEAN_ONLY',
): Promise<SuiteResult> {
  const suite = { name: 'bench', expectations: [...expectations] };
  const result = await validateSuite({ suite, source: { path }, engine, resultFormat });
  const failed = result.results.find(({ success }) => !success);
  if (failed !== undefined) throw new Error(`the suite must pass, or failures are measured: ${JSON.stringify(failed)}`);
  return result;
}
