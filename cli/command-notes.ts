/** What there is to know of each command beyond its options, in Markdown, for docs/cli.md. */
export const COMMAND_NOTES: Readonly<Record<string, string>> = {
  init: `Makes a small project that works at once: a shop, its orders, a feature group, a suite, a pipeline and tests. It
goes into the folder as it is: files that are there already are kept. A folder with a \`plumbline.yaml\` is refused.`,

  check: `Runs nothing and opens no data. A line of the text is \`file:line:column: severity rule: message\`; the rules are in
[rules.md](rules.md). With \`--format json\`:

\`\`\`json
{
  "findings": [
    {
      "file": "expectations/flights.expectations.yaml",
      "range": { "start": { "line": 4, "character": 22 }, "end": { "line": 4, "character": 33 } },
      "rule": "unknown-column",
      "severity": "error",
      "message": "flights@1 has no column distence_km",
      "help": "did you mean distance_km?"
    }
  ],
  "summary": { "files": 13, "errors": 1, "warnings": 0, "information": 0, "base": "main (1a2b3c4)" }
}
\`\`\`

Files are relative to the project; lines and characters count from 0. \`base\` is null where there is nothing to compare
with.

\`--report\` writes JUnit, SARIF, Markdown and annotations as it does for [validate](#plumbline-validate).`,

  validate: `Judges the rows that feature groups have now, or a file: Parquet (also a folder or a glob), CSV, JSON, JSON
lines, the text formats also as \`.gz\`. Results are kept in the project, and stand on the lines of the suite in the editor;
those of a suite outside a project are not kept. A suite with mistakes in it is refused before any data is read.

The exit code is 1 if a \`critical\` expectation fails, or one cannot be judged. With \`--fail-on warning\` a failed \`warning\`
counts as well, and a softer threshold (\`warn:\`) that is missed. It is 3 if the data or a suite cannot be read: a file that is
not there, that was cut off, that is something else than its name says or not UTF-8, that has no data, or two columns of one
name, and a suite with mistakes in it or of a shape that is not known. Then no result is kept, and those of before stay. Data
without rows that has columns is judged.

\`--format json\` prints results in the shape of Great Expectations 1.x: of one suite
\`{success, statistics, results: [{success, expectation_config, result, exception_info}], …}\`, of several
\`{success, statistics, validation_results: […]}\`. What is Plumbline's own stands under \`meta.plumbline\`.

With \`--engine spark\`, or \`engine: spark\` in plumbline.yaml, the same checks run in Spark SQL, in a session of the project's
own PySpark; [Spark](spark.md) tells how to set it up, and where its answers are others than DuckDB's.

What is found in Parquet files is kept in \`.plumbline/evidence/\`: judging again reads only files that are new or have changed,
except for what does not add up. [How a suite is judged](validation-engine.md) tells what that is. \`--sample\`, \`--limit\` and
\`--commit\` judge a part of the rows, and the verdict says so.

\`--row\` judges a single row without a database, and keeps nothing; [a single row](single-row.md) tells which expectations
a row can meet or break, and which need a batch. \`--format json\` then prints
\`{suite, file, success, statistics, verdicts: [{position, type, column, severity, outcome, counts, value, reason, summary, fingerprint, line}]}\`,
of several suites \`{success, suites: […]}\`.

\`--what-if\` reads no data: it judges the last ten runs anew by the suite as it is now, by the few numbers that each verdict
keeps. [what-if.md](what-if.md) tells what can be said so; where the numbers do not prove a verdict, it is \`unknown\`. The
exit code is 0. \`--format json\` prints \`{success, suites: [{suite, file, runs: [{result, target, at}], expectations:
[{position, type, column, line, failed, unknown, runs: [{result, target, at, outcome}]}]}]}\`.

\`--report KIND=PLACE\` writes what was found for others, beside what is printed:

| kind | what it is |
|---|---|
| \`junit=FILE\` | JUnit XML: a test for each expectation, or for each rule and file. A test fails where the command does; what is less bad stands in its output |
| \`sarif=FILE\` | SARIF 2.1.0 for code scanning, with rules, lines and columns |
| \`github\` | annotations on the lines of a pull request, on standard output beside the text |
| \`markdown=FILE\` | a summary; without a file it is added to the one that \`GITHUB_STEP_SUMMARY\` names |
| \`html=DIR\` | pages to read, without a server: an index and one for each suite (\`validate\` only) |
| \`openlineage=FILE\` | OpenLineage events, one a line, with data quality facets (\`validate\` only) |

Files are named from the top of the Git repository. \`-\` is standard output, where a report takes the place of the text.
[ci.md](ci.md) has a workflow that uses them.`,

  profile: `Looks at every column, and writes a suite of what holds today, with as much room to live as the next batch needs, and
comments that say what was seen, what each expectation rests on and how sure it is. [profiling.md](profiling.md) tells the
rules. It says what is, not what must be: read it, and put it right. A file that is there already is not written over.

In a project the profile is kept. \`--result\` with \`--accept\` then writes what a person chose of it, without reading the
data again; so does the page that \`Plumbline: Profile Data\` opens in VS Code. \`--format json\` prints
\`{suite, rows, columns, proposals: [{expectation, reason, confidence, column, semantic_type, pii}], keys, dependencies, result}\`;
\`suite\` is the YAML, and the first proposal has the number 1.`,

  import: `Reads suites as Great Expectations 0.x and 1.x keep them, and writes each as \`NAME.expectations.yaml\`. Of a folder it
takes every suite that is in it. Nothing is lost: ids, notes, meta, severities, parameters and row conditions come back from
\`plumbline export gx\` as they were. Structured row conditions become expressions where the way back leads to the very same.

A suite that Great Expectations would refuse is refused, and told with its line; the others are taken, and the exit code is 1,
or 3 where none was taken. Types and arguments that only older versions knew are taken over as they are, and told of: \`check\`
shows what to write instead. Files that are there already are not written over, unless with \`--force\`.

A checkpoint becomes a command that does the same, printed with what it does not do, such as sending mail. Validation results
are not imported.`,

  export: `Writes suites as Great Expectations 1.x reads them. What is Plumbline's own (\`warn:\`, \`feature_group\`, tags) goes
under \`meta.plumbline\`, from where it comes back. A suite that Great Expectations would read as something else is refused: a
row condition that it has no words for, such as arithmetic.`,

  run: `The program reads the JSON file that the variable \`PLUMBLINE_RUN\` names:
\`{run_id, params, inputs: {name: path}, outputs: {name: path}, seed}\`. It writes each output as Parquet, CSV, JSON or JSON
lines to the path that it was given, to which it may add an ending. The outputs are then held against what their feature
groups promise of columns and types, and judged by the suites of the groups. A failed \`critical\` expectation blocks, unless
the group says \`ingestion: always\`.

All outputs are taken in one step, or none: a program that fails, an output that is missing or blocked, a timeout, Ctrl+C and
\`kill -9\` leave everything as it was. Each output becomes a commit of its group's table, by the \`operation\` that the pipeline
declares: \`insert\`, \`upsert\` (the default where there is a primary key), \`delete\` (by key) or \`overwrite\`. Its log is in
\`.plumbline/runs/\`; the last 50 are kept. An input that is a feature group is handed to the program as one Parquet file with the
columns of the group.

The exit code is 1 if the program or its output is at fault, and 3 if it could not be run at all.

A pipeline with a model among its outputs trains it: the program gets the training dataset and fills a folder, Plumbline
evaluates its predictions, judges the gates, and registers a version, or none; [models.md](models.md) tells all of it. A version whose
gates do not hold is registered, cannot be deployed, and ends the command with 1.`,

  commits: `Every commit has an instant (UTC, 17 digits) that names it, a version that counts from 0 as the Delta log does, and the rows
that it added, updated and deleted. \`--format json\` prints
\`{table, commits: [{commit, version, time, operation, rows: {added, updated, deleted}, total, run}]}\`, the newest first;
\`table\` is the folder, \`total\` counts the rows of the table after the commit. What tables are is told in
[tables.md](tables.md), and which tables of others can be read.`,

  read: `A time names the latest commit that had begun by then; without a zone it is UTC. The columns of a feature group are those of
its definition as it is today: rows that are older than a feature have its default. \`--format json\` prints
\`{table, commit, rows, columns, data}\`: \`rows\` counts those of the table, \`data\` holds them in the order of \`columns\`. A file
that \`-o\` names is replaced in one step.`,

  test: `Runs pytest from the folder of the project, in the Python that \`python:\` in plumbline.yaml names (the variable
\`PLUMBLINE_PYTHON\` goes before it). A file that pytest cannot read counts as a failure; the other tests are run all the
same.`,

  models: `A version is what a run of a training pipeline made; [models.md](models.md) tells how. A name without a version means the
highest one, and an alias stands for the version that it was given to: \`arrival_delay@champion\`. Giving an alias away is a line in
the audit trail. \`attest\` signs a statement that a gate of the version asks for, in the name that the gate asks for; who gave the
command and when stands in the audit trail, and the version may be deployed from then on if its other gates hold. \`compare\` calls
a metric better or worse only where the two 95 % intervals do not overlap. With \`--format json\`, \`list\` prints
\`{models: [{name, version, aliases, registered_at, task, passed, rows, metrics, …}]}\`, \`show\` everything that is known of the
version, with what it said itself under \`asked\`, \`attest\` \`{name, version, statement, by, actor, at, passed, gates}\`,
\`compare\` \`{left, right, same_data, metrics: [{name, left, right, difference, verdict}], slices, parameters, data, …}\`.`,

  evaluate: `Metrics go by the names of scikit-learn, and are equal to its; [models.md](models.md) defines each, and its interval.
The positive class is \`true\`, \`1\`, or the greater one of two labels. Rows without a label are left out and counted. Where a row
has a score and no prediction, a score of 0.5 or more is a positive one. With \`--format json\`:

\`\`\`json
{
  "rows": 48000,
  "metrics": { "roc_auc": { "value": 0.7314, "low": 0.7262, "high": 0.7366 } },
  "slices": [{ "by": "origin", "value": "EWR", "rows": 17000, "metrics": {} }],
  "task": "binary-classification",
  "without_label": 1310,
  "positive": "true",
  "confidence": 0.95
}
\`\`\`

A metric that is not defined, such as an area under the ROC curve where all labels are the same, is null, and says why under
\`reason\`.`,

  drift: `Each side is a file (Parquet, CSV, JSON, JSON lines, the text formats also as \`.gz\`), or the rows of a feature group:
\`GROUP\`, \`GROUP@VERSION\`, and with \`@COMMIT\` (an instant of 17 digits, or a time) as they were then. Of two files no
project is needed. In place of both, the name of a monitor: its file then says what is compared, with windows, filters and
tests. The tests, what \`auto\` chooses and why stand in [drift.md](drift.md).

What a column is, its values tell as they do Evidently: whole numbers with ten different values at most are categories, texts
of which more than half are different are free text. Free text and times are not compared. The primary key and the event time
of a feature group are left out unless they are asked for. A side with more than a million numbers is compared by a million of
them, the same ones each time; categories are always counted in full.

The exit code is 1 if the data drifted: if half of the features did that could be compared, or the \`share\` of the monitor. It
is 3 if a column that was asked for by name could not be compared. \`--min-rows\` concludes nothing of features with fewer
values on either side; \`--correction\` holds p-values against the number of features that were tested.

\`--format json\` prints \`{drifted, share, reference, current, features: [{feature, type, test, statistic, p_value, score,
threshold, drifted, reason, error?}]}\`. \`score\` is what is compared with the threshold: the distance, or the p-value after
the correction; \`p_value\` is as the test gives it. What a test does not have is null. In a project the result is kept, and
stands on the lines of the features in the editor until they are compared again.`,

  'td create': `Joins the groups of a view at their latest commits, filters and splits, and writes one Parquet file for each part to
\`.plumbline/training_datasets/\`, all of them or none. Without a number the first dataset that the view declares is meant; of a
view that declares none, dataset 1 is all its rows in one part. How rows are joined and split, and what the hash is of, stands in
[training-data.md](training-data.md).

What was created never changes: the same call again holds the files against the hash, and tells which groups have newer commits.
If the view changed in the meantime, or the files did, the exit code is 1. \`--format json\` prints
\`{view, dataset, hash, rows, splits: {train: rows, …}, left_out, path, commits: {"flights@1": commit, …}, created, …}\`.`,

  'td recreate': `Reads the commits that the dataset was made from, joins and splits them again, and compares the hash; nothing is written.
The exit code is 1 if it is another one: then rows of a commit were changed behind Plumbline's back. \`arrival_delay@2\` is number 2
of the highest version of the view, \`arrival_delay@1/2\` number 2 of version 1. In JSON \`recreated\` is the hash found now.`,

  serve: `Speaks the Open Inference Protocol v2 over HTTP; a deployment is a model of the protocol. When it is ready it prints
one line of JSON:
\`{"address": "http://127.0.0.1:41234", "token": "…", "deployments": {"arrival_delay": {"url": "…/v2/models/arrival_delay",
"version": 3}}}\`. Every request but health needs the token: \`Authorization: Bearer TOKEN\`; it is another one with every
start. It listens to this machine alone unless \`--host\` says otherwise.

It follows the registry: \`deploy\`, \`promote\`, \`rollback\` and the others take effect within a moment, and no request is
lost. It lets steps end, judges candidates, and logs predictions. SIGTERM and Ctrl+C let it answer what is in flight, write
the log to its end, and end with exit code 0. How all of it works is told in [deployments.md](deployments.md).`,

  deploy: `Refuses a version that has not passed its gates (exit code 1), one that is not registered, and another model than that of
the deployment (2). The first version answers at once; after that the \`rollout\` of the deployment says how the new one takes
over. There is never more than one candidate. This and the following commands change the registry, in one step with the line of
the audit trail, whether or not a server is running. \`--format json\` prints
\`{deployment, model, action, version, from, to, weight, reason, stable, candidate, status, state}\`.`,

  resume: `A paused step begins anew. A step without \`for\` waits for this command, or for \`promote\`, which ends the whole rollout.`,

  rollback: `While a candidate is out, it is taken away: the stable version is the last good one. Otherwise the version before comes
back; one that was rolled back itself is passed over, unless it is named. \`--to\` takes the number of any version that was
live before, or a time: then the version that was live at it. A running server keeps the version that this goes to warm.`,

  status: `\`--format json\` prints \`{deployments: [{deployment, model, status, reason, stable: {version, since}, candidate:
{version, weight, step, …}, previous: [{version, from, to, end}], strategy, steps, rollback_to, live}]}\`; \`live\` are the figures of a
server that is running. With \`--at\` it prints \`{deployments: [{deployment, model, at, version}]}\`.`,

  lineage: `A name alone means the highest version, and the first of the kinds feature group, view, pipeline, model, deployment,
monitor, suite that has it; \`expectation-suite:flights\` says which. \`--format json\` prints
\`{asset, nodes: [{id, kind, name, file}], edges: [{from, to, role}]}\`; every edge leads from what is read to what reads it.

What happened is in the registry, and is asked for in the same way: \`model-version:arrival_delay@3\`,
\`training-dataset:arrival_delay@1/1\`, \`commit:flights@1/20261126013209860\`, or a run's id. The answer leads through
commits, runs and the files they read to the functions that computed the features.`,

  explain: `Every answer of \`plumbline serve\` carries an id for each prediction. This reads the logged prediction, and follows
it back: the version that answered, the training dataset and the commits it was made of, the runs that wrote them and what they
read, and the lines of the functions behind each feature. \`--format json\` prints
\`{prediction, lineage: {focus, nodes, edges}, result}\`. In VS Code *Explain Prediction* draws it.`,

  lsp: `Speaks the Language Server Protocol: findings while you type, completion, hover, definition, references, rename, quick
fixes.`,
};
