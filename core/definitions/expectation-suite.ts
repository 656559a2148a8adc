import { Type } from 'typebox';
import { MEANING } from './meaning.ts';
import {
  anything,
  assetName,
  assetRef,
  choice,
  common,
  dictionary,
  either,
  fraction,
  list,
  meaning,
  optional,
  record,
  type Static,
  text,
} from './schema.ts';

export const ExpectationSchema = record('One thing that must be true of the data.', {
  type: meaning('expectation-type', 'What is expected.'),
  kwargs: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Arguments of the expectation.',
    [MEANING]: { is: 'expectation-arguments' },
  }),
  severity: optional(
    choice('How bad a failure is: `critical` is an error, `warning` a warning, `info` information.', [
      'critical',
      'warning',
      'info',
    ]),
  ),
  warn: optional(
    record('A second, softer threshold: a warning before it is an error.', {
      mostly: optional(fraction('Share of the rows below which it warns.')),
    }),
  ),
  description: optional(text('What it means, for the next reader.')),
  notes: optional(either('Notes, as Great Expectations keeps them.', Type.String(), Type.Array(Type.String()))),
  meta: optional(dictionary('Anything else worth keeping, such as why the bound is what it is.', Type.Unknown())),
  id: optional(anything('Identifier given by Great Expectations.')),
});

export const ExpectationSuiteSchema = record(
  'What must be true of a feature group, in the shape of Great Expectations 1.x.',
  {
    name: assetName('Name of the suite.'),
    feature_group: optional(
      assetRef('feature-group', 'The group it is about; its columns are checked while you type.'),
    ),
    ...common,
    parameters: optional(
      dictionary('Values for `$PARAMETER` in the arguments, unless the run gives others.', Type.Unknown()),
    ),
    expectations: list('The expectations, in the order in which they are reported.', ExpectationSchema),
    meta: optional(dictionary('Anything else worth keeping.', Type.Unknown())),
    notes: optional(
      either('Notes, as Great Expectations keeps them.', Type.String(), Type.Array(Type.String()), Type.Null()),
    ),
    id: optional(anything('Identifier given by Great Expectations.')),
  },
);

export type Expectation = Static<typeof ExpectationSchema>;
export type ExpectationSuite = Static<typeof ExpectationSuiteSchema>;
