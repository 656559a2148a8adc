import { Argument, type Command, Option } from 'commander';
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
  /** One word, or two for a command of a group: `td create`. */
  readonly name: string;
  readonly describe: (command: Command) => void;
  /** What stands after `plumbline`, and what it is good for. */
  readonly examples: readonly (readonly [call: string, meaning: string])[];
  /** Loaded only when it is used: `check` has to start at once, and never loads DuckDB. */
  readonly load: () => Promise<Action>;
}

/** Commands of two words go by their first: what each of these groups is about. */
export const GROUPS: Readonly<Record<string, string>> = {
  td: 'training data of feature views',
};

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
        )
        .addOption(
          new Option(
            '--report <kind=place>',
            'also write a report: junit, sarif, markdown, github; may be repeated',
          ).argParser(collect),
        ),
    examples: [
      ['check', 'the whole project'],
      ['check feature_groups', 'what lies in a folder'],
      ['check --base v1.4 --fail-on warning', 'against a tag, and warnings count'],
      ['check --report github --report sarif=check.sarif', 'for the pull request, and for code scanning'],
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
          new Option('--engine <name>', 'what reads the data (default: engine in plumbline.yaml, or duckdb)').choices([
            'duckdb',
            'spark',
          ]),
        )
        .addOption(
          new Option(
            '--row <json>',
            'judge one row, in milliseconds: a JSON object, a file with one, or - for the standard input',
          ).conflicts(['data', 'engine', 'report', 'resultFormat', 'sample', 'limit', 'commit']),
        )
        .addOption(
          new Option(
            '--what-if',
            'tell which past runs would have failed by the suite as it is now; no data is read',
          ).conflicts(['data', 'suite', 'row', 'engine', 'report', 'resultFormat', 'sample', 'limit', 'commit']),
        )
        .addOption(
          new Option('--sample <rows>', 'judge some rows only: a number, or a share such as 5%').conflicts('limit'),
        )
        .addOption(new Option('--seed <number>', 'another sample (default: 0)'))
        .addOption(new Option('--limit <rows>', 'judge the first rows only'))
        .addOption(
          new Option(
            '--commit <commit>',
            'judge only rows that a commit of the table wrote: as commits lists it, or latest',
          ),
        )
        .addOption(new Option('--no-cache', 'read all files, whatever was found in them before'))
        .addOption(new Option('--memory <amount>', 'what reading may take, such as 2GB; the rest goes to the disk'))
        .addOption(new Option('--threads <number>', 'how many processors reading may use'))
        .addOption(
          new Option('--result-format <format>', 'how much is told of each expectation (default: SUMMARY)').choices([
            'BOOLEAN_ONLY',
            'BASIC',
            'SUMMARY',
            'COMPLETE',
          ]),
        )
        .addOption(
          new Option('--param <name=value>', 'value for a $PARAMETER of the suite; may be repeated').argParser(collect),
        )
        // Its name until now: scripts go on.
        .addOption(new Option('--parameter <name=value>').argParser(collect).hideHelp())
        .addOption(
          new Option(
            '--report <kind=place>',
            'also write a report: junit, sarif, markdown, github, html, openlineage; may be repeated',
          ).argParser(collect),
        ),
    examples: [
      ['validate', 'every suite that has data'],
      ['validate flights weather@1', 'what the names say, suites or feature groups'],
      ['validate flights --data sample.parquet', 'other rows, by the suites of flights'],
      ['validate --suite suite.json --data rows.csv', 'no project is needed'],
      ['validate flights --commit latest', 'only the rows that came last'],
      ['validate flights --sample 1%', 'the same one row in a hundred each time'],
      ['validate flights --engine spark', "in the project's own PySpark"],
      ['validate flights --row \'{"carrier": "ZZ", "distance_km": -10}\'', 'a prediction request'],
      ['validate flights --what-if', 'after a bound was edited'],
      ['validate --report junit=junit.xml --report html=results', 'for CI, and pages to read'],
    ],
    load: async () => (await engine()).validate,
  },
  {
    name: 'profile',
    describe: (command) =>
      command
        .description('draw a suite from data')
        .argument('[source]', 'a data file or a feature group')
        .addOption(new Option('-o, --output <suite>', 'YAML file to write the suite to (default: print it)'))
        .addOption(new Option('--name <name>', 'name of the suite (default: that of the data)'))
        .addOption(new Option('--result <id>', 'write a profile that was kept in the project; no data is read'))
        .addOption(
          new Option('--accept <numbers>', 'of that profile only these proposals: 1,2,5-9 (default: all of them)'),
        ),
    examples: [
      ['profile rows.parquet -o expectations/rows.expectations.yaml', 'a suite for the project'],
      ['profile flights', 'of the rows of a feature group, printed'],
      ['profile --result ID --accept 1,2,5-9 -o expectations/rows.expectations.yaml', 'what a person chose of it'],
    ],
    load: async () => (await engine()).profile,
  },
  {
    name: 'import',
    describe: (command) =>
      command
        .description('take over suites of Great Expectations, as YAML')
        .addArgument(new Argument('<format>', 'what they are').choices(['gx']))
        .argument('<paths...>', 'suite files, or folders that Great Expectations keeps its files in')
        .addOption(new Option('-o, --output <dir>', 'where to (default: expectations, in a project)'))
        .addOption(new Option('--force', 'write over files that are there')),
    examples: [
      ['import gx gx', 'a whole folder of Great Expectations'],
      ['import gx orders.json -o suites', 'one suite, to another folder'],
    ],
    load: async () => (await engine()).importFiles,
  },
  {
    name: 'export',
    describe: (command) =>
      command
        .description('write suites as Great Expectations 1.x keeps them')
        .addArgument(new Argument('<format>', 'what they become').choices(['gx']))
        .argument('[suites...]', 'suites of the project, or suite files (default: every suite)')
        .addOption(new Option('-o, --output <dir>', 'where to (default: print the one suite)'))
        .addOption(new Option('--force', 'write over files that are there')),
    examples: [
      ['export gx flights', 'one suite, printed'],
      ['export gx -o ../gx/expectations --force', 'all of them, for Great Expectations to read'],
    ],
    load: async () => (await engine()).exportSuites,
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
    name: 'commits',
    describe: (command) =>
      command
        .description('what was done to a table: its commits, the newest first')
        .argument('<table>', 'a feature group, or the folder of a Hudi or Delta table'),
    examples: [
      ['commits flights', 'of a feature group'],
      ['commits lake/orders', 'of a table in a folder; no project is needed'],
    ],
    load: async () => (await engine()).commits,
  },
  {
    name: 'read',
    describe: (command) =>
      command
        .description('the rows of a table, now or as of a commit')
        .argument('<table>', 'a feature group, or the folder of a Hudi or Delta table')
        .addOption(new Option('--as-of <moment>', 'a commit, a version (the first is 0), or a time (default: now)'))
        .addOption(new Option('--limit <rows>', 'no more rows than these (default: 20 as text, else all)'))
        .addOption(new Option('-o, --output <file>', 'write them to a .parquet or .csv file instead')),
    examples: [
      ['read flights', 'the first rows'],
      ['read flights --as-of 0 -o before.parquet', 'all rows as the first commit left them'],
      ['read weather@1 --as-of 2026-01-31T12:00 --limit 5', 'as they were at a time, in UTC'],
    ],
    load: async () => (await engine()).read,
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
    name: 'models',
    describe: (command) =>
      command
        .description('versions of models: what there is, how good it is, and what sets two apart')
        .addArgument(new Argument('<action>', 'what to do').choices(['list', 'show', 'compare', 'alias', 'attest']))
        .argument('[names...]', 'versions such as arrival_delay@3, the name of an alias, a statement')
        .option('--by <name>', 'attest: whose name the statement gets (default: your own)')
        .option('--note <text>', 'attest: what it rests on'),
    examples: [
      ['models list', 'all versions'],
      ['models show arrival_delay@3', 'metrics, gates, data and code of one; without a version of the highest'],
      ['models compare arrival_delay@2 arrival_delay@3', 'what the third does better, and why it may'],
      ['models alias arrival_delay@3 champion', 'from then on arrival_delay@champion means it'],
      ['models attest arrival_delay@3 ethical-data --by owner', 'signs what a gate asks for'],
    ],
    load: async () => (await import('./commands/models.ts')).models,
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
    name: 'drift',
    describe: (command) =>
      command
        .description('compare two sides of data, feature by feature')
        .argument('[monitor]', 'a monitor of the project, whose file says the rest')
        .addOption(
          new Option('--reference <data>', 'what it was like: a file, or a feature group (GROUP, GROUP@COMMIT)'),
        )
        .addOption(new Option('--current <data>', 'what it is like now: a file, or a feature group'))
        .addOption(new Option('--column <names...>', 'columns to compare (default: all that both sides have)'))
        .addOption(new Option('--type <column=type...>', 'what a column is: num or cat (default: by its values)'))
        .addOption(new Option('--test <name>', 'a drift test, auto, or evidently-default (default: auto)'))
        .addOption(new Option('--threshold <score>', 'from where on a score is drift (default: that of the test)'))
        .addOption(
          new Option('--correction <name>', 'of p-values, for many columns (default: none)').choices([
            'none',
            'bonferroni',
            'fdr',
          ]),
        )
        .addOption(new Option('--min-rows <count>', 'conclude nothing of fewer values')),
    examples: [
      ['drift orders_inputs', 'what a monitor watches'],
      ['drift --reference january.parquet --current july.parquet', 'two files; no project is needed'],
      ['drift --reference flights --current july.csv --column carrier dep_delay', 'two features of a group'],
      ['drift --reference flights@1@20130131120000000 --current flights@1', 'a commit against now'],
    ],
    load: async () => (await engine()).drift,
  },
  {
    name: 'td create',
    describe: (command) =>
      command
        .description('create a training dataset of a feature view, or find it')
        .argument('<view>', 'a view, such as arrival_delay@1, or one of its datasets: arrival_delay@1/2')
        .addOption(new Option('-o, --output <dir>', 'folder to write the files to as well')),
    examples: [
      ['td create arrival_delay', 'the first one that the view declares'],
      ['td create arrival_delay@1/2', 'its second one'],
      ['td create arrival_delay -o data/training', 'with a copy of its files'],
    ],
    load: async () => (await engine()).createTrainingData,
  },
  {
    name: 'td recreate',
    describe: (command) =>
      command
        .description('read the commits of a training dataset again, and compare its hash')
        .argument('<view@n>', 'a training dataset: arrival_delay@1/2, or arrival_delay@2 for number 2'),
    examples: [['td recreate arrival_delay@1/2', 'the same rows, or exit code 1']],
    load: async () => (await engine()).recreateTrainingData,
  },
  {
    name: 'serve',
    describe: (command) =>
      command
        .description('answer requests with the deployed versions (Open Inference Protocol v2)')
        .argument('[deployments...]', 'which ones (default: every deployment)')
        .addOption(new Option('--host <host>', 'address to listen on (default: 127.0.0.1, this machine alone)'))
        .addOption(new Option('--port <port>', 'port to listen on (default: any that is free)')),
    examples: [
      ['serve', 'every deployment of the project'],
      ['serve arrival_delay --port 8080', 'one of them, on a port of your choice'],
    ],
    load: async () => (await engine()).serve,
  },
  {
    name: 'deploy',
    describe: (command) =>
      command
        .description('let a version take over, in the way that the deployment says')
        .argument('<deployment>', 'name of the deployment')
        .addOption(new Option('--model <name@version>', 'a version or an alias (default: `model:` of the deployment)')),
    examples: [
      ['deploy arrival_delay', 'the version that its file names'],
      ['deploy arrival_delay --model arrival_delay@4', 'another one'],
    ],
    load: async () => (await import('./commands/deploy.ts')).deploy,
  },
  {
    name: 'promote',
    describe: (command) =>
      command
        .description('let the candidate answer all requests now')
        .argument('<deployment>', 'name of the deployment'),
    examples: [['promote arrival_delay', 'whatever step it is at']],
    load: async () => (await import('./commands/rollout.ts')).promote,
  },
  {
    name: 'pause',
    describe: (command) =>
      command
        .description('halt a rollout where it is')
        .argument('<deployment>', 'name of the deployment')
        .addOption(new Option('--reason <text>', 'why, for the audit trail')),
    examples: [['pause arrival_delay --reason "queue is long"', 'the candidate keeps its share']],
    load: async () => (await import('./commands/rollout.ts')).pause,
  },
  {
    name: 'resume',
    describe: (command) =>
      command
        .description('go on with a rollout that is paused, or waits for a person')
        .argument('<deployment>', 'name of the deployment'),
    examples: [['resume arrival_delay', 'a paused step begins anew']],
    load: async () => (await import('./commands/rollout.ts')).resume,
  },
  {
    name: 'abort',
    describe: (command) =>
      command
        .description('take the candidate away; the stable version answers all requests')
        .argument('<deployment>', 'name of the deployment')
        .addOption(new Option('--reason <text>', 'why, for the audit trail')),
    examples: [['abort arrival_delay', 'ends the rollout']],
    load: async () => (await import('./commands/rollout.ts')).abort,
  },
  {
    name: 'rollback',
    describe: (command) =>
      command
        .description('bring back the last good version, or the one that is named')
        .argument('<deployment>', 'name of the deployment')
        .addOption(new Option('--to <version|time>', 'a version, or a time: what was live then'))
        .addOption(new Option('--reason <text>', 'why, for the audit trail')),
    examples: [
      ['rollback arrival_delay', 'the red button'],
      ['rollback arrival_delay --to 2', 'a version that was live before'],
      ['rollback arrival_delay --to 2026-02-01T12:00:00Z', 'what was live then'],
    ],
    load: async () => (await import('./commands/rollout.ts')).rollback,
  },
  {
    name: 'status',
    describe: (command) =>
      command
        .description('which versions are live, and why')
        .argument('[deployment]', 'name of the deployment (default: all)')
        .addOption(new Option('--at <time>', 'which version was live then')),
    examples: [
      ['status', 'of every deployment'],
      ['status arrival_delay --at 2026-02-01', 'who answered then'],
    ],
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'explain',
    describe: (command) =>
      command
        .description('where a logged prediction came from: model, training data, commits, runs, lines of code')
        .argument('<prediction>', 'its id, as the answer to the request told it'),
    examples: [['explain 01kb2m9qv5000f3d7c4h8n2x1z', 'of one prediction']],
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  {
    name: 'lineage',
    describe: (command) =>
      command
        .description('what an asset is made from, and what is made from it')
        .argument('<asset>', 'such as flights@1, feature-view:arrival_delay@1, or model-version:arrival_delay@3')
        .option('--up', 'only what it is made from')
        .option('--down', 'only what is made from it'),
    examples: [
      ['lineage flights', 'in both directions'],
      ['lineage arrival_delay@1 --up', 'what a view is made from'],
      ['lineage data/raw/flights.csv --down', 'what a data file is used for'],
      ['lineage model-version:arrival_delay@3 --up', 'what a model version was really trained on, and by which code'],
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
