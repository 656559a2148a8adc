import type { RolloutPage } from '../../core/views/rollout-page.ts';
import { h, icon } from '../shared/h.ts';
import { when } from '../shared/words.ts';

const ICONS: Readonly<Record<string, string>> = {
  deployed: 'rocket',
  step: 'arrow-up',
  promoted: 'check-all',
  paused: 'debug-pause',
  resumed: 'debug-continue',
  aborted: 'close',
  'rolled back': 'discard',
};

/** Who did what, when and why; the newest first. */
export function timeline({ timeline }: RolloutPage): readonly HTMLElement[] {
  if (timeline.length === 0) return [];
  return [
    h(
      'section',
      { class: 'section', 'aria-labelledby': 'timeline' },
      h('h2', { id: 'timeline' }, 'What happened'),
      h(
        'ol',
        { class: 'timeline' },
        ...timeline.map(({ at, actor, action, version, reason }) =>
          h(
            'li',
            {},
            icon(ICONS[action] ?? 'circle-small-filled'),
            h(
              'div',
              {},
              h(
                'p',
                {},
                h('strong', {}, version === undefined ? action : `v${version} ${action}`),
                reason !== '' && `: ${reason}`,
              ),
              h('p', { class: 'muted numbers' }, h('time', { datetime: at }, when(at)), ` · ${actor}`),
            ),
          ),
        ),
      ),
    ),
  ];
}
