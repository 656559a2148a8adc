import { Type } from 'typebox';
import {
  assetName,
  assetRef,
  choice,
  column,
  common,
  dictionary,
  duration,
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

const DataSchema = record('Data to compare.', {
  training_dataset: optional(meaning('training-dataset', 'A training dataset, as `view@version/dataset`.')),
  deployment: optional(assetRef('deployment', 'The predictions that a deployment has logged.')),
  feature_group: optional(assetRef('feature-group', 'The rows of a feature group.')),
  file: optional(meaning('file', 'A data file.')),
  filter: optional(expression('view', 'Rows to keep.')),
  window: optional(
    either(
      'A span of time: the last so long, or between two moments.',
      duration('The last so long, back from the newest row; of a deployment, until now.'),
      record('Between two moments, the end excluded.', {
        from: text('First moment.'),
        to: text('First moment after it.'),
      }),
    ),
  ),
});

const TestSchema = either(
  'A test by name, or with its threshold.',
  meaning('drift-test', 'A drift test, or `auto`.'),
  record('A test with its threshold.', {
    test: meaning('drift-test', 'A drift test, or `auto`.'),
    threshold: optional(numeric('Score at which the column counts as drifted.')),
  }),
);

export const MonitorSchema = record('Watches data for drift.', {
  name: assetName('Name of the monitor.'),
  ...common,
  kind: choice('What is watched.', ['feature-pipeline', 'feature-drift', 'label-shift', 'concept-drift']),
  reference: DataSchema,
  current: DataSchema,
  features: optional(
    either('Columns to watch: a list, or `"*"`.', Type.Array(column('view', 'A column.')), Type.Literal('*')),
  ),
  tests: optional(
    dictionary('Test for each column; `default` is for all others.', TestSchema, {
      keys: { is: 'column', scope: 'view' },
      fields: { default: TestSchema },
    }),
  ),
  min_rows: optional(integer('Of a feature with fewer values on either side nothing is concluded.', 1)),
  correction: optional(choice('Correction of p-values for many columns.', ['none', 'bonferroni', 'fdr'])),
  share: optional(fraction('The data drifts when this share of its columns does; half of them by default.')),
  on_drift: optional(
    list(
      'What to do then.',
      either(
        'An action.',
        choice('Tell people.', ['notify']),
        record('Train again.', { retrain: assetRef('pipeline', 'The training pipeline.') }),
      ),
    ),
  ),
  schedule: optional(record('How often.', { every: duration('Time between two looks.') })),
});

export type Monitor = Static<typeof MonitorSchema>;
