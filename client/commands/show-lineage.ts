import { subjectOf } from '../subjects.ts';
import type { Command } from './command.ts';

const QUESTION = {
  kinds: ['feature-group', 'feature-view', 'expectation-suite', 'pipeline', 'model', 'deployment', 'monitor'],
  prompt: 'Show where this comes from and what uses it',
};

export const showLineage: Command = async ({ server, pages }, given) => {
  const subject = await subjectOf(server, given, QUESTION);
  if (subject !== undefined) await pages.openLineage(subject.id);
};
