// Adds 1 to the number in a file, so many times, by reading and writing it under the lock: argv is FILE TIMES.
import { readFile, writeFile } from 'node:fs/promises';
import { withLock } from '../../../core/platform/lock.ts';

const [path = '', times] = process.argv.slice(2);
for (let turn = 0; turn < Number(times); turn++) {
  await withLock(`${path}.lock`, async () => {
    const count = Number(await readFile(path, 'utf8'));
    await writeFile(path, String(count + 1));
  });
}
