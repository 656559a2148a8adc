// Packages the extension for this platform as out/plumbline-PLATFORM.vsix, and prints its path and size.
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { stageExtension } from './stage-extension.ts';

const OUT = path.resolve(import.meta.dirname, '../out');
/** The same sources give the same file: the time in the archive is fixed. */
const SOURCE_DATE_EPOCH = '1767225600';

/** Builds, stages and packages; returns the path of the .vsix. */
export async function packageExtension(out = OUT): Promise<string> {
  const target = `${process.platform}-${process.arch}`;
  const staged = path.join(out, 'vsix');
  const vsix = path.join(out, `plumbline-${target}.vsix`);
  await stageExtension(staged);
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  await promisify(execFile)(process.execPath, [vsce, 'package', '--target', target, '--out', vsix, ...options], {
    cwd: staged,
    env: { ...process.env, SOURCE_DATE_EPOCH },
  });
  return vsix;
}

if (import.meta.main) {
  const vsix = await packageExtension();
  const size = (statSync(vsix).size / 1e6).toFixed(1);
  console.log(`${path.relative(process.cwd(), vsix)} (${size} MB)`);
}
