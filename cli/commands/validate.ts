import { resolve } from 'node:path';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { evidenceFolder, openEvidence } from '../../core/expectations/evidence/kept-evidence.ts';
import { runResult } from '../../core/expectations/result.ts';
import type { ResultFormatName } from '../../core/expectations/result-format.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { Project } from '../../core/project/project.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import { sourceOf } from '../../core/tables/group-rows.ts';
import { groupSlice } from '../../core/tables/group-table.ts';
import { tablesFolder } from '../../core/tables/tables-folder.ts';
import type { Action, Call } from '../commands.ts';
import { dataFile, reachOf } from '../data-file.ts';
import { EXIT } from '../exit-codes.ts';
import { fails } from '../fails.ts';
import { groupSource, groupTables, noRowsYet } from '../group-source.ts';
import { type Judged, type JudgeRequest, judgeSuite } from '../judge.ts';
import { loneSuite } from '../lone-suite.ts';
import { openProject } from '../open-project.ts';
import type { Output } from '../output.ts';
import { outputBeside, wantedReports } from '../reports.ts';
import { beginRun, recorded } from '../run-record.ts';
import { suiteParameters } from '../suite-parameters.ts';
import { suiteToJudge } from '../suite-to-judge.ts';
import { type Judging, judgings } from '../suites.ts';
import { type EngineName, engineNamed, startEngine } from '../validation-engine.ts';
import { partInWords, type ValidationPart, validationPart } from '../validation-part.ts';
import { VALIDATION_REPORTS, writeValidationReports } from '../validation-reports.ts';
import { version } from '../version.ts';
import { validateRow } from './validate-row.ts';
import { whatIf } from './what-if.ts';

/** `plumbline validate [GROUP|SUITE…]`: judges data by suites, and keeps the results. */
export const validate: Action = async (given) => {
  if (given.options.row !== undefined) return validateRow(given);
  if (given.options.whatIf === true) return whatIf(given);
  const reports = await wantedReports(given.options.report, VALIDATION_REPORTS, given.output);
  const call = { ...given, output: outputBeside(reports, given.output) };
  const { output } = call;
  const work = call.options.suite === undefined ? await fromProject(call) : await fromFiles(call);
  // Before any data is read: one bad suite among many is no reason to have judged half of them.
  for (const { project, suite, suiteFile } of work.requests) suiteToJudge(project, suite, suiteFile);
  try {
    const { judged, run } = await judgeAndRecord(work, call);
    const project = work.registry && work.requests[0]?.project;
    await writeValidationReports(reports, { judged, project, run, failOn: output.options.failOn });
    tellResult(judged, work.skipped, call);
    const verdicts = judged.flatMap(({ outcome }) => outcome.expectations);
    return fails(verdicts, output.options.failOn) ? EXIT.findings : EXIT.ok;
  } finally {
    work.registry?.dispose();
  }
};

/** In a project a validation is a run, as that of a pipeline is: the registry knows when it was, and how it ended. */
async function judgeAndRecord(work: Work, { args, options, output, signal }: Call): Promise<JudgedRun> {
  const { registry, requests } = work;
  const [first] = requests;
  if (registry === undefined || first === undefined) return { judged: await judgeAll(work, output), run: undefined };
  const params = { subjects: args[0], data: options.data };
  const id = await beginRun(registry, first.project, { kind: 'validation', params });
  const endOf = (judged: readonly Judged[]) =>
    ({ status: judged.every(({ result }) => result.success) ? 'succeeded' : 'failed' }) as const;
  return { judged: await recorded(registry, id, signal, () => judgeAll(work, output, id), endOf), run: id };
}

interface JudgedRun {
  readonly judged: readonly Judged[];
  /** Its id in the registry. */
  readonly run: string | undefined;
}

async function judgeAll({ start, requests }: Work, output: Output, run?: string): Promise<readonly Judged[]> {
  const engine = await start();
  try {
    const judged: Judged[] = [];
    for (const request of requests) {
      const each = await judgeSuite(engine, { ...request, ...(run && { run }) });
      output.print(each.text);
      judged.push(each);
    }
    return judged;
  } finally {
    await engine.dispose();
  }
}

interface Work {
  readonly start: () => Promise<QueryEngine>;
  readonly requests: readonly JudgeRequest[];
  readonly registry: Registry | undefined;
  /** Suites that nobody asked for by name, and for which there is no data yet. */
  readonly skipped: readonly string[];
}

/** A suite file and a data file: no project is needed, and nothing is kept. */
async function fromFiles(call: Call): Promise<Work> {
  const { args, options } = call;
  const suiteFile = String(options.suite);
  const [name] = args[0] as readonly string[];
  if (name !== undefined) {
    throw new PlumblineError('usage', `--suite judges a file, and ${name} is a name in a project`, {
      help: 'give the one or the other',
    });
  }
  if (options.data === undefined) {
    throw new PlumblineError('usage', '--suite needs --data', {
      why: 'a suite file on its own does not say which data it judges',
      help: `plumbline validate --suite ${suiteFile} --data FILE; in a project, plumbline validate NAME`,
    });
  }
  const engine = engineNamed(options.engine, undefined);
  const part = validationPart(options, engine);
  const source = await dataFile(String(options.data), engine);
  const lone = await loneSuite(suiteFile);
  const reach = await reachOf(source.path);
  return {
    start: () => startEngine(engine, { root: process.cwd(), reach, signal: call.signal, ...machine(part) }),
    requests: [{ ...lone, suiteFile, source, registry: undefined, ...common(call), ...partOf(part) }],
    registry: undefined,
    skipped: [],
  };
}

async function fromProject(call: Call): Promise<Work> {
  const { args, options, output, signal } = call;
  const { project, storage } = await openProject(output.options, signal);
  const names = args[0] as readonly string[];
  const data = options.data as string | undefined;
  if (data !== undefined && names.length === 0) {
    throw new PlumblineError('usage', '--data needs the name of a suite or feature group', {
      help: `plumbline validate NAME --data ${data}`,
    });
  }
  const chosen = judgings(project, names);
  const [first] = chosen;
  if (first === undefined) {
    throw new PlumblineError('usage', 'the project has no expectation suites', {
      where: project.root,
      help: 'draw one from data: plumbline profile FILE -o expectations/NAME.expectations.yaml',
    });
  }
  const engine = engineNamed(options.engine, project.config.engine);
  const part = validationPart(options, engine);
  const kept = options.cache === false ? undefined : openEvidence(evidenceFolder(storage), `plumbline ${version()}`);
  const registry = await openRegistry(storage);
  const tables = await groupTables(project, storage);
  const requests: JudgeRequest[] = [];
  const skipped: string[] = [];
  for (const judging of chosen) {
    const { suite, group } = judging;
    const source = await sourceFor(storage, judging, data, engine);
    if (source !== undefined) {
      const written = part.commit === undefined ? undefined : await commitOf(storage, judging, part.commit);
      const rows = { source: written?.source ?? source, ...partOf(part, written?.commit.instant) };
      const about = { project, suite, tables, registry, ...(group && { group }), ...(kept && { kept }) };
      requests.push({ ...about, ...rows, ...common(call) });
    } else if (names.length > 0) throw missingRows(project, judging);
    else skipped.push(suite.key?.name ?? suite.path);
  }
  if (requests.length === 0) throw missingRows(project, first);
  const named = data === undefined ? { folders: [], files: [] } : await reachOf(resolve(data));
  const reach = { ...named, folders: [tablesFolder(storage), ...named.folders] };
  const { root, config } = project;
  const start = () =>
    startEngine(engine, { root, reach, signal, python: config.python, spark: config.spark, ...machine(part) });
  return { start, requests, registry, skipped };
}

async function sourceFor(storage: string, { group }: Judging, data: string | undefined, engine: EngineName) {
  if (data === undefined) return group === undefined ? undefined : groupSource(storage, group);
  const source = await dataFile(data, engine);
  return group === undefined ? source : sourceOf(group, source.path, source.format, data);
}

/** The rows that a commit added or updated, as it left them. */
async function commitOf(storage: string, { suite, group }: Judging, at: string) {
  const slice = group && (await groupSlice(storage, group, group.key, at === 'latest' ? undefined : at));
  if (slice === undefined) {
    throw new PlumblineError('usage', '--commit is of the table of a feature group, and the suite is about none', {
      where: suite.path,
    });
  }
  const { source, commit } = slice;
  return { commit, source: { ...source, only: { column: '_hoodie_commit_time', value: commit.instant } } };
}

function partOf({ rows }: ValidationPart, instant?: string): Pick<JudgeRequest, 'rows' | 'part'> {
  const part = partInWords(rows, instant);
  return { ...(rows && { rows }), ...(part && { part }) };
}

function machine({ memory, threads }: ValidationPart): Pick<ValidationPart, 'memory' | 'threads'> {
  return { memory, threads };
}

function missingRows(project: Project, { suite, group }: Judging): PlumblineError {
  if (group !== undefined) return noRowsYet(project, group.key);
  return new PlumblineError('usage', 'the suite names no feature group, so there is no data to judge', {
    where: suite.path,
    help: `add \`feature_group: NAME\`, or give a file: plumbline validate ${suite.key?.name ?? 'NAME'} --data FILE`,
  });
}

function common({ options, output, signal }: Call) {
  return {
    format: options.resultFormat as ResultFormatName | undefined,
    parameters: suiteParameters(options),
    output,
    signal,
  };
}

/** One suite is told of in Great Expectations' shape, several in that of its checkpoints. */
function tellResult(judged: readonly Judged[], skipped: readonly string[], { output }: Call): void {
  const { format, quiet } = output.options;
  const [only, ...others] = judged.map(({ result }) => result);
  const all = runResult(judged.map(({ result }) => result));
  const value = format === 'ndjson' ? { suites: judged.map(({ outcome }) => outcome) } : others.length > 0 ? all : only;
  const words: string[] = [];
  if (judged.length > 1 && !quiet) {
    const { successful_validations: hold, evaluated_validations: count } = all.statistics;
    words.push(`${hold} of ${plural(count, 'suite')} hold`);
  }
  if (skipped.length > 0 && !quiet) {
    words.push(`no data yet for ${skipped.join(', ')}: run their pipelines first`);
  }
  output.result('validate', all.success, value, words.map(output.paint.dim).join('\n'));
}
