// Takes the lock named by the first argument, says so, and holds it until it is killed.
import { withLock } from '../../../core/platform/lock.ts';

await withLock(process.argv[2] ?? '', async () => {
  console.log('held');
  await new Promise((resolve) => setTimeout(resolve, 600_000));
});
