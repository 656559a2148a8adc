import { nearestName } from '../../core/catalogue/nearest-name.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import { worstFailure } from '../../core/expectations/result.ts';
import { runParameters } from '../../core/pipelines/parameters.ts';
import { type FinishedOutput, type Judgement, runFolder, runPipeline } from '../../core/pipelines/run-pipeline.ts';
import { openRepository } from '../../core/platform/git.ts';
import { gitState } from '../../core/platform/git-state.ts';
import { describeError, PlumblineError } from '../../core/platform/problem.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { suitesOfGroup } from '../../core/project/suites-of-group.ts';
import { finishRun, type RunEnd, startRun } from '../../core/registry/record-run.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import { paint } from '../../core/reports/paint.ts';
import { validationText } from '../../core/reports/validation-text.ts';
import type { Action, Call } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import { sourceOf } from '../group-source.ts';
import { type Judged, judgeSuite } from '../judge.ts';
import { openProject } from '../open-project.ts';

/** `plumbline run PIPELINE`: runs its program, judges what it wrote, takes all of it or nothing. */
export const run: Action = async (call) => {
  const { args, options, output, signal } = call;
  const { project, storage } = await openProject(output.options, signal);
  const pipeline = pipelineNamed(project, String(args[0]));
  const name = pipeline.key?.name ?? pipeline.path;
  const params = runParameters(name, defaults(pipeline), (options.param ?? []) as readonly string[]);
  const registry = await openRegistry(storage);
  const id = await begin(registry, project, name, params);
  output.event({ event: 'started', title: `pipeline ${name}`, run: id });
  const judged: Judged[] = [];
  const started = Date.now();
  try {
    const outcome = await runPipeline({
      project,
      storage,
      pipeline,
      params,
      run: id,
      signal,
      onLine: (text, stream) => output.event({ event: 'log', stream, text }),
      onStep: (message) => output.event({ event: 'progress', message }),
      judge: (finished) => judgeOutput(finished, call, project, registry, id, runFolder(storage, id), judged),
    });
    await end(registry, id, { status: 'succeeded', exitCode: 0, details: { outputs: outcome.outputs } });
    const seconds = (Date.now() - started) / 1000;
    const value = { run: id, outputs: outcome.outputs, log: outcome.log, suites: judged.map((each) => each.outcome) };
    output.result('run', true, value, report(name, seconds, judged, call));
    return EXIT.ok;
  } catch (error) {
    await end(registry, id, failure(error, signal));
    // What was judged before it failed says why.
    if (judged.length > 0) output.print(report(name, undefined, judged, call));
    throw error;
  } finally {
    registry.dispose();
  }
};

function pipelineNamed(project: Project, name: string): DefinitionFileOf<'pipeline'> {
  const found = project.resolve('pipeline', name);
  if (found !== undefined) return found;
  const names = project.names('pipeline');
  const nearest = nearestName(name, names);
  throw new PlumblineError('usage', `there is no pipeline ${name}`, {
    where: project.root,
    help: nearest === undefined ? `there is ${names.join(', ') || 'none yet'}` : `did you mean ${nearest}?`,
  });
}

function defaults({ definition }: DefinitionFileOf<'pipeline'>) {
  return Object.fromEntries(
    Object.entries(definition.params ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}

async function begin(registry: Registry, project: Project, pipeline: string, params: unknown): Promise<string> {
  const repository = await openRepository(project.root);
  const git = repository === undefined ? undefined : await gitState(repository);
  return registry.write((db) =>
    startRun(db, {
      kind: 'pipeline',
      asset: { kind: 'pipeline', name: pipeline },
      params,
      ...(git === undefined ? {} : { git: { commit: git.commit, dirty: git.dirty } }),
    }),
  );
}

async function end(registry: Registry, id: string, how: RunEnd): Promise<void> {
  await registry.write((db) => finishRun(db, id, how));
}

function failure(error: unknown, signal: AbortSignal): RunEnd {
  const status = signal.aborted ? 'cancelled' : 'failed';
  if (!(error instanceof PlumblineError)) return { status, error: { what: describeError(error) } };
  const { message: what, where, why, help } = error;
  return { status, error: { what, where, why, help } };
}

/** Judges an output by the suites of its group, before it is taken. A group that is not strict takes it all the same. */
async function judgeOutput(
  finished: FinishedOutput,
  { output, signal }: Call,
  project: Project,
  registry: Registry,
  run: string,
  folder: string,
  judged: Judged[],
): Promise<Judgement> {
  const { group, key, path, format } = finished;
  const engine = await startDuckDb({ folders: [folder] });
  try {
    const source = sourceOf(group, path, format, `${key.name}@${key.version} (output ${finished.name})`);
    const relation = await engine.open(source, { signal });
    const missing = (group.definition.features ?? []).flatMap((feature) =>
      feature?.name === undefined || relation.columns.some(({ name }) => name === feature.name) ? [] : [feature.name],
    );
    if (missing.length > 0) return { blocked: `it lacks what ${group.path} promises: ${missing.join(', ')}` };
    const failed: string[] = [];
    for (const suite of suitesOfGroup(project, group)) {
      const result = await judgeSuite({
        project,
        suite,
        source,
        group: { ...group, key },
        engine,
        registry,
        run,
        parameters: {},
        format: undefined,
        output,
        signal,
      });
      judged.push(result);
      if (worstFailure(result.result.results) === 'critical') failed.push(suite.key?.name ?? suite.path);
    }
    const blocks = failed.length > 0 && group.definition.ingestion !== 'always';
    return { blocked: blocks ? `it fails ${failed.join(', ')}, and the group is strict` : undefined };
  } finally {
    await engine.dispose();
  }
}

function report(name: string, seconds: number | undefined, judged: readonly Judged[], { output }: Call): string {
  const { color, quiet } = output.options;
  const colours = paint(color);
  const head =
    seconds === undefined
      ? []
      : [`${colours.green('✓')} ${colours.bold(name)} ${colours.dim(`finished in ${seconds.toFixed(1)} s`)}`];
  const suites = judged.map(({ result, outcome }) =>
    quiet
      ? `  ${result.success ? colours.green('✓') : colours.yellow('!')} ${result.suite_name}: ${result.statistics.successful_expectations} of ${result.statistics.evaluated_expectations} expectations hold`
      : validationText(result, outcome.target, colours, false),
  );
  return [...head, ...suites].join('\n');
}
