import { reportError } from '../report-error.ts';
import { readSubject, subjectOf } from '../subjects.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';

const MONITOR = 'monitor:';

/** Compares the two sides of a monitor, and shows what drifted. */
export const detectDrift: Command = async ({ server, runs, log, pages }, given) => {
  if (!(await mayRun())) return;
  const monitor = await subjectOf(server, given, { kinds: ['monitor'], prompt: 'Monitor to look with' });
  if (monitor === undefined) return;
  const title = `Detecting drift with ${monitor.name}`;
  const { end } = await runs.withProgress(title, ['drift', monitor.name]);
  if (end.kind === 'error') return reportError(log, `${title} did not work`, end);
  if (end.kind === 'result') await pages.openDrift({ monitor: monitor.name });
};

/** Opens the page of a stored result, or of the latest one of a monitor. */
export const showDrift: Command = async ({ server, pages }, given) => {
  const subject = await subjectOf(server, given, { kinds: ['monitor'], prompt: 'Show the latest result of' });
  if (subject === undefined) return;
  const { id } = subject;
  await pages.openDrift(id.startsWith(MONITOR) ? { monitor: readSubject(id).name } : { result: id });
};
