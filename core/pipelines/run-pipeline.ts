import { type AssetKey, assetId } from '../definitions/asset.ts';
import type { DataFormat } from '../engine/data-source.ts';
import { startDuckDb } from '../engine/duckdb.ts';
import { makeFolder, remove } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';
import { commitTables, type MadeCommit } from '../tables/commit-tables.ts';
import { sourceOf } from '../tables/group-rows.ts';
import type { TableOperation } from '../tables/operation.ts';
import { tablesFolder } from '../tables/tables-folder.ts';
import { findOutput } from './find-output.ts';
import type { Parameters } from './parameters.ts';
import { type PlannedOutput, planOutputs } from './plan-outputs.ts';
import { handInputs, type PipelineInput, resolveInputs } from './resolve-inputs.ts';
import { runFolder } from './run-folders.ts';
import { runProgram } from './run-program.ts';

export interface PipelineRequest {
  readonly project: Project;
  readonly storage: string;
  readonly pipeline: DefinitionFileOf<'pipeline'>;
  readonly params: Parameters;
  /** Id of the run in the registry; its files are kept under it. */
  readonly run: string;
  readonly signal: AbortSignal;
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void;
  readonly onStep: (step: string) => void;
  /** Judges rows that are about to be taken; a verdict that blocks keeps all outputs of the run out. */
  readonly judge: (output: FinishedOutput) => Promise<Judgement>;
}

export interface FinishedOutput {
  readonly name: string;
  readonly group: DefinitionFileOf<'feature-group'>;
  readonly key: AssetKey;
  readonly path: string;
  readonly format: DataFormat;
  readonly operation: TableOperation;
}

export interface Judgement {
  /** Why the rows are not taken; undefined where they are. */
  readonly blocked: { readonly why: string; readonly help: string } | undefined;
}

/** An output that a feature group has taken. */
export interface TakenOutput {
  readonly name: string;
  /** Asset id of the group. */
  readonly group: string;
  readonly commit: MadeCommit;
}

/** What a run read, and what came of it. */
export interface PipelineEnd {
  readonly inputs: readonly PipelineInput[];
  readonly outputs: readonly TakenOutput[];
}

/**
 * Runs a pipeline's program between its inputs and its outputs. Everything it writes stays in the run's own folder until
 * all of it is there and judged; only then is it taken, in one step. Whatever goes wrong before that throws, and leaves
 * the feature groups as they were: `findings` where the program or its data are at fault, `failed` where it could not
 * be run at all.
 */
export async function runPipeline(request: PipelineRequest): Promise<PipelineEnd> {
  const { project, pipeline, storage, run, signal, onStep } = request;
  const name = pipeline.definition.name ?? pipeline.path;
  const folder = runFolder(storage, run);
  const planned = planOutputs(project, pipeline, folder.outputs);
  const inputs = await resolveInputs(project, pipeline, storage);
  await makeFolder(folder.outputs);
  try {
    const files = await handInputs(inputs, storage, folder.inputs, signal);
    await describeRun(request, folder.description, files, planned);
    onStep(`running ${name}`);
    await runProgram(request, folder);
    const finished: FinishedOutput[] = [];
    for (const output of planned) finished.push({ ...output, ...(await findOutput(output.path, name, output.name)) });
    for (const output of finished) {
      onStep(`judging ${output.name}`);
      const { blocked } = await request.judge(output);
      if (blocked !== undefined) {
        const what = `output ${output.name} was not taken; nothing was changed`;
        throw new PlumblineError('findings', what, { where: `pipeline ${name}`, ...blocked });
      }
    }
    signal.throwIfAborted();
    onStep('committing the outputs');
    const commits = await take(request, finished, folder.outputs);
    const outputs = finished.map(({ name, key }, index) => ({ name, group: assetId(key), commit: commits[index]! }));
    return { inputs, outputs };
  } finally {
    for (const path of [folder.inputs, folder.outputs]) await remove(path);
  }
}

/** Commits the outputs to the tables of their groups, all of them or none. */
async function take(
  { pipeline, storage, run, signal }: PipelineRequest,
  finished: readonly FinishedOutput[],
  folder: string,
): Promise<readonly MadeCommit[]> {
  if (finished.length === 0) return [];
  const engine = await startDuckDb({ folders: [folder, tablesFolder(storage)] });
  try {
    const changes = finished.map(({ name, group, key, operation, path, format }) => {
      return { group, key, operation, source: sourceOf(group, path, format, `output ${name}`) };
    });
    return await commitTables({ engine, storage, run, changes, signal });
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.kind !== 'findings') throw error;
    const { message, where, why, help } = error;
    throw new PlumblineError('findings', `${where}: ${message}; nothing was changed`, {
      where: `pipeline ${pipeline.definition.name ?? pipeline.path}`,
      ...(why === undefined ? {} : { why }),
      ...(help === undefined ? {} : { help }),
    });
  } finally {
    await engine.dispose();
  }
}

/** Writes the file that PLUMBLINE_RUN names. */
async function describeRun(
  { pipeline, params, run }: PipelineRequest,
  file: string,
  inputs: Readonly<Record<string, string>>,
  planned: readonly PlannedOutput[],
): Promise<void> {
  const outputs = Object.fromEntries(planned.map(({ name, path }) => [name, path]));
  const description = { run_id: run, params, inputs, outputs, seed: pipeline.definition.seed ?? 0 };
  await writeAtomically(file, `${JSON.stringify(description, null, 2)}\n`);
}
