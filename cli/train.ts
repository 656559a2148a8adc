import { join } from 'node:path';
import { startDuckDb } from '../core/engine/duckdb.ts';
import { planDataset } from '../core/features/dataset-plan.ts';
import { readTables } from '../core/features/read-tables.ts';
import { ensureTrainingDataset } from '../core/features/training-dataset.ts';
import { brokenGates } from '../core/models/attestations.ts';
import { CONFIDENCE } from '../core/models/metrics/metric-value.ts';
import { MODEL_VERSION } from '../core/models/model-version.ts';
import type { TrainingPlan } from '../core/models/plan-training.ts';
import { type NewVersion, type Trained, trainModel } from '../core/models/train.ts';
import { JUDGED, type TrainingData } from '../core/models/training-data.ts';
import type { Parameters } from '../core/pipelines/parameters.ts';
import { actor } from '../core/platform/actor.ts';
import { makeFolder } from '../core/platform/files.ts';
import { fingerprintOf } from '../core/platform/fingerprint.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import type { Project } from '../core/project/project.ts';
import { type NewAsset, registerAsset } from '../core/registry/assets.ts';
import { addEdge } from '../core/registry/edges.ts';
import { recordEvent } from '../core/registry/events.ts';
import { insertResult, writeWholeResult } from '../core/registry/record-result.ts';
import { finishRun } from '../core/registry/record-run.ts';
import type { Registry } from '../core/registry/registry.ts';
import { findRun } from '../core/registry/runs.ts';
import type { Transaction } from '../core/registry/store.ts';
import { tablesFolder } from '../core/tables/tables-folder.ts';
import { EVALUATION, evaluationView } from '../core/views/stored-evaluation.ts';
import { startAskable } from './askable-version.ts';
import type { Output } from './output.ts';
import { recordPipelineEnd } from './run-lineage.ts';

export interface Training {
  readonly project: Project;
  readonly storage: string;
  readonly registry: Registry;
  readonly pipeline: DefinitionFileOf<'pipeline'>;
  readonly plan: TrainingPlan;
  readonly params: Parameters;
  /** Id of the run, which has begun. */
  readonly run: string;
  readonly output: Output;
  readonly signal: AbortSignal;
}

/**
 * Makes sure of the training data, trains, and registers the version: its asset, its lineage, its evaluation, the end of
 * its run and the line in the audit trail in one transaction.
 */
export async function train(training: Training): Promise<NewVersion> {
  const { storage, registry, plan, run, output, signal } = training;
  const { name } = plan.model.key;
  const step = (message: string) => output.event({ event: 'progress', message });
  step(`training data of ${plan.view.key.name}@${plan.view.key.version ?? 1}`);
  const data = await trainingData(training);
  const onLine = (text: string, stream: 'stdout' | 'stderr') => output.event({ event: 'log', stream, text });
  const git = (await registry.read((db) => findRun(db, run)))?.git;
  return trainModel({
    ...training,
    storage,
    data,
    git,
    onLine,
    onStep: step,
    signal,
    start: (folder, predictor) =>
      startAskable({ ...training, data, folder, predictor, onLine: (line) => onLine(line, 'stderr') }),
    prepare: ({ evaluationId, evaluation, gates, asked }) =>
      writeWholeResult(storage, evaluationId, { page: evaluationView(name, evaluation, gates, asked) }),
    record: (db, asset, trained) => recordVersion(db, asset, trained, training),
  });
}

async function trainingData({ project, storage, registry, plan, signal }: Training): Promise<TrainingData> {
  const datasets = join(storage, 'training_datasets');
  await makeFolder(datasets);
  await makeFolder(tablesFolder(storage));
  const engine = await startDuckDb({ folders: [tablesFolder(storage), datasets] });
  try {
    const dataset = planDataset(project, plan.view, plan.dataset);
    const request = { engine, registry, plan: dataset, read: readTables(storage), signal };
    const { ref, hash, path, files, details } = await ensureTrainingDataset(request);
    const { features, labels, keys, event_time, commits } = details;
    return {
      ref,
      hash,
      folder: path,
      splits: files,
      features,
      labels,
      keys,
      eventTime: event_time ?? undefined,
      commits,
    };
  } finally {
    await engine.dispose();
  }
}

function recordVersion(db: Transaction, asset: NewAsset, trained: Trained, { plan, run, pipeline }: Training): void {
  const { details, evaluationId, gates, inputs, asked } = trained;
  const broken = brokenGates(gates);
  const { passed, trainingDataset, metrics } = details;
  const version = `${asset.name}@${asset.version}`;
  registerAsset(db, asset);
  const [of, to] = [
    { kind: 'run', id: run },
    { kind: MODEL_VERSION, id: version },
  ];
  const dataset = { kind: 'training-dataset', id: trainingDataset.ref };
  addEdge(db, { from: dataset, to: of, role: 'input', runId: run });
  addEdge(db, { from: dataset, to, role: 'trained on', runId: run });
  addEdge(db, { from: of, to, role: 'output', runId: run });
  insertResult(db, evaluationId, {
    runId: run,
    kind: EVALUATION,
    subject: asset.name,
    subjectFile: plan.model.path,
    target: version,
    success: broken.length === 0,
    ...(broken.length === 0 ? {} : { severity: 'critical' }),
    statistics: { rows: details.rows, split: JUDGED, confidence: CONFIDENCE, metrics, latency: asked.latency },
    items: gates.map(({ gate, passed, attestation, reason }) => ({
      fingerprint: fingerprintOf(gate),
      type: 'gate',
      success: passed,
      severity: attestation === undefined ? 'critical' : 'warning',
      summary: {
        outcome: passed ? 'passed' : attestation === undefined ? 'failed' : 'warning',
        summary: `${gate}: ${reason}`,
      },
    })),
  });
  finishRun(db, run, { status: 'succeeded', exitCode: 0, details: { model: version, passed } });
  recordPipelineEnd(db, run, { inputs, outputs: [] });
  recordEvent(db, {
    actor: actor(),
    action: 'registered',
    subject: `${MODEL_VERSION}:${version}`,
    details: { run, pipeline: pipeline.definition.name, passed, data: trainingDataset },
  });
}
