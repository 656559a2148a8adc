// Adds one row to each of two tables in one step, again and again: `node keep-committing.ts FOLDER NAME [TIMES]`.
// Says the name of each step once it is done.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDuckDb } from '../../../core/engine/duckdb.ts';
import { logs, tablesIn } from '../table-kit.ts';

const [, , folder = '', name = '', times = '1000000'] = process.argv;
const engine = await startDuckDb({ folders: [folder], threads: 1 });
const tables = tablesIn(join(folder, '.plumbline'), join(folder, 'drafts'), engine);
const groups = await logs();
for (let step = 0; step < Number(times); step++) {
  const run = `${name}-${process.pid}-${step}`;
  await tables.commitAll(
    groups.map((group) => [group, [{ id: run, step }]] as const),
    run,
  );
  console.log(run);
  // Whoever else wants to write gets a turn.
  await sleep(40);
}
await engine.dispose();
