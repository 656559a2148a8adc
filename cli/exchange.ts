import { readTextIfThere, statOf } from '../core/platform/files.ts';
import { isInside } from '../core/platform/paths.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import { writeAtomically } from '../core/platform/write-atomically.ts';
import { EXIT } from './exit-codes.ts';
import { findProjectRoot } from './find-project.ts';
import type { Output } from './output.ts';

/** What an import or export could not do with one of many things. */
export interface Rejected {
  readonly file: string;
  readonly message: string;
  readonly why?: string | undefined;
  readonly help?: string | undefined;
}

/** An error about one file, told beside what was done with the others; one of any other kind ends the command. */
export function rejected(file: string, error: unknown): Rejected {
  if (!(error instanceof PlumblineError) || error.kind === 'cancelled') throw error;
  const { message, where, why, help } = error;
  return { file: where ?? file, message, why, help };
}

/** What was refused among others is a finding; where nothing was done, the command could not do its work. */
export function exitOf(done: number, refused: readonly Rejected[]): number {
  if (refused.length === 0) return EXIT.ok;
  return done > 0 ? EXIT.findings : EXIT.failed;
}

export function rejectedInWords(all: readonly Rejected[], red: (text: string) => string): readonly string[] {
  return all.flatMap(({ file, message, why, help }) => [
    `${red('✗')} ${file}: ${message}`,
    ...(why === undefined ? [] : [`    ${why}`]),
    ...(help === undefined ? [] : [`    ${help}`]),
  ]);
}

/** Writes a file that is not there yet, or is the same already; another one only if that was asked for. */
export async function writeNew(path: string, text: string, force: boolean): Promise<'written' | 'unchanged'> {
  const found = await statOf(path);
  if (found?.kind === 'folder') throw new PlumblineError('usage', 'there is a folder of that name', { where: path });
  const before = await readTextIfThere(path);
  if (before === text) return 'unchanged';
  if (before !== undefined && !force) {
    throw new PlumblineError('usage', 'there is another file of that name already', {
      where: path,
      help: '--force writes over it; -o names another folder',
    });
  }
  await writeAtomically(path, text);
  return 'written';
}

/** The project, if there is one: a suite can be had without. One that was named has to be there. */
export async function rootIfAny({ options }: Output): Promise<string | undefined> {
  try {
    return await findProjectRoot(options.project);
  } catch (error) {
    if (options.project === undefined && error instanceof PlumblineError) return undefined;
    throw error;
  }
}

/** Each JSON suite below a project is one of its own: two files with the same one are told of. */
export function standsTwice(root: string | undefined, path: string, file: string): readonly string[] {
  if (root === undefined || !isInside(root, path)) return [];
  return [`${file} is a suite of the project, too: remove it, or leave it out of the project by .gitignore`];
}
