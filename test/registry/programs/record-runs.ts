// Records runs one after the other and says each one's id once it is safe: argv is STORAGE NAME TIMES.
import { writeSync } from 'node:fs';
import { startRun } from '../../../core/registry/record-run.ts';
import { openRegistry } from '../../../core/registry/registry.ts';

const [storage = '', name = '', times] = process.argv.slice(2);
const registry = await openRegistry(storage);
for (let turn = 0; turn < Number(times); turn++) {
  const asset = { kind: 'pipeline', name, version: turn };
  const id = await registry.write((db) => startRun(db, { kind: 'pipeline', asset, params: { pad: 'x'.repeat(200) } }));
  writeSync(1, `${id}\n`);
}
