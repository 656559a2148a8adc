import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { errorCode } from './file-problem.ts';
import { PlumblineError } from './problem.ts';

export interface Program {
  /** A name to be found on the PATH, or a path. Never a shell line. */
  readonly program: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of this process; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What to do when the program is not there: "install …", "set `python:` in plumbline.yaml". */
  readonly help?: string;
}

export interface StartOptions {
  readonly detached: boolean;
  readonly stdin: 'ignore' | 'pipe';
}

// Windows looks for a program in the folder at hand first, and a project may hold a `git.exe`: it stays out of this.
if (process.platform === 'win32') process.env.NoDefaultCurrentDirectoryInExePath = '1';

/** The child once it runs; a program that cannot be started is an error in words. */
export async function startProgram(program: Program, options: StartOptions): Promise<ChildProcess> {
  if (program.cwd !== undefined && statSync(program.cwd, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw cannotStart(program, `the folder to run it in does not exist: ${program.cwd}`, undefined);
  }
  const child = spawn(program.program, program.args ?? [], {
    cwd: program.cwd,
    // The editor runs us with its own program as Node; what we start is none of that.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined, ...program.env },
    detached: options.detached,
    stdio: [options.stdin, 'pipe', 'pipe'],
    windowsHide: true,
  });
  try {
    await once(child, 'spawn');
    return child;
  } catch (error) {
    throw cannotStart(program, whyNot(error), error);
  }
}

function whyNot(error: unknown): string {
  const code = errorCode(error);
  if (code === 'ENOENT') return 'no such program was found';
  if (code === 'EACCES') return 'the file may not be executed';
  return error instanceof Error ? error.message : String(error);
}

function cannotStart(program: Program, why: string, cause: unknown): PlumblineError {
  const help = program.help ?? `install ${program.program}, or give its full path`;
  return new PlumblineError('failed', `cannot start ${program.program}`, { why, help, cause });
}
