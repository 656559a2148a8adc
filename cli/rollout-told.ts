import type { Step } from '../core/deployments/transition.ts';
import type { Output } from './output.ts';

/** What a change of a rollout tells: to a script the change and the new state, to a person one sentence. */
export function tellStep(command: string, deployment: string, { state, happened }: Step, output: Output): void {
  const { model, stable, candidate, status, reason } = state;
  const text = output.options.quiet
    ? ''
    : `${output.paint.green('✓')} ${output.paint.bold(deployment)} ${happened.action}: ${reason}`;
  output.result(command, true, { deployment, model, ...happened, stable, candidate, status, state: reason }, text);
}
