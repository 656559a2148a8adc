import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMissing } from './file-problem.ts';

/**
 * Hears the lines that another program adds to a file, as they come, until `done` resolves; then the rest of them.
 * A program that cannot be given a pipe of its own (one on Windows, or one behind a wrapper) can still write a file.
 */
export async function followFile(path: string, done: Promise<unknown>, onLine: (line: string) => void): Promise<void> {
  let ended = false;
  const end = done.then(
    () => {
      ended = true;
    },
    () => {
      ended = true;
    },
  );
  // Whole lines however long they are, unlike `readLines`: these are records, not what a person prints.
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
  let position = 0;
  for (let last = false; ; last = ended) {
    position = await readOn(path, position, (bytes) => take(decoder.write(bytes)));
    if (last) break;
    await Promise.race([end, sleep(50)]);
  }
  if (rest !== '') onLine(rest);
}

async function readOn(path: string, from: number, onBytes: (bytes: Buffer) => void): Promise<number> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path);
  } catch (error) {
    if (isMissing(error)) return from;
    throw error;
  }
  try {
    let position = from;
    for (const buffer = Buffer.alloc(64 * 1024); ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) return position;
      position += bytesRead;
      onBytes(Buffer.from(buffer.subarray(0, bytesRead)));
    }
  } finally {
    await file.close();
  }
}
