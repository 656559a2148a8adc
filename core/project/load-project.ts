import { kindOfPath } from '../definitions/kinds.ts';
import { readTextSync, sizeOfFile } from '../platform/files.ts';
import { inSlices } from '../platform/slices.ts';
import { isListed, type ListedFile, walk } from '../platform/walk.ts';
import { createProject, type EditableProject } from './create-project.ts';
import { isTestFile } from './python/tests-in.ts';

export type { EditableProject };

export interface LoadOptions {
  /** Ends the loading early, with an error of kind `cancelled`. */
  readonly signal?: AbortSignal;
}

/** Reads the definition files of a folder, and its Python files if a definition names one or tests are there. */
export async function loadProject(root: string, { signal }: LoadOptions = {}): Promise<EditableProject> {
  const read = (path: string) => readTextSync(`${root}/${path}`) ?? '';
  const project = createProject(root, read);
  addProjectFile(project, root);
  const listed = await walk(root, { accept: isOfInterest, skip: storageOf(project) });
  await addFiles(project, ownFiles(listed.filter(isReadable)), read, signal);
  return project;
}

/** Whether a file, be it there or not, is one that is read when the project is loaded. */
export function isOwnFile(project: EditableProject, path: string): boolean {
  return isListed(project.root, path, { accept: isOfInterest, skip: storageOf(project) });
}

/** A project from texts that were read already, such as those of a Git commit; by path, relative to the root. */
export async function projectFromFiles(
  root: string,
  texts: Iterable<readonly [path: string, text: string]>,
  { signal }: LoadOptions = {},
): Promise<EditableProject> {
  const byPath = new Map(texts);
  const read = (path: string) => byPath.get(path) ?? '';
  const project = createProject(root, read);
  const listed = [...byPath.keys()].map((path) => ({ path }));
  await addFiles(project, ownFiles(listed.filter(({ path }) => isOfInterest(nameOf(path)))), read, signal);
  return project;
}

/** Reads the Python files of a project that has begun to need them. Other files are not touched. */
export async function readPython(
  project: EditableProject,
  paths: Iterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  // Loaded here and not above: it brings a WebAssembly module with it.
  const { pythonReader } = await import('./python/python-reader.ts');
  project.usePython(await pythonReader());
  await inSlices(paths, (path) => project.addFile(path, project.textOf(path)), signal);
}

async function addFiles(
  project: EditableProject,
  paths: readonly string[],
  read: (path: string) => string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const python = paths.filter((path) => path.endsWith('.py'));
  const definitions = paths.filter((path) => !path.endsWith('.py'));
  await inSlices(definitions, (path) => project.addFile(path, read(path)), signal);
  const needed = project.namesPython() || python.some((path) => isTestFile({ path }));
  if (needed && python.length > 0) await readPython(project, python, signal);
}

const PROJECT_FILES = ['plumbline.yml', 'plumbline.yaml'];

/** The project file comes first, for it says which folder is not to be walked. */
function addProjectFile(project: EditableProject, root: string): void {
  for (const path of PROJECT_FILES) {
    const size = sizeOfFile(`${root}/${path}`);
    const text = size === undefined || !isReadable({ size }) ? undefined : readTextSync(`${root}/${path}`);
    if (text !== undefined) project.addFile(path, text);
  }
}

/** By name: what may be a definition or a program. Of JSON, a look inside tells. */
function isOfInterest(name: string): boolean {
  return kindOfPath(name) !== undefined || name.endsWith('.json') || name.endsWith('.py');
}

/** In bytes. Nobody writes so much by hand: it is data. */
export const LARGEST = 4_000_000;

function isReadable({ size }: Pick<ListedFile, 'size'>): boolean {
  return size <= LARGEST;
}

/** A folder with a project file of its own is another project, with everything below it. */
function ownFiles(files: readonly { readonly path: string }[]): readonly string[] {
  const others = files.flatMap(({ path }) =>
    path.includes('/') && PROJECT_FILES.includes(nameOf(path)) ? [path.slice(0, path.lastIndexOf('/') + 1)] : [],
  );
  return files.map(({ path }) => path).filter((path) => !others.some((folder) => path.startsWith(folder)));
}

function storageOf({ config }: EditableProject): readonly string[] {
  return config.storage === undefined ? [] : [config.storage.replace(/^\.\//, '').replace(/\/$/, '')];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
