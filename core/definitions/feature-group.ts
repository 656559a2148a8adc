import {
  anything,
  assetName,
  assetRef,
  choice,
  column,
  columnName,
  common,
  flag,
  integer,
  list,
  meaning,
  optional,
  record,
  type Static,
  text,
} from './schema.ts';

export const FeatureSchema = record('One column of the group.', {
  name: columnName('Name of the column, in files, tables and SQL.'),
  type: meaning(
    'feature-type',
    'Offline type: `boolean int bigint float double decimal(p,s) string binary date timestamp array<T> struct<name:T,…>`.',
  ),
  online_type: optional(text('Type in the online store, such as `varchar(20)`; by default it follows `type`.')),
  description: optional(text('What the value means, with its unit.')),
  function: optional(
    meaning(
      'python-function',
      'The function that computes it, as `path/to/file.py::name`; its parameters are features.',
    ),
  ),
  default: optional(anything('What older rows get. Appending a feature with a default does not break its readers.')),
  unit: optional(text('Unit of measure; changing it changes the meaning of the data.')),
  tags: common.tags,
});

export const FeatureGroupSchema = record('A table of features that share a key, with its data contract.', {
  name: assetName('Name of the group.'),
  version: integer('Schema version. A breaking change needs the next one.', 1),
  ...common,
  primary_key: list('Columns that identify a row.', column('own', 'A column of this group.')),
  event_time: optional(column('own', 'The column that says when the row became true; point-in-time joins need it.')),
  partition_key: optional(list('Columns by which the files are split.', column('own', 'A column of this group.'))),
  online: optional(flag('Whether the latest row of each key is served online.')),
  features: list('The columns, in order.', FeatureSchema),
  expectations: optional(list('Suites that judge the data.', assetRef('expectation-suite', 'An expectation suite.'))),
  ingestion: optional(
    choice('`strict`: a failing suite blocks the insert. `always`: the failure is recorded.', ['strict', 'always']),
  ),
});

export type Feature = Static<typeof FeatureSchema>;
export type FeatureGroup = Static<typeof FeatureGroupSchema>;
