import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Stands in the PATH before the real programs: writes down who was started, and starts it. */
export interface StartedPrograms {
  /** The PATH that VS Code is to have. */
  readonly PATH: string;
  /** A line for each start: the name of the program and its arguments. */
  list(): Promise<readonly string[]>;
}

export async function watchPrograms(folder: string, names: readonly string[]): Promise<StartedPrograms> {
  const log = path.join(folder, 'started');
  await mkdir(folder, { recursive: true });
  await writeFile(log, '');
  for (const name of names) {
    const real = execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    const file = path.join(folder, name);
    await writeFile(file, `#!/bin/sh\necho "${name} $*" >> '${log}'\nexec '${real}' "$@"\n`);
    await chmod(file, 0o755);
  }
  return {
    PATH: `${folder}${path.delimiter}${process.env.PATH}`,
    list: async () => (await readFile(log, 'utf8')).split('\n').filter((line) => line !== ''),
  };
}
