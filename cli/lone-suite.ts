import { basename, dirname, resolve } from 'node:path';
import { kindOfPath } from '../core/definitions/kinds.ts';
import { readTextIfThere } from '../core/platform/files.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import { projectFromFiles } from '../core/project/load-project.ts';
import type { Project } from '../core/project/project.ts';

/** A suite file on its own, YAML or Great Expectations JSON, as a project of one file. */
export async function loneSuite(
  given: string,
): Promise<{ readonly project: Project; readonly suite: DefinitionFileOf<'expectation-suite'> }> {
  const path = resolve(given);
  const text = await readTextIfThere(path);
  if (text === undefined) throw new PlumblineError('failed', 'there is no such suite file', { where: given });
  const name = basename(path);
  // Any name will do where no project looks for suites by their names.
  const isPlainYaml = /\.ya?ml$/.test(name) && kindOfPath(name) === undefined;
  const file = isPlainYaml ? name.replace(/\.ya?ml$/, '.expectations.yaml') : name;
  const project = await projectFromFiles(dirname(path), [[file, text]]);
  const suite = project.files.get(file);
  if (suite?.kind === 'expectation-suite') return { project, suite };
  if (name.endsWith('.json')) refuseBroken(given, text);
  throw new PlumblineError('failed', 'this is no expectation suite', {
    where: given,
    why: 'a suite is a YAML file, or a JSON file of Great Expectations, with a list of `expectations`',
    help: 'draw one from data: plumbline profile FILE -o NAME.expectations.yaml',
  });
}

/** What is left of half a file may not look like a suite any more, and to say only that would lead astray. */
function refuseBroken(given: string, text: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new PlumblineError('failed', 'the suite is no JSON', {
      where: given,
      why: error instanceof Error ? error.message : String(error),
      help: 'have it written again by what it came from',
      cause: error,
    });
  }
}
