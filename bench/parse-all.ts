// Reads every definition file of a folder and parses it, and does nothing else: what no tool can do without.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const [root = '.'] = process.argv.slice(2);
const start = performance.now();
let files = 0;
for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.yaml')) continue;
  parseDocument(readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  files += 1;
}
process.stdout.write(JSON.stringify({ files, milliseconds: performance.now() - start }));
