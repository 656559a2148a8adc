import { subjectOf } from '../subjects.ts';
import { mayRun } from '../trust.ts';
import { judge } from '../validation-outcome.ts';
import type { Command } from './command.ts';

const QUESTION = { kinds: ['expectation-suite', 'feature-group'], prompt: 'Judge the data of' };

/** Judges data by a suite, or by all suites of a feature group. */
export const validate: Command = async (workbench, given) => {
  if (!(await mayRun())) return;
  const subject = await subjectOf(workbench.server, given, QUESTION);
  if (subject !== undefined) await judge(workbench, `Validating ${subject.name}`, [subject.name]);
};
