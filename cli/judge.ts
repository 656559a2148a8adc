import { type AssetKey, assetId } from '../core/definitions/asset.ts';
import type { Expectation } from '../core/definitions/expectation-suite.ts';
import { rangesIn } from '../core/documents/position.ts';
import { damagedAt } from '../core/engine/damaged-data.ts';
import type { DataSource } from '../core/engine/data-source.ts';
import type { QueryEngine } from '../core/engine/query-engine.ts';
import type { KeptEvidence } from '../core/expectations/evidence/kept-evidence.ts';
import { histogramsOf } from '../core/expectations/histograms.ts';
import type { Parameters } from '../core/expectations/parameters.ts';
import { type SuiteResult, worstFailure } from '../core/expectations/result.ts';
import type { ResultFormatName } from '../core/expectations/result-format.ts';
import { type RowPart, someRows } from '../core/expectations/some-rows.ts';
import { validateSuite } from '../core/expectations/validate.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import type { Project } from '../core/project/project.ts';
import { recordResult } from '../core/registry/record-result.ts';
import type { Registry } from '../core/registry/registry.ts';
import { validationText } from '../core/reports/validation-text.ts';
import { type Evidence, evidenceOf } from '../core/reports/what-if/evidence.ts';
import { pageOfResult } from '../core/views/page-of-result.ts';
import type { SuiteOutcome } from '../core/views/progress.ts';
import { type StoredValidation, type StoredVerdict, VALIDATION } from '../core/views/stored-validation.ts';
import { suiteOutcome } from '../core/views/suite-outcome.ts';
import { pathFromHere } from './open-project.ts';
import type { Output } from './output.ts';
import { suiteToJudge } from './suite-to-judge.ts';

export interface JudgeRequest {
  readonly project: Project;
  readonly suite: DefinitionFileOf<'expectation-suite'>;
  /** What to call the suite's file; its path in the project by default. */
  readonly suiteFile?: string;
  readonly source: DataSource;
  /** The group whose rows these are; its primary key names the rows that fail. */
  readonly group?: DefinitionFileOf<'feature-group'> & { readonly key: AssetKey };
  /** Other data that the suite may name: the feature groups of the project. */
  readonly tables?: Readonly<Record<string, DataSource>>;
  /** Where the result is kept; nowhere for a suite outside a project. */
  readonly registry: Registry | undefined;
  readonly run?: string;
  /** Only a part of the rows, and what to call it. */
  readonly rows?: RowPart;
  readonly part?: string;
  /** What earlier runs found out about the files of the data. */
  readonly kept?: KeptEvidence;
  readonly parameters: Parameters;
  readonly format: ResultFormatName | undefined;
  readonly output: Output;
  readonly signal: AbortSignal;
}

export interface Judged {
  /** As it is told; `whole` also has the rows that fail where nobody asked for them. */
  readonly result: SuiteResult;
  readonly whole: SuiteResult;
  readonly outcome: SuiteOutcome;
  /** For a person; empty where there is nothing to tell. */
  readonly text: string;
}

/** Judges data by one suite, keeps the result, and tells the editor. */
export async function judgeSuite(engine: QueryEngine, request: JudgeRequest): Promise<Judged> {
  const { source } = request;
  return judgeRows(engine, request).catch((error: unknown) => {
    throw damagedAt(error, source.label ?? source.path);
  });
}

async function judgeRows(engine: QueryEngine, request: JudgeRequest): Promise<Judged> {
  const { suite, source, group, parameters, format, tables, registry, rows, part, kept, output, signal } = request;
  const whole = await engine.open(source, { signal });
  const relation = rows === undefined ? whole : await someRows(whole, rows, engine, { signal });
  const judging = suiteToJudge(request.project, suite, request.suiteFile);
  const result = await validateSuite({
    suite: judging,
    source: relation,
    engine,
    parameters,
    ...(tables && { tables }),
    ...(kept && { kept }),
    ...(part && { part }),
    resultFormat: format ?? { result_format: 'SUMMARY', include_unexpected_rows: true },
    signal,
    onProgress: ({ message, fraction }) => output.event({ event: 'progress', message, fraction }),
  });
  const range = rangesIn(request.project.textOf(suite.path));
  const about = {
    file: request.suiteFile ?? suite.path,
    target: [group === undefined ? (source.label ?? source.path) : assetId(group.key), ...(part ? [part] : [])].join(
      ', ',
    ),
    rangeOf: (position: number) => range(request.project.spanOf(suite, ['expectations', position])),
  };
  const verdicts = suiteOutcome(result, about);
  let stored: string | undefined;
  if (registry !== undefined) {
    const columns = await histogramsOf(engine, relation, result, { signal, ...(kept && { kept }) });
    await kept?.save();
    const keys = group?.definition.primary_key?.filter((key) => key !== undefined) ?? [];
    const page = pageOfResult(result, { ...about, columns, keys });
    const evidence = result.results.map((each, position) =>
      evidenceOf(judging.expectations[position] as Expectation, each, columns),
    );
    stored = await keep(registry, request.run, verdicts, result, { page, result }, evidence);
  }
  const outcome = { ...verdicts, result: stored };
  output.event({ event: 'suite', suite: outcome });
  const place = request.suiteFile ?? pathFromHere(request.project.root, suite.path);
  const text = textOf(result, place, outcome, output);
  return { result: format === undefined ? withoutRows(result) : result, whole: result, outcome, text };
}

/** Rows are for the page; a script gets them only if it asks. */
function withoutRows(result: SuiteResult): SuiteResult {
  const results = result.results.map((each) => {
    const { unexpected_rows: _, ...details } = each.result;
    return { ...each, result: details };
  });
  return { ...result, results };
}

function textOf(
  result: SuiteResult,
  file: string,
  { target, expectations }: SuiteOutcome,
  { paint, options }: Output,
): string {
  return validationText(result, {
    target,
    placeOf(position) {
      const start = expectations[position]?.range?.start;
      return start === undefined ? undefined : `${file}:${start.line + 1}:${start.character + 1}`;
    },
    paint,
    quiet: options.quiet,
  });
}

function keep(
  registry: Registry,
  run: string | undefined,
  { suite, file, target, expectations }: SuiteOutcome,
  { success, statistics, results }: SuiteResult,
  whole: StoredValidation,
  evidence: readonly (Evidence | undefined)[],
): Promise<string> {
  return recordResult(registry, {
    ...(run === undefined ? {} : { runId: run }),
    kind: VALIDATION,
    subject: suite,
    subjectFile: file,
    target,
    success,
    severity: worstFailure(results),
    statistics,
    items: expectations.map(({ position, fingerprint, type, column, outcome, severity, summary }) => ({
      fingerprint,
      type,
      ...(column === undefined ? {} : { column }),
      success: outcome === 'error' ? undefined : outcome !== 'failed',
      severity,
      summary: {
        outcome,
        summary,
        ...(evidence[position] && { evidence: evidence[position] }),
      } satisfies StoredVerdict,
    })),
    whole,
  });
}
