// What start.mjs and test.mjs share, in plain Node 20 without any package: this runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = (text) => paint(1, text);
export const dim = (text) => paint(2, text);
export const green = (text) => paint(32, text);
export const red = (text) => paint(31, text);

/** Something a person can put right: printed without a stack. */
export class SetupError extends Error {}

/**
 * Run one step with a line that says what it does and how long it took. A step that has nothing to do returns
 * 'already there'. Its own output is shown only where it fails.
 */
export async function step(title, work) {
  const started = Date.now();
  const ticker = colour
    ? setInterval(() => process.stdout.write(`\r${dim('…')} ${title} ${dim(seconds(started))} `), 500)
    : undefined;
  if (colour) process.stdout.write(`${dim('…')} ${title} `);
  else process.stdout.write(`· ${title}\n`);
  try {
    const note = await work();
    clearInterval(ticker);
    const line = `${green('✓')} ${title} ${dim(`${typeof note === 'string' ? `${note}, ` : ''}${seconds(started)}`)}`;
    process.stdout.write(colour ? `\r\u001b[2K${line}\n` : `${line}\n`);
  } catch (error) {
    clearInterval(ticker);
    process.stdout.write(colour ? `\r\u001b[2K${red('✗')} ${title}\n` : `${red('✗')} ${title}\n`);
    throw error;
  }
}

const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`;

/** Run a program to its end. Resolves with its output; rejects with the output's end and what to do. */
export function run(program, args, { cwd, env, show = false, allow = [0], help } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      // npm is a .cmd file on Windows, which only a shell starts; the arguments here are all our own.
      shell: process.platform === 'win32' && program === 'npm',
    });
    let output = '';
    child.stdout?.on('data', (data) => {
      output += data;
    });
    child.stderr?.on('data', (data) => {
      output += data;
    });
    child.on('error', (error) =>
      reject(new SetupError(`${program} cannot be started: ${error.message}${help ? `\n  try: ${help}` : ''}`)),
    );
    child.on('close', (code, signal) => {
      if (allow.includes(code)) resolve({ output, code });
      else {
        const lines = output.trim().split('\n');
        const tail = (lines.length > 60 ? [...lines.slice(0, 20), '…', ...lines.slice(-40)] : lines).join('\n');
        const what = `${program} ${args.slice(0, 3).join(' ')} ended with ${code ?? signal}`;
        reject(new SetupError(`${what}${tail ? `\n${tail}` : ''}${help ? `\n  try: ${help}` : ''}`));
      }
    });
  });
}

export function works(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Run a script's main function; errors that a person can put right are printed plainly. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(`\n${red(error instanceof SetupError ? error.message : error.stack)}`);
    process.exitCode = 1;
  }
}
