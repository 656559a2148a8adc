import * as vscode from 'vscode';
import { logError, reportError } from '../report-error.ts';
import { subjectOf } from '../subjects.ts';
import { tell } from '../tell.ts';
import { mayRun } from '../trust.ts';
import { tellOutcome } from '../validation-outcome.ts';
import type { Command } from './command.ts';

const QUESTION = { kinds: ['pipeline'], prompt: 'Pipeline to run' };

/** Runs a pipeline between its validated inputs and outputs. */
export const runPipeline: Command = async (workbench, given) => {
  if (!(await mayRun())) return;
  const pipeline = await subjectOf(workbench.server, given, QUESTION);
  if (pipeline === undefined) return;
  const { end, suites } = await workbench.runs.withProgress(`Running ${pipeline.name}`, ['run', pipeline.name]);
  switch (end.kind) {
    case 'error': {
      // A failing suite is why the output was not taken, and its page says more than the error does.
      if (suites.every(({ success }) => success)) return reportError(workbench.log, `${pipeline.name} failed`, end);
      logError(workbench.log, `${pipeline.name} failed`, end);
      return tellOutcome(workbench, suites, `${pipeline.name} failed: ${end.message}. `, tell.error);
    }
    case 'cancelled':
      return void tell.information(`${pipeline.name} was cancelled. Everything is as it was before.`);
    case 'result': {
      const version = versionIn(end.value);
      if (version !== undefined) return tellVersion(pipeline.name, version);
      const lead = `${pipeline.name} ${end.success ? 'finished' : 'failed'}. `;
      if (suites.length > 0) return tellOutcome(workbench, suites, lead);
      return tellEnd(workbench.log, lead.trim(), end.success);
    }
  }
};

/** What a training pipeline tells of the version that it made. */
export interface TrainedVersion {
  /** `arrival_delay@3` */
  readonly version: string;
  readonly passed: boolean;
  readonly gates: readonly { readonly gate: string; readonly passed: boolean; readonly reason: string }[];
}

function versionIn(value: unknown): TrainedVersion | undefined {
  const { model } = (value ?? {}) as { readonly model?: TrainedVersion };
  return typeof model?.version === 'string' && Array.isArray(model.gates) ? model : undefined;
}

async function tellVersion(pipeline: string, trained: TrainedVersion): Promise<void> {
  const registry = 'Show Model Registry';
  const answer = await (trained.passed ? tell.information : tell.warning)(
    `${pipeline} finished. ${describeVersion(trained)}`,
    registry,
  );
  if (answer === registry) await vscode.commands.executeCommand('plumbline.modelRegistry.focus');
}

/** `arrival_delay@3 is blocked by recall at least 0.4: 0.38 is below 0.4.` */
export function describeVersion({ version, passed, gates }: TrainedVersion): string {
  if (passed) return `${version} ${gates.length === 0 ? 'is registered' : 'passed all its gates'}.`;
  const blocking = gates.filter((gate) => !gate.passed).map(({ gate, reason }) => `${gate}: ${reason}`);
  return `${version} is blocked by ${blocking.join('; ')}.`;
}

async function tellEnd(log: vscode.LogOutputChannel, text: string, success: boolean): Promise<void> {
  const output = 'Show Output';
  if ((await (success ? tell.information : tell.error)(text, output)) === output) log.show();
}
