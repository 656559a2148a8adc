import type { ExpectationSuite } from '../core/definitions/expectation-suite.ts';
import type { Span } from '../core/documents/node.ts';
import { rangesIn } from '../core/documents/position.ts';
import { suiteProblems } from '../core/expectations/suite-problems.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import type { Project } from '../core/project/project.ts';

/**
 * The suite that a file defines, whole. A file with mistakes in it is refused: judging by what is left of a suite would
 * pass data that nobody has judged. `name` is what to call the file; its path in the project by default.
 */
export function suiteToJudge(
  project: Project,
  file: DefinitionFileOf<'expectation-suite'>,
  name: string = file.path,
): ExpectationSuite {
  const [problem] = file.problems;
  if (problem !== undefined) throw refused(project, file, name, problem, problem.message, problem.help);
  // Without problems nothing that the schema asks for is missing.
  const suite = file.definition as ExpectationSuite;
  const [unsound] = suiteProblems(suite);
  if (unsound === undefined) return suite;
  const span = project.spanOf(file, ['expectations', unsound.position]);
  throw refused(project, file, name, span, `${unsound.type}: ${unsound.message}`, undefined);
}

function refused(
  project: Project,
  { path }: DefinitionFileOf<'expectation-suite'>,
  name: string,
  span: Span,
  message: string,
  help: string | undefined,
): PlumblineError {
  const { line, character } = rangesIn(project.textOf(path))(span).start;
  return new PlumblineError('failed', message, {
    where: `${name}:${line + 1}:${character + 1}`,
    why: 'a suite with mistakes in it is not run: what it would pass, nobody has judged',
    help,
  });
}
