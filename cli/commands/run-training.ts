import { brokenGates } from '../../core/models/attestations.ts';
import type { NewVersion } from '../../core/models/train.ts';
import { runFolder } from '../../core/pipelines/run-folders.ts';
import { trainingText } from '../../core/reports/training-text.ts';
import { endWithError } from '../end-with-error.ts';
import { EXIT } from '../exit-codes.ts';
import { recordedFailure } from '../run-record.ts';
import { type Training, train } from '../train.ts';

/** The part of `plumbline run` that trains a model. A version that does not pass its gates ends it with 1. */
export async function runTraining(training: Training): Promise<number> {
  const { registry, storage, run, output, signal, plan, pipeline } = training;
  const log = runFolder(storage, run).log;
  const started = Date.now();
  try {
    const version = await recordedFailure(registry, run, signal, () => train(training));
    // What only waits for a signature is in order: nobody could have signed before there was a version.
    const passed = brokenGates(version.gates).length === 0;
    const seconds = (Date.now() - started) / 1000;
    const about = { pipeline: pipeline.definition.name ?? pipeline.path, model: plan.model.key.name, seconds };
    const words = output.options.quiet && passed ? '' : trainingText(version, about, output.paint);
    output.result('run', passed, told(training, version, log), words);
    return passed || output.options.failOn === 'never' ? EXIT.ok : EXIT.findings;
  } catch (error) {
    return endWithError(error, output, signal, { run, outputs: [], log, suites: [] });
  }
}

function told({ run, plan }: Training, { version, details }: NewVersion, log: string) {
  const { metrics, rows, gates, passed, trainingDataset, evaluation } = details;
  const model = `${plan.model.key.name}@${version}`;
  return {
    run,
    outputs: [{ name: plan.output, model }],
    log,
    suites: [],
    model: { version: model, passed, rows, metrics, gates, training_dataset: trainingDataset, evaluation },
  };
}
