import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GENERATED_FILES, type GeneratedFile } from './generated-files.ts';

// Writes the generated files; with --check it changes nothing, and fails if one is not up to date.

const root = join(import.meta.dirname, '..');
const stale = GENERATED_FILES.filter((file) => readIfThere(file) !== file.render());

if (process.argv.includes('--check')) {
  for (const { path } of stale) console.error(`${path} is not up to date: run \`npm run generate\``);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const file of stale) {
    const path = join(root, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.render());
    console.log(`wrote ${file.path}`);
  }
}

function readIfThere({ path }: GeneratedFile): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
