import { Type } from 'typebox';
import { MODEL_TASKS } from '../catalogue/metrics.ts';
import {
  anything,
  assetName,
  assetRef,
  choice,
  column,
  common,
  dictionary,
  either,
  expression,
  fraction,
  integer,
  list,
  meaning,
  numeric,
  optional,
  record,
  type Static,
  text,
} from './schema.ts';

const GateSchema = either(
  'Something that must hold before a version may be deployed.',
  record('A bound on a metric.', {
    metric: meaning('metric', "A metric by scikit-learn's name, or an operational one such as `latency_p99_ms`."),
    min: optional(numeric('Smallest value allowed.')),
    max: optional(numeric('Largest value allowed.')),
    min_improvement: optional(numeric('By how much it must beat what stands in `over`.')),
    over: optional(text('`deployed`, `baseline`, or a model version.')),
    evaluation_set: optional(text('The evaluation set it is measured on; by default the whole test split.')),
    max_gap: optional(numeric('Largest difference between the slices of the evaluation set.')),
    confidence: optional(fraction('Confidence of the interval that must hold.')),
    min_rows: optional(integer('Slices with fewer rows are not judged.', 1)),
  }),
  record('All behaviour tests pass.', { behaviour_tests: Type.Literal('pass') }),
  record('Training and serving compute the same features.', { parity: Type.Literal('pass') }),
  record('Somebody has signed a statement.', {
    attestation: text('What is attested.'),
    by: text('Whose name it takes; `owner` may be signed in the name of the owner of the model, too.'),
  }),
);

const BehaviourTestSchema = record('Something the trained model must do.', {
  name: text('Name of the test.'),
  kind: choice('What is tested.', ['invariance', 'directional', 'minimum-functionality']),
  description: common.description,
  change: optional(
    dictionary('Features to change, with their new values.', Type.Unknown(), {
      keys: { is: 'column', scope: 'model' },
    }),
  ),
  where: optional(expression('model', 'Rows to test on.')),
  expect: optional(
    text('`increase` or `decrease`; for minimum functionality an expression over `prediction` and `score`.'),
  ),
  tolerance: optional(
    numeric('How far a score (or a prediction without one) may move, or move the wrong way; 0 by default.'),
  ),
});

export const ModelSchema = record('A model, of which every successful training run makes a version.', {
  name: assetName('Name of the model.'),
  ...common,
  feature_view: assetRef('feature-view', 'The view whose features it sees.'),
  training_dataset: optional(integer('Version of the training dataset of that view.', 1)),
  pipeline: optional(assetRef('pipeline', 'The pipeline that trains it.')),
  framework: optional(text('Library it is built with, such as `sklearn`.')),
  task: choice('What it predicts.', MODEL_TASKS),
  label: optional(column('model', 'The label of the view that it predicts.')),
  predictor: optional(
    meaning('file', 'Python file with `class Predictor`: `__init__(self, model_dir)`, `predict(self, rows)`.'),
  ),
  hyperparameters: optional(
    dictionary(
      'Hyperparameters.',
      either(
        'A value, or a value with the record of its tuning.',
        record('A tuned value.', {
          value: anything('The value.'),
          tuned_by: optional(text('Where its tuning is recorded.')),
        }),
        Type.String(),
        Type.Number(),
        Type.Boolean(),
        Type.Null(),
      ),
    ),
  ),
  baseline: optional(
    record('A simpler model to beat.', {
      pipeline: optional(assetRef('pipeline', 'The pipeline that trains it.')),
      model: optional(assetRef('model', 'The model.')),
    }),
  ),
  gates: optional(list('All must hold before a version may be deployed.', GateSchema)),
  behaviour_tests: optional(list('What the trained model must do.', BehaviourTestSchema)),
});

export type Model = Static<typeof ModelSchema>;
