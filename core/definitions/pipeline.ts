import { Type } from 'typebox';
import {
  assetName,
  assetRef,
  choice,
  common,
  dictionary,
  duration,
  either,
  inputGroup,
  list,
  meaning,
  optional,
  record,
  type Static,
  text,
} from './schema.ts';

export const PipelineSchema = record('A program that Plumbline runs between validated inputs and outputs.', {
  name: assetName('Name of the pipeline.'),
  ...common,
  type: choice('What it makes.', ['feature', 'backfill', 'training', 'batch-inference']),
  run: list('Program and arguments; `python` is the interpreter of the project. No shell reads it.', Type.String()),
  inputs: optional(
    dictionary(
      'What the program reads, by name: a file as it is, or a feature group.',
      either(
        'A file or a feature group.',
        inputGroup('A feature group, such as `weather@1`.'),
        meaning('file', 'A path inside the project, with a folder or an ending: `data/raw/flights.csv`.'),
      ),
    ),
  ),
  outputs: optional(
    dictionary(
      'What the program writes, by name.',
      record('Where an output goes.', {
        feature_group: optional(assetRef('feature-group', 'The group that takes the rows.')),
        model: optional(assetRef('model', 'The model that gets a new version.')),
        file: optional(text('A file inside the project.')),
        operation: optional(choice('How the rows are taken in.', ['insert', 'upsert', 'delete', 'overwrite'])),
      }),
    ),
  ),
  params: optional(
    dictionary(
      'Parameters and their defaults; `--param name=value` overrides one.',
      Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
    ),
  ),
  environment: optional(
    record('What the program needs.', {
      requirements: optional(meaning('file', 'A requirements file.')),
      image: optional(text('A container image.')),
      dockerfile: optional(meaning('file', 'A Dockerfile.')),
      conda: optional(meaning('file', 'A Conda environment file.')),
      apt: optional(list('Debian packages.', Type.String())),
    }),
  ),
  package: optional(
    record('Where the code comes from, when it is not this repository.', {
      kind: choice('How the code is packaged.', ['wheel', 'pypi', 'conda', 'git-module', 'git-package']),
      name: optional(text('Name of the package.')),
      version: optional(text('Its version.')),
      uri: optional(text('Where it is found.')),
      revision: optional(text('Branch or tag.')),
      path: optional(text('Folder or file inside it.')),
    }),
  ),
  tests: optional(list('Folders or files of its tests.', meaning('folder', 'A folder or file of pytest tests.'))),
  timeout: optional(duration('After this long the run is ended.')),
  seed: optional(Type.Integer({ description: 'Handed to the program, for repeatable runs.' })),
});

export type Pipeline = Static<typeof PipelineSchema>;
