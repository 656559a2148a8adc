import { join, resolve } from 'node:path';
import { exists, isExecutable } from '../platform/files.ts';
import { findProgram } from '../platform/find-program.ts';
import { PlumblineError } from '../platform/problem.ts';

/**
 * The Python of a project: what plumbline.yaml names under `python` (a path from the project's folder, or a program on
 * the path), else `.venv` in the project, else `python3`. The environment variable PLUMBLINE_PYTHON beats them all: it
 * is how the editor hands on the interpreter that the user chose there.
 */
export async function interpreterOf(root: string, configured: string | undefined): Promise<string> {
  const fromEditor = process.env.PLUMBLINE_PYTHON || undefined;
  const chosen = fromEditor ?? configured;
  if (chosen === undefined) return (await venvPython(join(root, '.venv'))) ?? (await onPath('python3', 'python'));
  if (!/[\\/]/.test(chosen)) return onPath(chosen);
  const path = resolve(root, chosen);
  if (await isExecutable(path)) return path;
  // `.venv/bin/python` is written on one system and read on another one.
  const venv = /^(.*\.?venv)[\\/](bin|Scripts)[\\/]python[\d.]*(\.exe)?$/.exec(path)?.[1];
  const elsewhere = venv === undefined ? undefined : await venvPython(venv);
  if (elsewhere !== undefined) return elsewhere;
  const why =
    fromEditor === undefined ? `plumbline.yaml says \`python: ${chosen}\`` : 'the variable PLUMBLINE_PYTHON says so';
  throw new PlumblineError('failed', 'the Python of the project is not there', {
    where: path,
    why,
    help:
      venv === undefined
        ? 'install it, or name another one under `python` in plumbline.yaml'
        : `python3 -m venv ${venv} && ${path} -m pip install -r requirements.txt`,
  });
}

async function venvPython(venv: string): Promise<string | undefined> {
  for (const name of ['bin/python', 'Scripts/python.exe']) {
    if (await exists(join(venv, name))) return join(venv, name);
  }
  return undefined;
}

async function onPath(...names: readonly string[]): Promise<string> {
  const found = await findProgram(...names);
  if (found !== undefined) return found;
  throw new PlumblineError('failed', `${names[0]} was not found on the path`, {
    help: 'install Python 3.10 or newer, or name the interpreter under `python` in plumbline.yaml',
  });
}
