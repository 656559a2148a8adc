import type { ComparisonPage } from '../../core/views/comparison-page.ts';
import { h } from '../shared/h.ts';
import { count } from '../shared/words.ts';
import { intervalBars, valueCell } from './interval-bars.ts';
import { sideHead } from './sides.ts';

/** The same metric on parts of the data: what is better on the whole may be worse for some. */
export function slices({ slices, left, right }: ComparisonPage): readonly HTMLElement[] {
  if (slices.length === 0) return [];
  const head = (label: string, number = false) => h('th', { scope: 'col', class: number && 'number' }, label);
  return [
    h(
      'section',
      { class: 'section', 'aria-labelledby': 'slices' },
      h('h2', { id: 'slices' }, 'Slices'),
      h(
        'div',
        { class: 'sideways', tabindex: 0, role: 'region', 'aria-label': 'Metrics on slices' },
        h(
          'table',
          { class: 'facts-table' },
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              head('Slice'),
              head('Metric'),
              head('Rows', true),
              sideHead('a', left),
              sideHead('b', right),
              h('td', { class: 'bars' }),
            ),
          ),
          h(
            'tbody',
            {},
            ...slices.map((slice) =>
              h(
                'tr',
                {},
                h('th', { scope: 'row' }, slice.slice, h('span', { class: 'hint muted' }, slice.set)),
                h('td', {}, h('code', {}, slice.metric)),
                h('td', { class: 'number' }, slice.rows === undefined ? '–' : count(slice.rows)),
                valueCell(slice.left),
                valueCell(slice.right),
                h(
                  'td',
                  { class: 'bars' },
                  (slice.left ?? slice.right) !== undefined && intervalBars(slice.left, slice.right),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  ];
}
