import { createReadStream } from 'node:fs';
import { fileProblem, isMissing } from './file-problem.ts';

/** The whole lines of a file, one after the other, without all of it in memory. What follows the last line end is none. */
export async function* wholeLines(path: string): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    if (!isMissing(error)) throw fileProblem('cannot read the file', path, error);
  }
}
