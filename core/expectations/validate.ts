import { expectationFingerprint } from '../definitions/expectation-fingerprint.ts';
import type { Expectation, ExpectationSuite } from '../definitions/expectation-suite.ts';
import type { DataSource } from '../engine/data-source.ts';
import type { QueryEngine, Relation } from '../engine/query-engine.ts';
import { sql } from '../engine/sql.ts';
import { type Json, toJson, type Value } from '../engine/value.ts';
import { describeError } from '../platform/problem.ts';
import type { KeptEvidence } from './evidence/kept-evidence.ts';
import { asRead, configOf } from './expectation-config.ts';
import { type Gathering, newGathering } from './gathering.ts';
import { cannotJudge, type OtherData, type Verdict } from './judge.ts';
import { JUDGES } from './judges.ts';
import { type Parameters, withParameters } from './parameters.ts';
import { readExpectation } from './read-expectation.ts';
import { type ExpectationResult, type Outcome, type SuiteMeta, type SuiteResult, statisticsOf } from './result.ts';
import { type ResultFormat, readResultFormat } from './result-format.ts';
import { compileRowCondition } from './row-condition.ts';
import { type Course, type Ending, runRounds } from './run-rounds.ts';

export interface Validation {
  readonly suite: ExpectationSuite;
  /** What to validate; a relation is one that the engine has opened already. */
  readonly source: DataSource | Relation;
  readonly engine: QueryEngine;
  /** By default that of the expectation, or SUMMARY. */
  readonly resultFormat?: ResultFormat;
  /** Values for `$PARAMETER`; they go before those of the suite. */
  readonly parameters?: Parameters;
  /** Other data that expectations and their queries may name. */
  readonly tables?: Readonly<Record<string, DataSource>>;
  /** Names under which queries may ask for a comparison; those of tables always can. */
  readonly dataSources?: readonly string[];
  /** What earlier runs found out about the data's files; it is added to, and written at the end. */
  readonly kept?: KeptEvidence;
  /** Where the source is only a part of the data: what to call it. */
  readonly part?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly message: string; readonly fraction: number }) => void;
}

/**
 * Judges data by all expectations of a suite. What cannot be judged (an unknown column, a missing parameter) is an
 * error in the result of that expectation; only data that cannot be read, and a cancelled run, are thrown.
 */
export async function validateSuite(validation: Validation): Promise<SuiteResult> {
  const { suite, engine, signal, onProgress } = validation;
  const started = Date.now();
  const onFraction = (fraction: number): void => onProgress?.({ message: `validating ${suite.name}`, fraction });
  onFraction(0);
  const relation = await opened(validation, validation.source);
  const others = await openOthers(validation);
  const parameters = { ...suite.parameters, ...validation.parameters };
  const prepared = suite.expectations.map((expectation) =>
    prepare(expectation, parameters, relation, others, validation),
  );
  const courses = prepared.flatMap(({ course }) => (course === undefined ? [] : [course]));
  const gathering = newGathering(engine, validation.kept);
  const endings = await runRounds(courses, gathering, { signal, onProgress: onFraction });
  await validation.kept?.save();
  let next = 0;
  const results = prepared.map((each) => resultOf(each, each.course === undefined ? undefined : endings[next++]));
  const rows = await rowsOf(relation, validation);
  return {
    success: results.every((result) => result.success),
    statistics: statisticsOf(results),
    results,
    suite_name: suite.name,
    // Great Expectations leaves them empty; those of this run are below.
    suite_parameters: {},
    meta: {
      ...suite.meta,
      plumbline: {
        data: relation.label,
        ran_at: new Date(started).toISOString(),
        seconds: (Date.now() - started) / 1000,
        rows,
        ...(validation.part === undefined ? {} : { part: validation.part }),
        evidence: evidenceOf(gathering, relation),
        ...(Object.keys(parameters).length === 0
          ? {}
          : { parameters: toJson(parameters as Value) as Record<string, Json> }),
      },
    },
  };
}

async function rowsOf({ files, from }: Relation, { engine, signal }: Validation): Promise<number> {
  if (files !== undefined) return files.all.reduce((sum, file) => sum + file.rows, 0);
  const { rows } = await engine.query(sql`SELECT count(*) FROM ${from}`, { signal });
  return Number(rows[0]?.[0]);
}

function evidenceOf({ tally }: Gathering, { files }: Relation): SuiteMeta['plumbline']['evidence'] {
  const read = (files?.all ?? []).filter(({ path }) => tally.files.has(path));
  return {
    ...(files === undefined
      ? {}
      : {
          files: files.all.length,
          files_read: read.length,
          rows_read: read.reduce((sum, file) => sum + file.rows, 0),
        }),
    from: tally.by,
  };
}

async function opened({ engine, signal }: Validation, source: DataSource | Relation): Promise<Relation> {
  return 'from' in source ? source : engine.open(source, { signal });
}

/** Opens the tables that the suite names somewhere, and lets queries find them by their names. */
async function openOthers(validation: Validation): Promise<OtherData> {
  const { suite, engine, tables = {}, dataSources = [], signal } = validation;
  const text = JSON.stringify(suite.expectations.map(({ type, kwargs }) => [type, kwargs]));
  const relations = new Map<string, Relation>();
  for (const [name, source] of Object.entries(tables)) {
    if (!text.includes(name)) continue;
    const relation = await engine.open(source, { signal });
    await engine.alias(relation, name);
    relations.set(name, relation);
  }
  return {
    table: (name) => relations.get(name),
    hasSource: (name) => Object.hasOwn(tables, name) || dataSources.includes(name),
  };
}

/** An expectation that is ready to be judged, or that cannot be. */
interface Prepared {
  readonly expectation: Expectation;
  /** With parameters filled in, as far as that was possible. */
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly course: Course<Verdict> | undefined;
  readonly error?: unknown;
}

function prepare(
  expectation: Expectation,
  parameters: Parameters,
  relation: Relation,
  others: OtherData,
  { engine, resultFormat }: Validation,
): Prepared {
  let kwargs = expectation.kwargs;
  try {
    kwargs = withParameters(expectation.kwargs, parameters) as Readonly<Record<string, unknown>>;
    const { args, problems } = readExpectation(expectation.type, kwargs);
    if (problems !== undefined) throw cannotJudge(problems.join('; '));
    const judge = JUDGES.get(expectation.type);
    if (judge === undefined) throw cannotJudge(`${expectation.type} cannot be judged yet`);
    const detail = readResultFormat(resultFormat ?? kwargs.result_format ?? 'SUMMARY');
    const rows = { relation, condition: compileRowCondition(kwargs, relation, engine) };
    const course = { rows, judging: judge.judge({ args, relation, engine, detail, others }) };
    return { expectation, kwargs: asRead(args, kwargs), course };
  } catch (error) {
    return { expectation, kwargs, course: undefined, error };
  }
}

function resultOf(prepared: Prepared, ending: Ending<Verdict> | undefined): ExpectationResult {
  if (ending === undefined) return errorResult(prepared, prepared.error);
  if ('error' in ending) return errorResult(prepared, ending.error);
  const { success, share, details, truncated } = ending.value;
  const softer = prepared.expectation.warn?.mostly;
  const isWarning = success && softer !== undefined && share !== undefined && share < softer;
  const outcome = isWarning ? 'warning' : success ? 'passed' : 'failed';
  return {
    success,
    ...head(prepared, outcome, truncated === true),
    result: details,
    exception_info: { raised_exception: false, exception_message: null, exception_traceback: null },
  };
}

function errorResult(prepared: Prepared, error: unknown): ExpectationResult {
  return {
    success: false,
    ...head(prepared, 'error', false),
    result: {},
    exception_info: { raised_exception: true, exception_message: describeError(error), exception_traceback: null },
  };
}

function head(
  { expectation, kwargs }: Prepared,
  outcome: Outcome,
  truncated: boolean,
): Pick<ExpectationResult, 'expectation_config' | 'meta'> {
  return {
    expectation_config: configOf(expectation, kwargs),
    meta: {
      plumbline: {
        outcome,
        fingerprint: expectationFingerprint(expectation),
        ...(truncated ? { truncated: true } : {}),
      },
    },
  };
}
