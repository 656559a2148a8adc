import { nearestName } from '../../core/catalogue/nearest-name.ts';
import { planTraining } from '../../core/models/plan-training.ts';
import { runParameters } from '../../core/pipelines/parameters.ts';
import { runFolder } from '../../core/pipelines/run-folders.ts';
import { type PipelineEnd, runPipeline, type TakenOutput } from '../../core/pipelines/run-pipeline.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { changesInWords } from '../../core/reports/commit-words.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import type { Action } from '../commands.ts';
import { endWithError } from '../end-with-error.ts';
import { EXIT } from '../exit-codes.ts';
import type { Judged } from '../judge.ts';
import { judgeOutput } from '../judge-output.ts';
import { openProject } from '../open-project.ts';
import type { Output } from '../output.ts';
import { recordPipelineEnd } from '../run-lineage.ts';
import { beginPipelineRun, recorded } from '../run-record.ts';
import { runTraining } from './run-training.ts';

/** `plumbline run PIPELINE`: runs its program, judges what it wrote, takes all of it or nothing. */
export const run: Action = async ({ args, options, output, signal }) => {
  const { project, storage } = await openProject(output.options, signal);
  const pipeline = pipelineNamed(project, String(args[0]));
  const name = pipeline.key?.name ?? pipeline.path;
  const params = runParameters(name, defaults(pipeline), (options.param ?? []) as readonly string[]);
  const plan = planTraining(project, pipeline);
  const registry = await openRegistry(storage);
  const started = Date.now();
  const judged: Judged[] = [];
  try {
    const id = await beginPipelineRun(registry, project, name, params);
    output.event({ event: 'started', title: `pipeline ${name}`, run: id });
    if (plan !== undefined) {
      return await runTraining({ project, storage, registry, pipeline, plan, params, run: id, output, signal });
    }
    const told = (outputs: readonly TakenOutput[]) => ({
      run: id,
      outputs,
      log: runFolder(storage, id).log,
      suites: judged.map(({ outcome }) => outcome),
    });
    const work = () =>
      runPipeline({
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
          // What was judged before a run fails says why it fails.
          for (const { text } of suites) output.print(text);
          return { blocked };
        },
      });
    const succeeded = ({ outputs }: PipelineEnd) =>
      ({ status: 'succeeded', exitCode: 0, details: { outputs } }) as const;
    try {
      const { outputs } = await recorded(registry, id, signal, work, succeeded, (db, end) =>
        recordPipelineEnd(db, id, end),
      );
      output.result('run', true, told(outputs), inWords(name, Date.now() - started, outputs, output));
      return EXIT.ok;
    } catch (error) {
      return endWithError(error, output, signal, told([]));
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

function inWords(name: string, ms: number, outputs: readonly TakenOutput[], { options, paint }: Output): string {
  if (options.quiet) return '';
  const groups = outputs.map(({ commit }) => `${commit.table} (${changesInWords(commit.rows)})`).join(', ');
  const kept = outputs.length === 0 ? 'wrote nothing' : `wrote ${groups}`;
  const said = `${paint.green('✓')} ${paint.bold(name)} ${kept} ${paint.dim(`(${(ms / 1000).toFixed(1)} s)`)}`;
  return [said, ...outputs.flatMap(({ commit }) => notes(commit)).map(paint.dim)].join('\n');
}

/** What of an output did not come into its table. */
function notes({ table, folded, leftOut }: TakenOutput['commit']): readonly string[] {
  return [
    ...(folded === 0 ? [] : [`  ${table}: ${plural(folded, 'row')} gave way to a later one of the same key`]),
    ...(leftOut.length === 0 ? [] : [`  ${table}: left out ${leftOut.join(', ')}, which the group does not have`]),
  ];
}
