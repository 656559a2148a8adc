import { dirname, join, resolve } from 'node:path';
import { exists } from '../core/platform/files.ts';
import { PlumblineError } from '../core/platform/problem.ts';

/** The root of the project that a command is about: `--project`, or the nearest folder upwards with a plumbline.yaml. */
export async function findProjectRoot(given: string | undefined): Promise<string> {
  const start = resolve(given ?? '.');
  if (!(await exists(start))) {
    throw new PlumblineError('usage', 'there is no such folder', {
      where: start,
      help: 'give the folder of a project to --project',
    });
  }
  for (let folder = start; ; folder = dirname(folder)) {
    if (await hasProjectFile(folder)) return folder;
    if (given !== undefined || dirname(folder) === folder) {
      throw new PlumblineError('usage', 'no plumbline.yaml was found', {
        where: start,
        why:
          given === undefined
            ? 'neither this folder nor one above it is a Plumbline project'
            : 'the folder is not a Plumbline project',
        help: '`plumbline init` makes a project here; `--project DIR` names one elsewhere',
      });
    }
  }
}

async function hasProjectFile(folder: string): Promise<boolean> {
  return (await exists(join(folder, 'plumbline.yaml'))) || (await exists(join(folder, 'plumbline.yml')));
}
