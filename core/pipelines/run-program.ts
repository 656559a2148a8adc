import { milliseconds } from '../definitions/duration.ts';
import { openLogFile } from '../platform/log-file.ts';
import { PlumblineError } from '../platform/problem.ts';
import { type ProcessResult, runProcess } from '../platform/process.ts';
import { interpreterOf } from './interpreter.ts';
import { pythonEnvironment } from './python-environment.ts';
import type { RunFolder } from './run-folders.ts';
import type { PipelineRequest } from './run-pipeline.ts';

/** Runs the program of a pipeline; returns when it has ended well, with everything that it started. */
export async function runProgram(
  { project, pipeline, signal, onLine }: Pick<PipelineRequest, 'project' | 'pipeline' | 'signal' | 'onLine'>,
  { description, log }: RunFolder,
): Promise<void> {
  const { run = [], timeout } = pipeline.definition;
  const [program, ...args] = run.filter((part) => part !== undefined);
  if (program === undefined) throw new PlumblineError('failed', '`run` names no program', { where: pipeline.path });
  const isPython = isPythonProgram(program);
  const timeoutMs = milliseconds(timeout);
  const file = await openLogFile(log);
  const last: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
  try {
    const result = await runProcess({
      program: isPython ? await interpreterOf(project.root, project.config.python) : program,
      args,
      cwd: project.root,
      env: { PLUMBLINE_RUN: description, ...pythonEnvironment() },
      signal,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      onLine: (line, stream) => {
        file.write(line);
        if (line.trim() !== '') last[stream] = line.trim();
        onLine(line, stream);
      },
    });
    assertSucceeded(result, pipeline, last.stderr || last.stdout, log);
  } finally {
    await file.close();
  }
}

/** Whether `run` begins with the interpreter of the project. */
export function isPythonProgram(program: string): boolean {
  return /^python(3(\.\d+)?)?$/.test(program);
}

/** Of a program that failed, the last line says most: a traceback ends with its error. */
function assertSucceeded(
  { exitCode, signal, cancelled, timedOut }: ProcessResult,
  { definition, path }: PipelineRequest['pipeline'],
  lastLine: string,
  log: string,
): void {
  const where = `pipeline ${definition.name ?? path}`;
  if (cancelled) throw new PlumblineError('cancelled', 'cancelled; nothing was changed', { where });
  if (timedOut) {
    throw new PlumblineError('findings', `the program did not end within ${definition.timeout}; nothing was changed`, {
      where,
      help: `see where it hangs in ${log}, or raise \`timeout\` in ${path}`,
    });
  }
  if (exitCode === 0) return;
  const how = exitCode === undefined ? `was ended by ${signal}` : `ended with exit code ${exitCode}`;
  throw new PlumblineError('findings', `the program ${how}; nothing was changed`, {
    where,
    why: lastLine === '' ? undefined : lastLine,
    help: `read the whole log in ${log}`,
  });
}
