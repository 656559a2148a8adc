import { columnOf, titleOf } from '../../core/catalogue/expectation-in-words.ts';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import { rangesIn } from '../../core/documents/position.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import { recentResults } from '../../core/registry/latest-results.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import {
  type PastRun,
  pastRunOf,
  type Replayed,
  RUNS_LOOKED_AT,
  replay,
  replayInWords,
} from '../../core/reports/what-if/replay.ts';
import { VALIDATION } from '../../core/views/stored-validation.ts';
import type { Action } from '../commands.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject, pathFromHere } from '../open-project.ts';
import type { Output } from '../output.ts';
import { suiteToJudge } from '../suite-to-judge.ts';
import { judgings } from '../suites.ts';

/** `plumbline validate NAME… --what-if`: what the suites, as they are now, would have said of past runs. No data is read. */
export const whatIf: Action = async ({ args, output, signal }) => {
  const { project, storage } = await openProject(output.options, signal);
  const files = [...new Set(judgings(project, args[0] as readonly string[]).map(({ suite }) => suite))];
  const registry = await openRegistry(storage);
  try {
    const suites: ReplayedSuite[] = [];
    for (const file of files) {
      const { name, expectations } = suiteToJudge(project, file);
      const past = await registry.read((db) => recentResults(db, VALIDATION, name, RUNS_LOOKED_AT).map(pastRunOf));
      // Of those that nobody asked for by name, the ones without a past have nothing to say.
      if (past.length === 0 && files.length > 1) continue;
      if (past.length === 0) throw neverJudged(name, project.root);
      suites.push(replayed(project, file, name, expectations, past));
    }
    if (suites.length === 0) throw neverJudged(undefined, project.root);
    const success = suites.every(({ expectations }) => expectations.every(({ failed }) => failed === 0));
    output.result('validate', success, { success, suites }, suites.map((each) => inWords(each, output)).join('\n'));
    return EXIT.ok;
  } finally {
    registry.dispose();
  }
};

interface ReplayedSuite {
  readonly suite: string;
  readonly file: string;
  /** The runs that were looked at, the newest first. */
  readonly runs: readonly { readonly result: string; readonly target: string; readonly at: string }[];
  readonly expectations: readonly (Replayed & {
    readonly position: number;
    readonly type: string;
    readonly column: string | undefined;
    /** Counts from 1. */
    readonly line: number;
  })[];
}

function replayed(
  project: Project,
  file: DefinitionFileOf<'expectation-suite'>,
  suite: string,
  expectations: readonly Expectation[],
  past: readonly PastRun[],
): ReplayedSuite {
  const range = rangesIn(project.textOf(file.path));
  return {
    suite,
    file: pathFromHere(project.root, file.path),
    runs: past.map(({ result, target, at }) => ({ result, target, at })),
    expectations: expectations.map((expectation, position) => ({
      position,
      type: expectation.type,
      column: columnOf(expectation.type, expectation.kwargs),
      line: range(project.spanOf(file, ['expectations', position])).start.line + 1,
      ...replay(expectation, past),
    })),
  };
}

function neverJudged(suite: string | undefined, root: string): PlumblineError {
  return new PlumblineError(
    'usage',
    suite === undefined ? 'no suite has judged any data yet' : `${suite} has not judged any data yet`,
    {
      where: root,
      why: 'what would have been is told by past runs',
      help: `plumbline validate${suite === undefined ? '' : ` ${suite}`}`,
    },
  );
}

/** Those first that would have failed, each with its place; the others in a line. */
function inWords({ suite, file, runs, expectations }: ReplayedSuite, { options, paint }: Output): string {
  const failing = expectations.filter(({ failed }) => failed > 0);
  const silent = expectations.filter((each) => each.unknown === runs.length).length;
  const last = runs.length === 1 ? 'the last run' : `the last ${runs.length} runs`;
  const head = `${paint.bold(suite)}: ${failing.length} of ${plural(expectations.length, 'expectation')} would have failed in ${last}`;
  const lines = failing.map((each) => {
    const title = `${each.column === undefined ? '' : `${each.column}: `}${titleOf(each.type)}`;
    return `  ${title} ${replayInWords(each)}\n          ${paint.dim(`${file}:${each.line}`)}`;
  });
  const rest =
    silent === 0 || options.quiet
      ? []
      : [paint.dim(`  of ${plural(silent, 'expectation')} the numbers that were kept prove nothing: validate again`)];
  return options.quiet ? lines.join('\n') : [head, ...lines, ...rest].join('\n');
}
