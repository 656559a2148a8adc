import { join } from 'node:path';
import type { ModelTask } from '../catalogue/metrics.ts';
import { startDuckDb } from '../engine/duckdb.ts';
import { planView } from '../features/view-plan.ts';
import { interpreterOf } from '../pipelines/interpreter.ts';
import type { PipelineInput } from '../pipelines/resolve-inputs.ts';
import { runFolder } from '../pipelines/run-folders.ts';
import { isPythonProgram } from '../pipelines/run-program.ts';
import { assetPath } from '../platform/assets.ts';
import { remove } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { NewAsset } from '../registry/assets.ts';
import { newId } from '../registry/new-id.ts';
import type { Registry } from '../registry/registry.ts';
import type { Transaction } from '../registry/store.ts';
import { codeFiles } from './code-files.ts';
import { evaluateVersion, type VersionEvaluation } from './evaluation.ts';
import type { GateVerdict } from './gates/gate.ts';
import { judgeGates } from './gates/judge-gates.ts';
import { keepCode, keepVersion } from './keep-version.ts';
import type { ModelVersionDetails } from './model-version.ts';
import { otherVersion } from './other-versions.ts';
import { hyperparametersOf } from './plan-training.ts';
import { pythonFacts } from './python-facts.ts';
import { type AskedModel, askModel } from './questions/ask-model.ts';
import type { AskableModel } from './questions/askable-model.ts';
import { JUDGED } from './training-data.ts';
import { type ProgramRequest, trainingProgram } from './training-program.ts';

export interface TrainingRequest extends ProgramRequest {
  readonly registry: Registry;
  readonly git: ModelVersionDetails['code']['git'];
  readonly onStep: (step: string) => void;
  /** Starts the process of the model, in the folder that is going to be the version; `predictor` is its file there. */
  readonly start: (folder: string, predictor: string) => Promise<AskableModel>;
  /** Records the version and all that belongs to it, in the transaction that makes it one. */
  readonly record: (db: Transaction, asset: NewAsset, trained: Trained) => void;
  /** Keeps what is not for the database, before that transaction. */
  readonly prepare: (trained: Trained) => Promise<void>;
}

/** What a training run has come to, before it is a version. */
export interface Trained {
  /** Id under which the evaluation is kept. */
  readonly evaluationId: string;
  readonly evaluation: VersionEvaluation;
  readonly asked: AskedModel;
  readonly gates: readonly GateVerdict[];
  readonly inputs: readonly PipelineInput[];
  readonly details: ModelVersionDetails;
}

export interface NewVersion extends Trained {
  readonly version: number;
}

/**
 * Trains a model and registers what came of it as its next version: runs the program, evaluates its predictions, judges
 * the gates, and takes everything in one step. Whatever goes wrong before that throws, and there is no version. One whose
 * gates do not hold is registered all the same, and says so.
 */
export async function trainModel(request: TrainingRequest): Promise<NewVersion> {
  const { storage, run, plan, data, signal, onStep, registry } = request;
  const pipeline = request.pipeline.definition.name ?? request.pipeline.path;
  if (data.splits[JUDGED] === undefined) throw noTestSplit(request);
  const folder = runFolder(storage, run);
  try {
    onStep(`training ${plan.model.key.name}`);
    const { predictions, folder: version, inputs } = await trainingProgram(request, folder);
    onStep('evaluating the predictions');
    const evaluation = await evaluated(request, predictions);
    const metrics = evaluation.metrics(0.95);
    const files = await keepCode(version, codeToKeep(request));
    const asked = await askedModel(request, version, evaluation);
    onStep('judging the gates');
    const gates = await registry.read((db) =>
      judgeGates(plan.model.definition.gates ?? [], {
        metrics: evaluation.metrics,
        slices: (set, confidence) => evaluation.slices(confidence).get(set),
        dataHash: data.hash,
        over: (what) => otherVersion(db, plan.model, what),
        asked,
        owner: plan.model.definition.owner,
      }),
    );
    onStep('keeping the version');
    const evaluationId = newId();
    const details: ModelVersionDetails = {
      run,
      pipeline,
      framework: plan.model.definition.framework,
      task: plan.task,
      label: plan.label,
      features: data.features,
      trainingDataset: { ref: data.ref, hash: data.hash },
      view: `${plan.view.key.name}@${plan.view.key.version ?? 1}`,
      params: request.params,
      hyperparameters: hyperparametersOf(plan.model),
      metrics,
      rows: evaluation.splits[JUDGED]?.rows ?? 0,
      gates,
      passed: gates.every(({ passed }) => passed),
      code: { git: request.git, files },
      python: await pythonOf(request),
      evaluation: evaluationId,
      seed: request.pipeline.definition.seed ?? 0,
      predictor: plan.model.definition.predictor,
      createdAt: new Date().toISOString(),
    };
    const trained: Trained = { evaluationId, evaluation, asked, gates, inputs, details };
    signal.throwIfAborted();
    await request.prepare(trained);
    const { name } = plan.model.key;
    const number = await keepVersion(registry, name, version, details, (db, asset) =>
      request.record(db, asset, trained),
    );
    return { ...trained, version: number };
  } finally {
    for (const path of [folder.inputs, folder.outputs]) await remove(path);
  }
}

async function evaluated({ plan, data, signal, pipeline }: TrainingRequest, predictions: string) {
  const engine = await startDuckDb({ folders: [data.folder], files: [predictions] });
  const { task, label, view } = plan;
  try {
    const sets = view.definition.evaluation_sets;
    return await evaluateVersion(engine, { predictions, data, task: task as ModelTask, label, sets }, { signal });
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.kind === 'cancelled') throw error;
    // What the program wrote is at fault, whatever room found it out.
    throw new PlumblineError('findings', `${error.message}; there is no new version`, {
      where: `pipeline ${pipeline.definition.name ?? pipeline.path}, ${error.where ?? 'predictions.parquet'}`,
      ...(error.why === undefined ? {} : { why: error.why }),
      ...(error.help === undefined ? {} : { help: error.help }),
    });
  } finally {
    await engine.dispose();
  }
}

async function askedModel(request: TrainingRequest, folder: string, evaluation: VersionEvaluation) {
  const { plan, data, signal, onStep, start, project } = request;
  const { predictor, behaviour_tests: tests = [], gates = [] } = plan.model.definition;
  if (predictor !== undefined) onStep('asking the model');
  const { from } = planView(project, plan.view);
  return askModel({
    start: predictor === undefined ? undefined : () => start(folder, predictor),
    tests,
    gates,
    data,
    primaryKey: from.primaryKey,
    evaluation,
    signal,
  });
}

/** Path in the version's `code/` → the file as it is now. What runs the transformations comes with it. */
function codeToKeep({ project, plan, pipeline }: TrainingRequest): Readonly<Record<string, string>> {
  const own = codeFiles(project, plan, pipeline).map((path) => [path, join(project.root, path)] as const);
  const shared = MODULES.map((name) => [name, join(assetPath('python'), name)] as const);
  return Object.fromEntries([...shared, ...own]);
}

/** What applies the transformations, as it was when the version learned what they say. */
const MODULES = ['plumbline_features.py', 'plumbline_transformations.py'];

async function pythonOf({ project, pipeline }: TrainingRequest) {
  const [program = ''] = pipeline.definition.run ?? [];
  if (!isPythonProgram(program ?? '')) return undefined;
  return pythonFacts(await interpreterOf(project.root, project.config.python), project.root);
}

function noTestSplit({ plan, data }: TrainingRequest): PlumblineError {
  return new PlumblineError('failed', `the training dataset ${data.ref} has no split ${JUDGED}`, {
    where: plan.view.path,
    why: 'a model is judged on rows that it has not learned from',
    help: 'add `split: { train: 0.8, test: 0.2, seed: 1 }` to the training dataset',
  });
}
