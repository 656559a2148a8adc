import { join, relative, resolve } from 'node:path';
import { nearestName } from '../../core/catalogue/nearest-name.ts';
import { rangesIn } from '../../core/documents/position.ts';
import { suiteToJson } from '../../core/expectations/suite-to-json.ts';
import { exists } from '../../core/platform/files.ts';
import { toPosix } from '../../core/platform/paths.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { DefinitionFileOf } from '../../core/project/definition-file.ts';
import type { Project } from '../../core/project/project.ts';
import type { Action, Call } from '../commands.ts';
import { exitOf, type Rejected, rejected, rejectedInWords, rootIfAny, standsTwice, writeNew } from '../exchange.ts';
import { loneSuite } from '../lone-suite.ts';
import { openProject, pathFromHere } from '../open-project.ts';
import { suiteToJudge } from '../suite-to-judge.ts';

interface Subject {
  readonly project: Project;
  readonly suite: DefinitionFileOf<'expectation-suite'>;
  /** What to call its file. */
  readonly file: string;
}

type Exported = Readonly<Record<string, unknown>>;

interface Written {
  readonly file: string;
  readonly suite: Exported;
  readonly output?: string;
  readonly status?: 'written' | 'unchanged';
  readonly notes?: readonly string[];
}

/** `plumbline export gx [SUITE…]`: suites as Great Expectations 1.x keeps them. */
export const exportSuites: Action = async (call) => {
  const { args, options, output } = call;
  const subjects = await chosen(args[1] as readonly string[], call);
  const folder = options.output === undefined ? undefined : resolve(String(options.output));
  if (folder === undefined && subjects.length > 1) {
    throw new PlumblineError('usage', `${subjects.length} suites need a folder to go to`, {
      help: 'plumbline export gx -o DIR, or name one suite to print it',
    });
  }
  const root = await rootIfAny(output);
  const [suites, refused]: [Written[], Rejected[]] = [[], []];
  for (const subject of subjects) {
    try {
      const suite = exported(subject);
      const written = folder && (await write(suite, { folder, root, suites, force: options.force === true }));
      suites.push({ file: subject.file, suite, ...written });
    } catch (error) {
      refused.push(rejected(subject.file, error));
    }
  }
  const success = refused.length === 0;
  const text = suites.flatMap(({ file, suite, output: place, status, notes = [] }) => {
    if (place === undefined) return [json(suite)];
    const same = status === 'unchanged' ? ' (as it was)' : '';
    const done = output.options.quiet ? [] : [`${output.paint.green('✓')} ${file} → ${place}${same}`];
    return [...done, ...notes.map((note) => `    ${note}`)];
  });
  const words = [...text, ...rejectedInWords(refused, output.paint.red)].join('\n');
  output.result('export', success, { suites, rejected: refused }, words);
  return exitOf(suites.length, refused);
};

/** A suite that Great Expectations would read as something else is no export of it. */
function exported({ project, suite: file, file: name }: Subject): Exported {
  const { suite, problems } = suiteToJson(suiteToJudge(project, file, name));
  const [problem] = problems;
  if (problem === undefined) return suite;
  const { line, character } = rangesIn(project.textOf(file.path))(
    project.spanOf(file, ['expectations', problem.position, 'kwargs', 'row_condition']),
  ).start;
  throw new PlumblineError('failed', problem.message, {
    where: `${name}:${line + 1}:${character + 1}`,
    help: 'say it with comparisons, IN, IS NULL and AND, or as a query (unexpected_rows_expectation)',
  });
}

async function write(
  suite: Exported,
  to: { folder: string; root: string | undefined; suites: readonly Written[]; force: boolean },
) {
  const target = join(to.folder, `${String(suite.name).replaceAll(/[^\w.-]+/g, '_')}.json`);
  const output = toPosix(relative('.', target));
  const other = to.suites.find((each) => each.output?.toLowerCase() === output.toLowerCase());
  if (other !== undefined) {
    throw new PlumblineError('failed', `${output} is the suite of ${other.file} already`, {
      help: 'rename one of them',
    });
  }
  const status = await writeNew(target, json(suite), to.force);
  return { output, status, notes: standsTwice(to.root, target, output) };
}

/** As Great Expectations lays it out. */
function json(suite: Exported): string {
  return `${JSON.stringify(suite, null, 2)}\n`;
}

/** Suites of the project by their names, suite files by their paths; without either all suites of the project. */
async function chosen(names: readonly string[], { output, signal }: Call): Promise<readonly Subject[]> {
  const files = new Set<string>();
  for (const name of names) if (/\.(json|ya?ml)$/i.test(name) || (await exists(resolve(name)))) files.add(name);
  const lone = await Promise.all([...files].map(async (file) => ({ ...(await loneSuite(file)), file })));
  const asked = names.filter((name) => !files.has(name));
  if (names.length > 0 && asked.length === 0) return lone;
  const { project } = await openProject(output.options, signal);
  const all = [...project.files.values()].filter((file) => file.kind === 'expectation-suite');
  const picked = names.length === 0 ? all : asked.map((name) => named(project, all, name));
  if (picked.length === 0)
    throw new PlumblineError('usage', 'the project has no expectation suites', { where: project.root });
  return [...picked.map((suite) => ({ project, suite, file: pathFromHere(project.root, suite.path) })), ...lone];
}

function named(project: Project, all: readonly Subject['suite'][], name: string): Subject['suite'] {
  const found = all.find(({ key }) => key?.name === name.replace(/^expectation-suite:/, ''));
  if (found !== undefined) return found;
  const names = project.names('expectation-suite');
  const nearest = nearestName(name, names);
  throw new PlumblineError('usage', `there is no suite ${name}`, {
    where: project.root,
    help: nearest === undefined ? `there is ${names.join(', ') || 'none yet'}` : `did you mean ${nearest}?`,
  });
}
