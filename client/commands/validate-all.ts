import { mayRun } from '../trust.ts';
import { judge } from '../validation-outcome.ts';
import type { Command } from './command.ts';

/** Judges all data of the project by all its suites. */
export const validateAll: Command = async (workbench) => {
  if (!(await mayRun())) return;
  await judge(workbench, 'Validating all suites', []);
};
