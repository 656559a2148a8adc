import { join } from 'node:path';
import { type AssetKey, assetId } from '../definitions/asset.ts';
import type { DataFormat } from '../engine/data-source.ts';
import { assetPath } from '../platform/assets.ts';
import { makeFolder, remove } from '../platform/files.ts';
import { openLogFile } from '../platform/log-file.ts';
import { PlumblineError } from '../platform/problem.ts';
import { type ProcessResult, runProcess } from '../platform/process.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import type { DefinitionFileOf } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';
import { milliseconds } from './duration.ts';
import { interpreterOf } from './interpreter.ts';
import { keepOutputs } from './kept-data.ts';
import type { Parameters } from './parameters.ts';
import { type PlannedOutput, planOutputs } from './plan-outputs.ts';
import { resolveInputs } from './resolve-inputs.ts';
import { findOutput } from './sniff-format.ts';

export interface PipelineRequest {
  readonly project: Project;
  readonly storage: string;
  readonly pipeline: DefinitionFileOf<'pipeline'>;
  readonly params: Parameters;
  /** Id of the run in the registry; its files are kept under it. */
  readonly run: string;
  readonly signal: AbortSignal;
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void;
  readonly onStep: (step: string) => void;
  /** Judges rows that are about to be taken; a verdict that blocks keeps all outputs of the run out. */
  readonly judge: (output: FinishedOutput) => Promise<Judgement>;
}

export interface FinishedOutput {
  readonly name: string;
  readonly group: DefinitionFileOf<'feature-group'>;
  readonly key: AssetKey;
  readonly path: string;
  readonly format: DataFormat;
}

export interface Judgement {
  /** Why the rows are not taken; undefined where they are. */
  readonly blocked: string | undefined;
}

export interface PipelineOutcome {
  readonly log: string;
  readonly outputs: readonly { readonly name: string; readonly group: string }[];
}

/** The files of a run, for its record and its log. */
export function runFolder(storage: string, run: string): string {
  return join(storage, 'runs', run);
}

/**
 * Runs a pipeline's program between its inputs and its outputs. Everything it writes stays in the run's own folder until
 * all of it is there and judged; only then is it taken, in one step. Whatever goes wrong before that throws, and leaves
 * the feature groups as they were.
 */
export async function runPipeline(request: PipelineRequest): Promise<PipelineOutcome> {
  const { project, pipeline, storage, run, onStep } = request;
  const name = pipeline.definition.name ?? pipeline.path;
  const folder = runFolder(storage, run);
  const outputs = planOutputs(project, pipeline, join(folder, 'outputs'));
  const inputs = await resolveInputs(project, pipeline, storage);
  await makeFolder(join(folder, 'outputs'));
  try {
    onStep(`running ${name}`);
    await runProgram(request, folder, inputs, outputs);
    const finished: FinishedOutput[] = [];
    for (const { name: output, path, group, key } of outputs) {
      finished.push({ name: output, group, key, ...(await findOutput(path, name, output)) });
    }
    for (const output of finished) {
      onStep(`judging ${output.name}`);
      const { blocked } = await request.judge(output);
      if (blocked !== undefined) throw blockedBy(blocked, name, output);
    }
    onStep('keeping the outputs');
    await keepOutputs(storage, run, finished);
    return { log: join(folder, 'log.txt'), outputs: finished.map(({ name, key }) => ({ name, group: assetId(key) })) };
  } finally {
    await remove(join(folder, 'outputs'));
  }
}

async function runProgram(
  { project, pipeline, params, run, signal, onLine }: PipelineRequest,
  folder: string,
  inputs: Readonly<Record<string, string>>,
  outputs: readonly PlannedOutput[],
): Promise<void> {
  const [program, ...args] = (pipeline.definition.run ?? []).filter((part) => part !== undefined);
  if (program === undefined) throw new PlumblineError('failed', '`run` names no program', { where: pipeline.path });
  const description = join(folder, 'run.json');
  await writeAtomically(
    description,
    `${JSON.stringify(
      {
        run_id: run,
        params,
        inputs,
        outputs: Object.fromEntries(outputs.map(({ name, path }) => [name, path])),
        seed: pipeline.definition.seed ?? 0,
      },
      null,
      2,
    )}\n`,
  );
  const log = await openLogFile(join(folder, 'log.txt'));
  const last: string[] = [];
  const isPython = /^python(3(\.\d+)?)?$/.test(program);
  const timeoutMs = milliseconds(pipeline.definition.timeout);
  try {
    const result = await runProcess({
      program: isPython ? await interpreterOf(project.root, project.config.python) : program,
      args,
      cwd: project.root,
      env: {
        PLUMBLINE_RUN: description,
        PYTHONPATH: [assetPath('python'), process.env.PYTHONPATH]
          .filter(Boolean)
          .join(process.platform === 'win32' ? ';' : ':'),
        // Otherwise Python keeps what it prints until it ends, and there is no progress to see.
        PYTHONUNBUFFERED: '1',
      },
      signal,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      onLine: (line, stream) => {
        log.write(line);
        if (stream === 'stderr') last.push(line);
        if (last.length > 20) last.shift();
        onLine(line, stream);
      },
    });
    assertSucceeded(result, pipeline, last, join(folder, 'log.txt'));
  } finally {
    await log.close();
  }
}

function assertSucceeded(
  result: ProcessResult,
  pipeline: DefinitionFileOf<'pipeline'>,
  last: readonly string[],
  log: string,
): void {
  const where = `pipeline ${pipeline.definition.name ?? pipeline.path}`;
  if (result.cancelled) throw new PlumblineError('cancelled', 'cancelled; nothing was changed', { where });
  if (result.timedOut) {
    throw new PlumblineError('failed', `did not end within ${pipeline.definition.timeout}; nothing was changed`, {
      where,
      help: `raise \`timeout\` in ${pipeline.path}, or see ${log} for where it hung`,
    });
  }
  if (result.exitCode === 0) return;
  const how =
    result.exitCode === undefined ? `was ended by ${result.signal}` : `ended with exit code ${result.exitCode}`;
  throw new PlumblineError('failed', `the program ${how}; nothing was changed`, {
    where,
    why: last.length === 0 ? undefined : last.slice(-8).join('\n       '),
    help: `the whole log is in ${log}`,
  });
}

function blockedBy(why: string, pipeline: string, output: FinishedOutput): PlumblineError {
  return new PlumblineError('failed', `output ${output.name} was not taken; nothing was changed`, {
    where: `pipeline ${pipeline}`,
    why,
    help: `put the data or the suite right, or set \`ingestion: always\` in ${output.group.path} to take rows that fail`,
  });
}
