import { nearestName } from '../../catalogue/nearest-name.ts';
import { code } from '../../contracts/words.ts';
import type { Project } from '../../project/project.ts';
import type { FindingDetails } from '../rule.ts';
import { insteadOf, meantToBe } from './unknown-name.ts';

/** What is wrong with `path/to/file.py::function`; offsets are those of the part that is wrong, in the reference. */
export interface ReferenceProblem extends FindingDetails {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

export function pythonReferenceProblem(reference: string, project: Project): ReferenceProblem | undefined {
  const split = reference.indexOf('::');
  const path = split < 0 ? reference : reference.slice(0, split);
  if (split < 0) {
    const message = `${code(reference)} names no function`;
    return { start: 0, end: reference.length, message, help: `write ${code('path/to/file.py::function')}` };
  }
  if (project.pythonFunction(reference) !== undefined) return undefined;
  const source = project.python.get(path);
  if (source === undefined) {
    const meant = nearestFile(path, project);
    const details = meant === undefined ? {} : meantToBe(meant);
    return { start: 0, end: split, message: `there is no Python file ${code(path)}`, ...details };
  }
  const name = reference.slice(split + 2);
  if (name === '') return undefined;
  const functions = source.functions.filter((fn) => fn.inClass === undefined).map((fn) => fn.name);
  const message = `${path} has no function ${code(name)}`;
  return { start: split + 2, end: reference.length, message, ...insteadOf(name, functions) };
}

/** A file of the same name in another folder, or one with a similar path. */
function nearestFile(path: string, project: Project): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const paths = [...project.python.keys()];
  const namesakes = paths.filter((each) => each === name || each.endsWith(`/${name}`));
  return namesakes.length === 1 ? namesakes[0] : nearestName(path, paths);
}
