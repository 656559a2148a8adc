import { join } from 'node:path';
import type { Parameters } from '../pipelines/parameters.ts';
import { handInputs, type PipelineInput, resolveInputs } from '../pipelines/resolve-inputs.ts';
import type { RunFolder } from '../pipelines/run-folders.ts';
import { runProgram } from '../pipelines/run-program.ts';
import { makeFolder, namesIn, statOf } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';
import { hyperparametersOf, type TrainingPlan } from './plan-training.ts';
import { JUDGED, type TrainingData } from './training-data.ts';

export interface ProgramRequest {
  readonly project: Project;
  readonly storage: string;
  readonly pipeline: DefinitionFileOf<'pipeline'>;
  readonly plan: TrainingPlan;
  readonly data: TrainingData;
  readonly params: Parameters;
  readonly run: string;
  readonly signal: AbortSignal;
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void;
}

export interface TrainedModel {
  /** The folder that becomes the version: `model/` in it is what the program wrote. */
  readonly folder: string;
  readonly predictions: string;
  readonly inputs: readonly PipelineInput[];
}

/** Runs the program that trains a model; returns when it has ended well and left what can be evaluated. */
export async function trainingProgram(request: ProgramRequest, folder: RunFolder): Promise<TrainedModel> {
  const { project, storage, pipeline, plan, signal } = request;
  const version = join(folder.outputs, plan.output);
  const model = join(version, 'model');
  await makeFolder(model);
  const inputs = await resolveInputs(project, pipeline, storage);
  const files = await handInputs(inputs, storage, folder.inputs, signal);
  await writeAtomically(folder.description, `${JSON.stringify(description(request, files, model), null, 2)}\n`);
  await runProgram(request, folder);
  return { folder: version, predictions: await writtenPredictions(model, pipeline), inputs };
}

/** What PLUMBLINE_RUN tells a training program. */
function description(
  { project, pipeline, plan, data, params, run }: ProgramRequest,
  inputs: Readonly<Record<string, string>>,
  model: string,
) {
  const { ref, folder: path, splits, hash, features } = data;
  const { task, label, view } = plan;
  return {
    run_id: run,
    params,
    inputs,
    outputs: { [plan.output]: model },
    seed: pipeline.definition.seed ?? 0,
    root: project.root,
    training_dataset: { ref, path, splits, hash, label, features, keys: data.keys },
    model: { name: plan.model.key.name, task, label, hyperparameters: hyperparametersOf(plan.model) },
    transformations: (view.definition.transformations ?? []).flatMap((each) => each ?? []),
  };
}

async function writtenPredictions(model: string, pipeline: DefinitionFileOf<'pipeline'>): Promise<string> {
  const path = join(model, 'predictions.parquet');
  const found = await statOf(path);
  if (found?.kind === 'file' && found.size > 0) return path;
  const there = await namesIn(model);
  throw new PlumblineError('findings', 'the program wrote no predictions.parquet; there is no new version', {
    where: `pipeline ${pipeline.definition.name ?? pipeline.path}`,
    why: there.length === 0 ? 'its output folder is empty' : `its output folder has ${there.slice(0, 5).join(', ')}`,
    help: `write the predictions for the split ${JUDGED} into the folder that PLUMBLINE_RUN gives under \`outputs\`: row_id, label, prediction, score, split`,
  });
}
