import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { fileProblem } from './file-problem.ts';
import { makeFolders } from './make-folders.ts';

export interface LogFile {
  readonly path: string;
  write(line: string): void;
  /** Waits until every line is in the file. */
  close(): Promise<void>;
}

/** Opens a log to be added to line by line. What cannot be written is reported once, by `close`. */
export async function openLogFile(path: string): Promise<LogFile> {
  try {
    await makeFolders(dirname(path));
    const stream = createWriteStream(path, { flags: 'a' });
    await once(stream, 'open');
    let failure: unknown;
    stream.on('error', (error) => {
      failure ??= error;
    });
    return {
      path,
      write: (line) => {
        if (failure === undefined) stream.write(`${line}\n`);
      },
      async close() {
        if (failure === undefined) await new Promise<void>((done) => stream.end(done));
        if (failure !== undefined) throw fileProblem('cannot write the log', path, failure);
      },
    };
  } catch (error) {
    throw fileProblem('cannot open the log', path, error);
  }
}
