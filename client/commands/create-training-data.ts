import { reportError } from '../report-error.ts';
import { subjectOf } from '../subjects.ts';
import { tell } from '../tell.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';

/** Creates the training data of a feature view, or finds that it is there. */
export const createTrainingData: Command = async ({ server, runs, log }, given) => {
  if (!(await mayRun())) return;
  const view = await subjectOf(server, given, {
    kinds: ['feature-view'],
    prompt: 'Feature view to create training data of',
  });
  if (view === undefined) return;
  const title = `Creating training data of ${view.name}`;
  const { end } = await runs.withProgress(title, ['td create', view.name]);
  if (end.kind === 'error') return reportError(log, `${title} did not work`, end);
  if (end.kind === 'result') tell.information(`${view.name}: ${described(end.value)}`);
};

/** What `td create` tells: whether it is new, and the hash that stands for its content. */
export function described(value: unknown): string {
  const { created, hash } = (value ?? {}) as { readonly created?: unknown; readonly hash?: unknown };
  const told = created === false ? 'the training data was there already' : 'the training data was created';
  return typeof hash === 'string' ? `${told}, its hash is ${hash.replace(/^sha256:/, '').slice(0, 12)}.` : `${told}.`;
}
