import type { RolloutAction } from '../../core/views/messages.ts';
import type { RolloutPage } from '../../core/views/rollout-page.ts';
import { type ButtonOptions, button } from '../shared/controls.ts';
import { h, icon } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { sentence } from '../shared/words.ts';

type Status = RolloutPage['status'];

const STATUSES: Readonly<Record<Status, { readonly icon: string; readonly word: string; readonly look: string }>> = {
  none: { icon: 'circle-large-outline', word: 'Not deployed', look: 'quiet' },
  idle: { icon: 'pass', word: 'Serving', look: 'passed' },
  progressing: { icon: 'sync', word: 'Rolling out', look: 'running' },
  paused: { icon: 'debug-pause', word: 'Paused', look: 'warning' },
  aborted: { icon: 'error', word: 'Aborted', look: 'failed' },
};

/** How it stands and why, and everything that a person can do about it, always in the same place. */
export function summary(page: RolloutPage, host: Host): HTMLElement {
  const { word, icon: sign, look } = STATUSES[page.status];
  return h(
    'header',
    { class: 'summary' },
    h('p', { class: `badge badge-${look}` }, icon(sign), word),
    h('h1', {}, page.deployment),
    h(
      'p',
      { class: 'muted' },
      [`model ${page.model}`, page.strategy.replace('-', '/'), page.address].filter(Boolean).join(' · '),
    ),
    h('p', { class: 'reason', role: 'status' }, sentence(page.reason)),
    h('div', { class: 'actions' }, ...actions(page, host)),
  );
}

function actions(page: RolloutPage, host: Host): readonly HTMLElement[] {
  const { deployment, candidate, status, rollbackTo } = page;
  const act = (label: string, action: RolloutAction, options: ButtonOptions) =>
    kept(
      action,
      button(label, () => host.send({ type: 'rollout', deployment, action }), options),
    );
  const rolling = status === 'progressing' || status === 'paused' ? undefined : 'No new version is being rolled out';
  const isPaused = status === 'paused';
  return [
    candidate === undefined
      ? kept(
          'deploy',
          button('Deploy Model Version…', () => host.send({ type: 'deploy', deployment }), {
            icon: 'rocket',
            appearance: 'primary',
          }),
        )
      : act(`Promote v${candidate.version}`, 'promote', {
          icon: 'check-all',
          appearance: 'primary',
          disabled: rolling,
        }),
    act(isPaused ? 'Resume' : 'Pause', isPaused ? 'resume' : 'pause', {
      icon: isPaused ? 'debug-continue' : 'debug-pause',
      disabled: rolling,
    }),
    act('Abort', 'abort', { icon: 'close', disabled: rolling }),
    h('span', { class: 'gap' }),
    act(rollbackTo === undefined ? 'Roll Back' : `Roll Back to v${rollbackTo}`, 'rollback', {
      icon: 'discard',
      appearance: 'danger',
      disabled: rollbackTo === undefined ? 'There is no earlier version to bring back' : undefined,
    }),
  ];
}

function kept(name: string, element: HTMLElement): HTMLElement {
  element.dataset.keep = name;
  return element;
}
