import type { RolloutPage, RolloutStep } from '../../core/views/rollout-page.ts';
import { h, icon } from '../shared/h.ts';
import { atTime } from '../shared/words.ts';

const STATES: Readonly<Record<RolloutStep['state'], { readonly icon: string; readonly word: string }>> = {
  done: { icon: 'pass-filled', word: 'done' },
  current: { icon: 'circle-filled', word: 'now' },
  waiting: { icon: 'circle-large-outline', word: 'to come' },
  failed: { icon: 'error', word: 'failed' },
};

/** The way of a new version to all requests, step by step. */
export function steps({ steps, candidate, status }: RolloutPage): readonly HTMLElement[] {
  // How a rollout that is over went stands in what happened.
  if (steps.length === 0) return [];
  if (candidate === undefined && !steps.some(({ state }) => state === 'failed')) return [];
  return [
    h(
      'section',
      { class: 'section', 'aria-labelledby': 'steps' },
      h(
        'h2',
        { id: 'steps' },
        candidate === undefined ? 'Steps of the last rollout' : `Steps of v${candidate.version}`,
      ),
      h('ol', { class: 'steps' }, ...steps.map((step) => row(step, status))),
    ),
  ];
}

function row(step: RolloutStep, status: RolloutPage['status']): HTMLElement {
  const { icon: sign, word } = STATES[step.state];
  const isCurrent = step.state === 'current';
  return h(
    'li',
    { class: `step ${step.state}`, 'aria-current': isCurrent && 'step' },
    icon(isCurrent && status === 'paused' ? 'debug-pause' : sign),
    h('span', { class: 'weight numbers' }, `${step.weight} %`),
    h('span', { class: 'muted' }, step.for === undefined ? 'until promoted' : `for ${step.for}`),
    h('span', { class: 'muted' }, step.until === undefined ? word : `until ${atTime(step.until)}`),
  );
}
