// Runs the family, prints its process numbers, and exits without waiting for it.
import { runProcess } from '../../../core/platform/process.ts';

await runProcess({
  program: process.execPath,
  args: [process.argv[2] ?? ''],
  onLine: (line) => process.stdout.write(`${line}\n`, () => process.exit(0)),
});
