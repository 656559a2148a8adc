import type { LiveVersion, RolloutPage } from '../../core/views/rollout-page.ts';
import { button } from '../shared/controls.ts';
import { h } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { atTime, count, measure, shareOf } from '../shared/words.ts';
import { swatch } from './split.ts';

/** What the process that serves has counted; or how to start one. */
export function live({ live, deployment, status }: RolloutPage, host: Host): readonly HTMLElement[] {
  if (status === 'none') return [];
  return [
    h(
      'section',
      { class: 'section', 'aria-labelledby': 'live' },
      h('h2', { id: 'live' }, 'Live'),
      ...(live === undefined
        ? [
            h('p', { class: 'muted' }, 'Nothing serves this deployment now.'),
            h(
              'div',
              { class: 'actions' },
              button('Start Serving', () => host.send({ type: 'serve', deployment }), { icon: 'play' }),
            ),
          ]
        : [
            table(live.versions),
            h('p', { class: 'muted numbers' }, `As of ${atTime(live.at)}. Latencies in milliseconds.`),
          ]),
    ),
  ];
}

function table(versions: readonly LiveVersion[]): HTMLElement {
  const head = (label: string) => h('th', { scope: 'col', class: 'number' }, label);
  const cell = (text: string) => h('td', { class: 'number' }, text);
  const milliseconds = (value: number | undefined) => (value === undefined ? '–' : measure(value));
  return h(
    'div',
    { class: 'sideways', tabindex: 0, role: 'region', 'aria-label': 'Live figures', 'data-keep': 'live' },
    h(
      'table',
      { class: 'facts-table numbers' },
      h(
        'thead',
        {},
        h('tr', {}, h('th', { scope: 'col' }, 'Version'), ...['Requests', 'Share', 'Errors', 'p50', 'p99'].map(head)),
      ),
      h(
        'tbody',
        {},
        ...versions.map(({ version, role, requests, share, errorRate, p50, p99 }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, swatch(role), ` v${version} `, h('span', { class: 'muted' }, role)),
            cell(count(requests)),
            cell(shareOf(share)),
            cell(shareOf(errorRate)),
            cell(milliseconds(p50)),
            cell(milliseconds(p99)),
          ),
        ),
      ),
    ),
  );
}
