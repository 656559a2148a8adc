import { rangesIn } from '../../core/documents/position.ts';
import { compileRowSuite } from '../../core/expectations/single-row/compile-row-suite.ts';
import { rowResult } from '../../core/expectations/single-row/row-result.ts';
import { isFinding, type RowOutcome, type RowVerdict } from '../../core/expectations/single-row/row-verdict.ts';
import { readTextIfThere } from '../../core/platform/files.ts';
import { type ErrorKind, PlumblineError } from '../../core/platform/problem.ts';
import type { Project } from '../../core/project/project.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import { rowSentence } from '../../core/reports/row-text.ts';
import { levelOf } from '../../core/reports/verdict-words.ts';
import type { Action, Call } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import { fails } from '../fails.ts';
import { loneSuite } from '../lone-suite.ts';
import { openProject, pathFromHere } from '../open-project.ts';
import type { Output } from '../output.ts';
import { suiteParameters } from '../suite-parameters.ts';
import { suiteToJudge } from '../suite-to-judge.ts';
import { type Judging, judgings } from '../suites.ts';

/** `plumbline validate NAME… --row ROW`: judges one row, without a database; nothing is kept. */
export const validateRow: Action = async (call) => {
  const { options, output } = call;
  const chosen = options.suite === undefined ? await fromProject(call) : await fromFile(call);
  const row = await readRow(String(options.row));
  const parameters = suiteParameters(options);
  const judged = chosen.map(({ project, suite, suiteFile, group }): JudgedRow => {
    const columns = group?.definition.features?.flatMap((feature) =>
      feature?.name === undefined ? [] : [{ name: feature.name, ...(feature.type && { type: feature.type }) }],
    );
    const judge = compileRowSuite(suiteToJudge(project, suite, suiteFile), { columns: columns ?? [], parameters });
    const range = rangesIn(project.textOf(suite.path));
    return {
      suite: suite.key?.name ?? suite.path,
      file: suiteFile ?? pathFromHere(project.root, suite.path),
      verdicts: judge(row),
      lineOf: (position) => range(project.spanOf(suite, ['expectations', position])).start.line,
    };
  });
  const values = judged.map(inJson);
  const success = values.every((value) => value.success);
  const text = judged.map((each) => inWords(each, output)).filter((words) => words !== '');
  output.result('validate', success, values.length === 1 ? values[0] : { success, suites: values }, text.join('\n'));
  const all = judged.flatMap(({ verdicts }) => verdicts);
  return fails(all, output.options.failOn) ? EXIT.findings : EXIT.ok;
};

interface Chosen extends Judging {
  readonly project: Project;
  readonly suiteFile?: string;
}

interface JudgedRow {
  readonly suite: string;
  readonly file: string;
  readonly verdicts: readonly RowVerdict[];
  readonly lineOf: (position: number) => number;
}

async function fromFile({ args, options }: Call): Promise<readonly Chosen[]> {
  const [name] = args[0] as readonly string[];
  const suiteFile = String(options.suite);
  if (name !== undefined) {
    throw new PlumblineError('usage', `--suite judges by a file, and ${name} is a name in a project`, {
      help: 'give the one or the other',
    });
  }
  return [{ ...(await loneSuite(suiteFile)), suiteFile, group: undefined }];
}

async function fromProject({ args, output, signal }: Call): Promise<readonly Chosen[]> {
  const names = args[0] as readonly string[];
  if (names.length === 0) {
    throw new PlumblineError('usage', '--row needs the name of a suite or feature group', {
      why: 'a row does not say whose it is',
      help: "plumbline validate NAME --row '{…}', or --suite FILE",
    });
  }
  const { project } = await openProject(output.options, signal);
  return judgings(project, names).map((judging) => ({ project, ...judging }));
}

/** A JSON object, the path of a file that holds one, or `-` for what comes in. */
async function readRow(given: string): Promise<Readonly<Record<string, unknown>>> {
  const isInline = given.trimStart().startsWith('{');
  const text = isInline ? given : given === '-' ? await standardInput() : await readTextIfThere(given);
  if (text === undefined) {
    throw new PlumblineError('failed', 'there is no such file', {
      where: given,
      help: '--row takes a JSON object, the path of a file with one, or - for the standard input: --row \'{"age": 42}\'',
    });
  }
  const where = isInline ? '--row' : given;
  // What was typed is used wrongly; a file is data that cannot be read.
  const kind = isInline ? 'usage' : 'failed';
  const row = parsed(text, where, kind);
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Readonly<Record<string, unknown>>;
  throw new PlumblineError(kind, 'a row is a JSON object', { where, help: '{"column": value, …}' });
}

function parsed(text: string, where: string, kind: ErrorKind): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PlumblineError(kind, 'the row is no JSON', {
      where,
      ...(error instanceof Error ? { why: error.message } : {}),
    });
  }
}

async function standardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text;
}

function inJson({ suite, file, verdicts, lineOf }: JudgedRow) {
  const count = (outcome: RowOutcome): number => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return {
    suite,
    file,
    success: !verdicts.some(({ outcome }) => outcome === 'failed' || outcome === 'error'),
    statistics: {
      expectations: verdicts.length,
      passed: count('passed'),
      warnings: count('warning'),
      failed: count('failed'),
      errors: count('error'),
      needs_a_batch: count('needs a batch'),
    },
    verdicts: verdicts.map((verdict) => {
      const { position, type, column, severity, fingerprint, outcome, counts, value, reason } = verdict;
      const summary = isFinding(verdict) ? rowSentence(verdict) : undefined;
      return {
        position,
        type,
        column,
        severity,
        outcome,
        counts,
        value,
        reason,
        summary,
        fingerprint,
        line: lineOf(position),
      };
    }),
  };
}

function inWords({ suite, file, verdicts, lineOf }: JudgedRow, { paint, options }: Output): string {
  const found = verdicts.filter(isFinding);
  if (options.quiet && found.length === 0) return '';
  const batch = verdicts.filter(({ outcome }) => outcome === 'needs a batch').length;
  const judged = verdicts.length - batch;
  const broken = found.filter(({ outcome }) => outcome !== 'warning').length;
  const mark = broken === 0 ? paint.green('✓') : paint.red('✗');
  const holding = broken === 0 ? 'all' : `${judged - broken} of`;
  const rest = batch === 0 ? '' : paint.dim(` (${plural(batch, 'more needs a batch', 'more need a batch')})`);
  return [
    `${mark} ${paint.bold(suite)}: ${holding} ${plural(judged, 'expectation')} that a row can meet hold${rest}`,
    ...found.flatMap((verdict) => {
      const result = rowResult(verdict);
      const level = result === undefined ? 'error' : levelOf(result);
      const colour = level === 'error' ? paint.red : level === 'warning' ? paint.yellow : String;
      const { why } = verdict.config.meta;
      return [
        `  ${colour(level.padEnd(7))} ${rowSentence(verdict)}`,
        ...(typeof why === 'string' ? [`          why: ${why}`] : []),
        paint.dim(`          ${file}:${lineOf(verdict.position) + 1}`),
      ];
    }),
  ].join('\n');
}
