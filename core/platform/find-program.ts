import { delimiter, join } from 'node:path';
import { isExecutable } from './files.ts';

/** The full path of the first of these programs that is on the PATH: `findProgram('python3', 'python')`. */
export async function findProgram(...names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
      if (await isExecutable(path)) return path;
    }
  }
  return undefined;
}
