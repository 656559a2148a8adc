import { type Command, Option } from 'commander';
import { MODEL_TASKS } from '../core/catalogue/metrics.ts';
import type { Output } from './output.ts';

/** What a command does, once its arguments are read. Resolves with the exit code. */
export type Action = (call: Call) => Promise<number>;

export interface Call {
  /** Positional arguments in order; a variadic one is an array. */
  readonly args: readonly unknown[];
  /** The command's own options, by their camel-case name. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly output: Output;
  /** Aborted by Ctrl+C, SIGTERM, or the editor's cancel button. */
  readonly signal: AbortSignal;
}

export interface CommandEntry {
  readonly name: string;
  readonly describe: (command: Command) => void;
  /** What stands after `plumbline`, and what it is good for. */
  readonly examples: readonly (readonly [call: string, meaning: string])[];
  /** Loaded only when it is used: `check` has to start at once, and never loads DuckDB. */
  readonly load: () => Promise<Action>;
}

/** What needs the engine lies in a bundle of its own. */
const engine = () => import('./run-commands.ts');

/** Every command of `plumbline`; docs/cli.md is generated from this table. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    describe: (command) =>
      command
        .description('make a small project with data of its own')
        .argument('[dir]', 'where to (default: this folder)'),
    examples: [
      ['init', 'in this folder'],
      ['init my_project', 'in a new one'],
    ],
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'check',
    describe: (command) =>
      command
        .description('check definitions: the same findings as in the editor')
        .argument('[files...]', 'only tell of these files')
        .addOption(
          new Option(
            '--base <gitref>',
            'compare with the definitions at this Git ref (default: the merge base with the default branch)',
          ),
        ),
    examples: [
      ['check', 'the whole project'],
      ['check feature_groups', 'what lies in a folder'],
      ['check --base v1.4 --fail-on warning', 'against a tag, and warnings count'],
    ],
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'validate',
    describe: (command) =>
      command
        .description('judge data by expectation suites')
        .argument('[subjects...]', 'feature groups or suites (default: every suite)')
        .addOption(new Option('--data <file>', 'data to judge, instead of the data of the feature group'))
        .addOption(new Option('--suite <file>', 'a suite file; with --data no project is needed'))
        .addOption(
          new Option('--result-format <format>', 'how much is told of each expectation (default: SUMMARY)').choices([
            'BOOLEAN_ONLY',
            'BASIC',
            'SUMMARY',
            'COMPLETE',
          ]),
        )
        .addOption(
          new Option('--parameter <name=value>', 'value for a $PARAMETER of the suite; may be repeated').argParser(
            collect,
          ),
        ),
    examples: [
      ['validate', 'every suite that has data'],
      ['validate flights weather@1', 'what the names say, suites or feature groups'],
      ['validate flights --data sample.parquet', 'other rows, by the suites of flights'],
      ['validate --suite suite.json --data rows.csv', 'no project is needed'],
    ],
    load: async () => (await engine()).validate,
  },
  {
    name: 'profile',
    describe: (command) =>
      command
        .description('draw a suite from data')
        .argument('<source>', 'a data file or a feature group')
        .addOption(new Option('-o, --output <suite>', 'YAML file to write the suite to (default: print it)')),
    examples: [
      ['profile rows.parquet -o expectations/rows.expectations.yaml', 'a suite for the project'],
      ['profile flights', 'of the rows of a feature group, printed'],
    ],
    load: async () => (await engine()).profile,
  },
  {
    name: 'run',
    describe: (command) =>
      command
        .description('run a pipeline between validated inputs and outputs')
        .argument('<pipeline>', 'name of the pipeline')
        .addOption(new Option('--param <name=value>', 'value for a parameter; may be repeated').argParser(collect)),
    examples: [
      ['run flights_features', 'with its own parameters'],
      ['run flights_features --param start=2013-02-01', 'with another one'],
    ],
    load: async () => (await engine()).run,
  },
  {
    name: 'test',
    describe: (command) =>
      command
        .description('run the pytest tests of features and pipelines')
        .argument('[selectors...]', 'files, folders or single tests as pytest names them (default: all)'),
    examples: [
      ['test', 'all tests'],
      ['test test_features/test_features.py::test_haversine_km', 'one of them'],
    ],
    load: async () => (await engine()).test,
  },
  {
    name: 'evaluate',
    describe: (command) =>
      command
        .description('compute the metrics of predictions, whoever made them')
        .addOption(new Option('--predictions <file>', 'what a model predicted, with what was right; needs no project'))
        .addOption(new Option('--task <task>', 'what is predicted').choices(MODEL_TASKS))
        .addOption(new Option('--label <column>', 'what was right (default: label)'))
        .addOption(new Option('--prediction <column>', 'what the model said (default: prediction)'))
        .addOption(new Option('--score <column>', 'its score for the positive class (default: score)'))
        .addOption(new Option('--by <columns...>', 'also for each value of these columns'))
        .addOption(new Option('--split <name>', 'only the rows whose column split says so, such as test')),
    examples: [
      ['evaluate --predictions predictions.parquet --task binary-classification', 'columns label, prediction, score'],
      [
        'evaluate --predictions scored.csv --task binary-classification --label late --score p --by origin',
        'other columns, and each origin by itself',
      ],
      ['evaluate --predictions predictions.parquet --task regression --split test', 'only the rows for testing'],
    ],
    load: async () => (await engine()).evaluate,
  },
  {
    name: 'lineage',
    describe: (command) =>
      command
        .description('what an asset is made from, and what is made from it')
        .argument('<asset>', 'such as flights@1, or feature-view:arrival_delay@1')
        .option('--up', 'only what it is made from')
        .option('--down', 'only what is made from it'),
    examples: [
      ['lineage flights', 'in both directions'],
      ['lineage arrival_delay@1 --up', 'what a view is made from'],
      ['lineage data/raw/flights.csv --down', 'what a data file is used for'],
    ],
    load: async () => (await import('./commands/lineage.ts')).lineage,
  },
  {
    name: 'lsp',
    describe: (command) =>
      command.description('the language server').option('--stdio', 'talk over standard input and output'),
    examples: [['lsp --stdio', 'for editors other than VS Code']],
    load: async () => (await import('./commands/lsp.ts')).lsp,
  },
];

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
