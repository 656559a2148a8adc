import { join, resolve } from 'node:path';
import { posixRelative, realPath } from '../core/platform/paths.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import { loadProject } from '../core/project/load-project.ts';
import type { Project } from '../core/project/project.ts';
import { storageFolder } from '../core/registry/storage-folder.ts';
import { findProjectRoot } from './find-project.ts';
import type { CommonOptions } from './options.ts';

export interface OpenProject {
  readonly project: Project;
  /** Folder of the registry, results, kept data and logs. */
  readonly storage: string;
}

export async function openProject(options: CommonOptions, signal: AbortSignal): Promise<OpenProject> {
  const root = await findProjectRoot(options.project);
  const project = await loadProject(root, { signal });
  return { project, storage: storageFolder(root, project.config.storage) };
}

/** A file that the user named, as the project calls it: relative to its root, with `/`. */
export function pathInProject(root: string, file: string): string {
  const path = posixRelative(realPath(root), realPath(resolve(file)));
  if (path === '..' || path.startsWith('../')) {
    throw new PlumblineError('usage', 'the file is outside the project', {
      where: file,
      help: `the project is ${root}`,
    });
  }
  return path;
}

/** The other way round: a file of the project as a person finds it from where they stand. */
export function pathFromHere(root: string, path: string): string {
  return posixRelative(process.cwd(), join(root, path));
}
