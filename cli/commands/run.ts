import { nearestName } from '../../core/catalogue/nearest-name.ts';
import { runParameters } from '../../core/pipelines/parameters.ts';
import { runFolder } from '../../core/pipelines/run-folders.ts';
import { runPipeline, type TakenOutput } from '../../core/pipelines/run-pipeline.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import type { Action } from '../commands.ts';
import { endWithError } from '../end-with-error.ts';
import { EXIT } from '../exit-codes.ts';
import type { Judged } from '../judge.ts';
import { judgeOutput } from '../judge-output.ts';
import { openProject } from '../open-project.ts';
import type { Output } from '../output.ts';
import { beginRun, endRun, howItFailed } from '../run-record.ts';

/** `plumbline run PIPELINE`: runs its program, judges what it wrote, takes all of it or nothing. */
export const run: Action = async ({ args, options, output, signal }) => {
  const { project, storage } = await openProject(output.options, signal);
  const pipeline = pipelineNamed(project, String(args[0]));
  const name = pipeline.key?.name ?? pipeline.path;
  const params = runParameters(name, defaults(pipeline), (options.param ?? []) as readonly string[]);
  const registry = await openRegistry(storage);
  const started = Date.now();
  const judged: Judged[] = [];
  try {
    const id = await beginRun(registry, project, name, params);
    const { log } = runFolder(storage, id);
    const value = (outputs: readonly TakenOutput[]) => ({
      run: id,
      outputs,
      log,
      suites: judged.map(({ outcome }) => outcome),
    });
    output.event({ event: 'started', title: `pipeline ${name}`, run: id });
    try {
      const outputs = await runPipeline({
        project,
        storage,
        pipeline,
        params,
        run: id,
        signal,
        onLine: (text, stream) => output.event({ event: 'log', stream, text }),
        onStep: (message) => output.event({ event: 'progress', message }),
        judge: async (finished) => {
          const { suites, blocked } = await judgeOutput(finished, { project, registry, run: id, output, signal });
          judged.push(...suites);
          return { blocked };
        },
      });
      await endRun(registry, id, { status: 'succeeded', exitCode: 0, details: { outputs } });
      tellJudged(judged, output);
      output.result('run', true, value(outputs), inWords(name, Date.now() - started, outputs, output));
      return EXIT.ok;
    } catch (error) {
      await endRun(registry, id, howItFailed(error, signal));
      // What was judged before it failed says why.
      tellJudged(judged, output);
      return endWithError(error, output, signal, value([]));
    }
  } finally {
    registry.dispose();
  }
};

function pipelineNamed(project: Project, asked: string): DefinitionFileOf<'pipeline'> {
  const name = asked.replace(/^pipeline:/, '');
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

function tellJudged(judged: readonly Judged[], output: Output): void {
  for (const { text } of judged) output.print(text);
}

function inWords(name: string, ms: number, outputs: readonly TakenOutput[], { options, paint }: Output): string {
  if (options.quiet) return '';
  const groups = outputs.map(({ group }) => group.replace(/^feature-group:/, '')).join(', ');
  const kept = outputs.length === 0 ? 'wrote nothing' : `wrote ${groups}`;
  return `${paint.green('✓')} ${paint.bold(name)} ${kept} ${paint.dim(`(${(ms / 1000).toFixed(1)} s)`)}`;
}
