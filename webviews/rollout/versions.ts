import type { RolloutPage, RolloutVersion } from '../../core/views/rollout-page.ts';
import { button } from '../shared/controls.ts';
import { gateList } from '../shared/gate-list.ts';
import { h } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { measure, when } from '../shared/words.ts';
import { swatch } from './split.ts';

/** What is known of the versions that answer. */
export function versions({ stable, candidate, model }: RolloutPage, host: Host): readonly HTMLElement[] {
  const shown = [
    ...(stable === undefined ? [] : [card('stable', stable)]),
    ...(candidate === undefined ? [] : [card('candidate', candidate)]),
  ];
  if (shown.length === 0) return [];
  const compare = (left: number, right: number) =>
    button('Compare Versions', () => host.send({ type: 'compare', model, left, right }), { icon: 'compare-changes' });
  return [
    h(
      'section',
      { class: 'section', 'aria-labelledby': 'versions' },
      h('h2', { id: 'versions' }, 'Versions'),
      h('div', { class: 'cards' }, ...shown),
      stable !== undefined &&
        candidate !== undefined &&
        h('div', { class: 'actions' }, compare(stable.version, candidate.version)),
    ),
  ];
}

function card(role: 'stable' | 'candidate', { version, since, metrics, gates }: RolloutVersion): HTMLElement {
  return h(
    'section',
    { class: 'card', 'aria-label': `Version ${version}, ${role}` },
    h('h3', {}, swatch(role), ` Version ${version}`, h('span', { class: 'muted' }, ` ${role}`)),
    h('p', { class: 'muted numbers' }, `live since ${when(since)}`),
    metrics.length > 0 &&
      h(
        'dl',
        { class: 'metrics numbers' },
        ...metrics.map(({ name, value }) =>
          h('div', {}, h('dt', {}, h('code', {}, name)), h('dd', {}, measure(value))),
        ),
      ),
    gateList(gates, `Gates of version ${version}`),
  );
}
