import type { AskedCard, ComparisonPage } from '../../core/views/comparison-page.ts';
import { h, icon } from '../shared/h.ts';
import { plural } from '../shared/words.ts';
import { sideHead } from './sides.ts';

/** What the versions themselves said when they were asked: latency and behaviour tests. */
export function asked({ asked, left, right }: ComparisonPage): readonly HTMLElement[] {
  if (asked.length === 0) return [];
  return [
    h(
      'section',
      { class: 'section', 'aria-labelledby': 'asked' },
      h('h2', { id: 'asked' }, 'Latency and behaviour'),
      h(
        'div',
        { class: 'sideways', tabindex: 0, role: 'region', 'aria-label': 'Latency and behaviour tests' },
        h(
          'table',
          { class: 'facts-table asked' },
          h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Question'), sideHead('a', left), sideHead('b', right))),
          h(
            'tbody',
            {},
            ...asked.map(({ name, hint, left, right }) =>
              h(
                'tr',
                {},
                h('th', { scope: 'row' }, name, h('span', { class: 'hint muted' }, hint)),
                cell(left),
                cell(right),
              ),
            ),
          ),
        ),
      ),
    ),
  ];
}

function cell(card: AskedCard | undefined): HTMLElement {
  if (card === undefined) return h('td', {}, '–');
  const { text, passed, examples } = card;
  if (passed === undefined) return h('td', {}, text);
  return h(
    'td',
    { class: `outcome-${passed ? 'passed' : 'failed'}` },
    icon(passed ? 'pass' : 'error'),
    h('span', { class: 'unseen' }, passed ? 'Passed: ' : 'Failed: '),
    ' ',
    h('span', { class: 'reason' }, text),
    examples.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, plural(examples.length, 'example')),
        h('ul', {}, ...examples.map((example) => h('li', {}, h('code', {}, example)))),
      ),
  );
}
