import type { AssetKey } from '../core/definitions/asset.ts';
import { assetId } from '../core/definitions/asset.ts';
import { rangesIn } from '../core/documents/position.ts';
import type { DataSource } from '../core/engine/data-source.ts';
import type { QueryEngine } from '../core/engine/query-engine.ts';
import { histogramsOf } from '../core/expectations/histograms.ts';
import type { Parameters } from '../core/expectations/parameters.ts';
import { type SuiteResult, worstFailure } from '../core/expectations/result.ts';
import type { ResultFormatName } from '../core/expectations/result-format.ts';
import { validateSuite } from '../core/expectations/validate.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import type { Project } from '../core/project/project.ts';
import { recordResult } from '../core/registry/record-result.ts';
import type { Registry } from '../core/registry/registry.ts';
import { pageOfResult } from '../core/views/page-of-result.ts';
import type { SuiteOutcome } from '../core/views/progress.ts';
import { type StoredValidation, type StoredVerdict, VALIDATION } from '../core/views/stored-validation.ts';
import { suiteOutcome } from '../core/views/suite-outcome.ts';
import type { Output } from './output.ts';
import { suiteToJudge } from './suite-to-judge.ts';

export interface JudgeRequest {
  readonly project: Project;
  readonly suite: DefinitionFileOf<'expectation-suite'>;
  readonly source: DataSource;
  /** The group whose rows these are; its primary key names the rows that fail. */
  readonly group?: DefinitionFileOf<'feature-group'> & { readonly key: AssetKey };
  readonly engine: QueryEngine;
  /** Where the result is kept; nowhere for a suite outside a project. */
  readonly registry: Registry | undefined;
  readonly run?: string;
  readonly parameters: Parameters;
  readonly format: ResultFormatName | undefined;
  readonly output: Output;
  readonly signal: AbortSignal;
}

export interface Judged {
  readonly result: SuiteResult;
  readonly outcome: SuiteOutcome;
}

/** Judges data by one suite, keeps the result, and tells the editor. */
export async function judgeSuite(request: JudgeRequest): Promise<Judged> {
  const { project, suite, source, group, engine, registry, parameters, format, output, signal } = request;
  const relation = await engine.open(source, { signal });
  const result = await validateSuite({
    suite: suiteToJudge(suite),
    source: relation,
    engine,
    parameters,
    resultFormat: format ?? withRows(group),
    signal,
    onProgress: ({ message, fraction }) => output.event({ event: 'progress', message, fraction }),
  });
  const target = group === undefined ? (source.label ?? source.path) : assetId(group.key);
  const range = rangesIn(project.textOf(suite.path));
  const rangeOf = (position: number) => range(project.spanOf(suite, ['expectations', position]));
  const about = { file: suite.path, target, rangeOf };
  let stored: string | undefined;
  if (registry !== undefined) {
    const columns = await histogramsOf(engine, relation, result, { signal });
    const page = pageOfResult(result, { ...about, columns });
    stored = await keep(registry, request, target, result, { page, result });
  }
  const outcome = suiteOutcome(result, { ...about, stored });
  output.event({ event: 'suite', suite: outcome });
  return { result: format === undefined ? withoutRows(result) : result, outcome };
}

/** What the page shows of each failure: whole rows, named by their key. */
function withRows(group: JudgeRequest['group']) {
  const keys = (group?.definition.primary_key ?? []).filter((key) => key !== undefined);
  return {
    result_format: 'SUMMARY',
    include_unexpected_rows: true,
    ...(keys.length === 0 ? {} : { unexpected_index_column_names: keys }),
  };
}

/** Rows are for the page; a script gets them only if it asks. */
function withoutRows(result: SuiteResult): SuiteResult {
  return {
    ...result,
    results: result.results.map((each) => {
      const { unexpected_rows: _, ...details } = each.result;
      return { ...each, result: details };
    }),
  };
}

async function keep(
  registry: Registry,
  { suite, run }: JudgeRequest,
  target: string,
  result: SuiteResult,
  whole: StoredValidation,
): Promise<string> {
  const { expectations } = suiteOutcome(result, {
    file: suite.path,
    target,
    stored: undefined,
    rangeOf: () => undefined,
  });
  return recordResult(registry, {
    ...(run === undefined ? {} : { runId: run }),
    kind: VALIDATION,
    subject: result.suite_name,
    subjectFile: suite.path,
    target,
    success: result.success,
    severity: worstFailure(result.results),
    statistics: result.statistics,
    items: expectations.map(({ fingerprint, type, column, outcome, severity, summary }) => ({
      fingerprint,
      type,
      ...(column === undefined ? {} : { column }),
      success: outcome === 'error' ? undefined : outcome !== 'failed',
      severity,
      summary: { outcome, summary } satisfies StoredVerdict,
    })),
    whole,
  });
}
