import { readSubject, subjectOf } from '../subjects.ts';
import type { Command } from './command.ts';

const SUITE = 'expectation-suite:';
const QUESTION = { kinds: ['expectation-suite'], prompt: 'Show the latest result of' };

/** Opens the page of a stored result, or of the latest one of a suite. */
export const showResult: Command = async ({ server, pages }, given) => {
  const subject = await subjectOf(server, given, QUESTION);
  if (subject === undefined) return;
  await pages.openValidation(
    subject.id.startsWith(SUITE) ? { suite: readSubject(subject.id).name } : { result: subject.id },
  );
};
