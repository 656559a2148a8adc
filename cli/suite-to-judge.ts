import type { ExpectationSuite } from '../core/definitions/expectation-suite.ts';
import { suiteProblems } from '../core/expectations/suite-problems.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';

/**
 * The suite that a file defines, whole. A file that cannot be read is refused: judging by what is left of a suite would
 * pass data that nobody has judged.
 */
export function suiteToJudge(file: DefinitionFileOf<'expectation-suite'>): ExpectationSuite {
  const [problem] = file.problems;
  if (problem !== undefined) {
    throw new PlumblineError('failed', problem.message, {
      where: file.path,
      why: 'a suite with mistakes in it judges nothing',
      help: problem.help ?? `plumbline check ${file.path}`,
    });
  }
  // Without problems nothing that the schema asks for is missing.
  const suite = file.definition as ExpectationSuite;
  const [unsound] = suiteProblems(suite);
  if (unsound !== undefined) {
    throw new PlumblineError('failed', `expectation ${unsound.position + 1}, ${unsound.type}: ${unsound.message}`, {
      where: file.path,
      why: 'a suite with mistakes in it judges nothing',
      help: `plumbline check ${file.path}`,
    });
  }
  return suite;
}
