import { join } from 'node:path';
import { asModelVersion, MODEL_VERSION, type ModelVersion } from '../../core/models/model-version.ts';
import { listAssets } from '../../core/registry/assets.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import { plumbline, withFiles } from '../cli/cli-kit.ts';

/** A project with one group `trips` that has rows, a view `delay` on it, a model `delay`, and a pipeline that trains it. */
export interface TrainingProject {
  /** What the program does once `rows` (those of the test split, with `position`) is a table: it fills `predictions`. */
  readonly predictions?: string;
  /** What the program does before that; statements for Node. */
  readonly before?: string;
  readonly gates?: string;
  readonly split?: string;
  /** More keys of the model, as YAML. */
  readonly model?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** 400 trips: the longer, the more likely late; every twentieth is the other way round, and every fortieth unknown. */
const TRIPS = [
  'id,km,city,late',
  ...Array.from({ length: 400 }, (_, index) => {
    const km = (index * 37) % 100;
    const late = index % 20 === 0 ? km <= 50 : km > 50;
    return `t${index},${km},${index % 3 === 0 ? 'Oslo' : 'Rome'},${index % 40 === 7 ? '' : late}`;
  }),
  '',
].join('\n');

export const PREDICTIONS = `SELECT position AS row_id, late AS label, km > 50 AS prediction, km / 100 AS score,
  'test' AS split FROM rows`;

const PROGRAM = (before: string, predictions: string) => `import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from ${JSON.stringify(import.meta.resolve('@duckdb/node-api'))};
const run = JSON.parse(readFileSync(process.env.PLUMBLINE_RUN, 'utf8'));
const model = run.outputs.model;
writeFileSync('seen.json', JSON.stringify(run));
${before}
const connection = await (await DuckDBInstance.create()).connect();
await connection.run(\`CREATE TABLE rows AS
  SELECT file_row_number AS position, * FROM read_parquet('\${run.training_dataset.splits.test}', file_row_number = true)\`);
const predictions = ${JSON.stringify(predictions)};
if (predictions !== '') await connection.run(\`COPY (\${predictions}) TO '\${join(model, 'predictions.parquet')}' (FORMAT parquet)\`);
writeFileSync(join(model, 'weights.json'), '{"km": 0.01}');
connection.closeSync();
`;

export async function withTraining(project: TrainingProject, work: (folder: string) => Promise<void>): Promise<void> {
  const {
    predictions = PREDICTIONS,
    before = '',
    gates = '[{ metric: roc_auc, min: 0.7 }]',
    split = '{ train: 0.5, test: 0.5, seed: 1 }',
    model = '',
    files = {},
  } = project;
  const run = (program: string) => JSON.stringify([process.execPath, program]);
  await withFiles(
    {
      'plumbline.yaml': 'project: trips\n',
      'trips.feature-group.yaml': `name: trips
version: 1
primary_key: [id]
features:
  - { name: id, type: string }
  - { name: km, type: int }
  - { name: city, type: string }
  - { name: late, type: boolean }
`,
      'make_trips.pipeline.yaml': `name: make_trips
type: feature
run: ${run('copy.mjs')}
inputs: { raw: data/trips.csv }
outputs: { trips: { feature_group: trips@1, operation: overwrite } }
`,
      'copy.mjs': `import { copyFileSync, readFileSync } from 'node:fs';
const run = JSON.parse(readFileSync(process.env.PLUMBLINE_RUN, 'utf8'));
copyFileSync(run.inputs.raw, run.outputs.trips);
`,
      'data/trips.csv': TRIPS,
      'delay.feature-view.yaml': `name: delay
version: 1
labels: [late]
query: { from: trips@1, select: [km, city, late] }
training_datasets: [{ version: 1, split: ${split} }]
evaluation_sets:
  - { name: far, filter: "km > 70" }
  - { name: by_city, by: city }
`,
      'delay.model.yaml': `name: delay
feature_view: delay@1
task: binary-classification
predictor: serving/predictor.py
hyperparameters: { depth: { value: 3, tuned_by: notes.md }, shrink: 0.5 }
gates: ${gates}
${model}
`,
      'serving/predictor.py': 'from serving.words import LATE\n\n\nclass Predictor:\n    pass\n',
      'serving/words.py': 'LATE = "late"\n',
      'train_delay.pipeline.yaml': `name: train_delay
type: training
run: ${run('train.mjs')}
outputs: { model: { model: delay } }
params: { rounds: 3 }
seed: 7
`,
      'train.mjs': PROGRAM(before, predictions),
      ...files,
    },
    async (folder) => {
      const { code, stderr } = await plumbline(folder, ['run', 'make_trips']);
      if (code !== 0) throw new Error(stderr);
      await work(folder);
    },
  );
}

/** Another program for the same project. */
export function programThat(change: Pick<TrainingProject, 'before' | 'predictions'>): string {
  return PROGRAM(change.before ?? '', change.predictions ?? PREDICTIONS);
}

export async function inRegistry<T>(folder: string, work: (registry: Registry) => Promise<T>): Promise<T> {
  const registry = await openRegistry(join(folder, '.plumbline'));
  try {
    return await work(registry);
  } finally {
    registry.dispose();
  }
}

/** The registered versions, the oldest first. */
export async function versionsOf(folder: string, name = 'delay'): Promise<readonly ModelVersion[]> {
  return inRegistry(folder, async (registry) => {
    const assets = await registry.read((db) => listAssets(db, MODEL_VERSION, name));
    return assets.flatMap((asset) => asModelVersion(asset) ?? []).toReversed();
  });
}
