import { Type } from 'typebox';
import {
  assetName,
  assetRef,
  column,
  common,
  duration,
  either,
  expression,
  flag,
  fraction,
  integer,
  list,
  meaning,
  optional,
  record,
  type Static,
  text,
} from './schema.ts';

const select = (scope: 'from' | 'joined') =>
  either(
    'Which columns to take: a list, `"*"`, or `{ except: […] }`.',
    Type.Array(column(scope, 'A column to take.')),
    Type.Literal('*'),
    record('All columns but these.', {
      except: list('Columns to leave out.', column(scope, 'A column to leave out.')),
    }),
  );

export const JoinSchema = record('A feature group to join.', {
  feature_group: assetRef(
    'feature-group',
    'The group to join: of it one row is taken for each row of `from`, or none. It is the latest one, or with `as_of` that of the moment.',
  ),
  on: list('Columns that both sides have and that must be equal.', column('join-key', 'A column of both groups.')),
  as_of: optional(
    flag(
      'Point in time: take the last row at or before the event time of the left row, so that no row sees the future.',
    ),
  ),
  within: optional(duration('How old a joined row may be at the event time of the left one.')),
  type: optional(either('Kind of join.', Type.Literal('left'), Type.Literal('inner'))),
  select: optional(select('joined')),
  prefix: optional(text('Put before each joined column, so that names stay unique.')),
});

const window = record('A span of event time, the end excluded.', {
  from: text('First moment.'),
  to: text('First moment after it.'),
});
const period = either(
  'A share of the rows such as `0.7`, or a span of event time, `[from, to]`: a `to` that is a date is that whole day, one with a time of day is excluded.',
  fraction('Share of the rows.'),
  Type.Array(Type.String()),
);

export const FeatureViewSchema = record('The features and labels that a model sees, taken from feature groups.', {
  name: assetName('Name of the view.'),
  version: integer('Schema version. A view is immutable once registered.', 1),
  ...common,
  labels: optional(list('Columns to predict; never features.', column('view', 'A column of the view.'))),
  query: record('Where the columns come from.', {
    from: assetRef('feature-group', 'The group whose rows are the rows of the view.'),
    select: optional(select('from')),
    joins: optional(list('Groups that add columns.', JoinSchema)),
    filter: optional(expression('selectable', 'Which rows to keep.')),
  }),
  transformations: optional(
    list(
      'Model-dependent transformations: fitted on training data, applied in training and in inference.',
      record('One transformation.', {
        features: list('What it is applied to.', column('view', 'A feature of the view.')),
        function: meaning('transformation', 'A built-in name such as `standard_scaler`, or `path/to/file.py::name`.'),
      }),
    ),
  ),
  training_datasets: optional(
    list(
      'Training data that can be created again, bit by bit.',
      record('One training dataset.', {
        version: integer('Number of the dataset.', 1),
        description: common.description,
        tags: common.tags,
        filter: optional(expression('view', 'Which rows it keeps.')),
        split: optional(
          record('How the rows are split.', {
            train: period,
            validation: optional(period),
            test: optional(period),
            seed: optional(
              integer('Which random split it is (0 by default): the same seed always gives the same one.'),
            ),
          }),
        ),
      }),
    ),
  ),
  batch_inference_datasets: optional(
    list('Data to predict in one go.', record('One batch.', { name: text('Name of the batch.'), window })),
  ),
  evaluation_sets: optional(
    list(
      'Parts of the test data on which a model is judged on its own.',
      record('One evaluation set.', {
        name: text('Name of the set.'),
        filter: optional(expression('view', 'Rows of the set.')),
        by: optional(column('view', 'One set for each value of this column.')),
      }),
    ),
  ),
});

export type Join = Static<typeof JoinSchema>;
export type FeatureView = Static<typeof FeatureViewSchema>;
