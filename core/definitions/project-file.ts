import { assetName, choice, common, dictionary, optional, record, type Static, text } from './schema.ts';

const level = choice('How loud a rule is.', ['error', 'warning', 'information', 'off']);

export const ProjectFileSchema = record('A Plumbline project: the folder that holds this file, and all below it.', {
  project: assetName('Name of the project.'),
  ...common,
  python: optional(
    text(
      'Interpreter for pipelines, feature functions and predictors; a path inside the project, or a program on the path.',
    ),
  ),
  engine: optional(choice('What runs validations: DuckDB, embedded, or Spark.', ['duckdb', 'spark'])),
  spark: optional(
    record('Where Spark is.', {
      master: optional(text('Address of the master.')),
      remote: optional(text('Address of a Spark Connect server.')),
    }),
  ),
  storage: optional(text('Folder for the registry, results, tables and logs; a path on this machine.')),
  base: optional(
    text('Git ref that definitions are compared with; by default the merge base with the default branch.'),
  ),
  compatibility: optional(
    choice('Which schema changes are allowed without a new version.', [
      'none',
      'backward',
      'forward',
      'full',
      'backward_transitive',
      'forward_transitive',
      'full_transitive',
    ]),
  ),
  rules: optional(dictionary('Rules made louder, quieter or silent.', level)),
});

export type ProjectFile = Static<typeof ProjectFileSchema>;
export type RuleLevel = 'error' | 'warning' | 'information' | 'off';
