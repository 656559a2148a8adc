import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileProblem } from './file-problem.ts';
import { PlumblineError } from './problem.ts';

/** SHA-256 of each file in a folder and below it, by its POSIX path in it; sorted. Links and devices are refused. */
export async function hashFolder(folder: string): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const path of (await filesIn(folder, '')).sort()) hashes[path] = await hashFile(join(folder, path));
  return hashes;
}

/** SHA-256 of a file, in hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const part of createReadStream(path)) hash.update(part as Buffer);
  } catch (error) {
    throw fileProblem('cannot read the file', path, error);
  }
  return hash.digest('hex');
}

async function filesIn(folder: string, below: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = below + entry.name;
    if (entry.isDirectory()) files.push(...(await filesIn(folder, `${path}/`)));
    else if (entry.isFile()) files.push(path);
    else {
      throw new PlumblineError('findings', 'this is no plain file', {
        where: path,
        why: 'a link or a device would not stay what it is',
        help: 'write the file itself',
      });
    }
  }
  return files;
}
