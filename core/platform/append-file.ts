import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileProblem } from './file-problem.ts';
import { makeFolders } from './make-folders.ts';

/** A file of one's own that only grows. */
export interface AppendFile {
  readonly path: string;
  /** In bytes, of what is safe on the disk. */
  readonly size: number;
  /** Adds to the end; when it resolves, that is safe on the disk. After a failure nothing of it counts. */
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Makes the file, and its folder; one that is there already is an error. */
export async function createAppendFile(path: string): Promise<AppendFile> {
  try {
    await makeFolders(dirname(path));
    const file = await open(path, 'ax');
    let size = 0;
    return {
      path,
      get size() {
        return size;
      },
      async append(text) {
        const bytes = Buffer.from(text);
        try {
          await file.appendFile(bytes);
          await file.datasync();
          size += bytes.length;
        } catch (error) {
          throw fileProblem('cannot write the file', path, error);
        }
      },
      close: () => file.close(),
    };
  } catch (error) {
    throw fileProblem('cannot make the file', path, error);
  }
}
