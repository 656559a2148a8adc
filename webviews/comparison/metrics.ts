import type { ComparisonPage, MetricComparison } from '../../core/views/comparison-page.ts';
import { h, icon } from '../shared/h.ts';
import { change } from '../shared/words.ts';
import { intervalBars, valueCell } from './interval-bars.ts';
import { nameOf, sideHead } from './sides.ts';

/** A verdict has an icon and a word: colour alone says nothing. */
const VERDICTS: Readonly<
  Record<MetricComparison['verdict'], { readonly icon: string; readonly word: string; readonly outcome: string }>
> = {
  better: { icon: 'pass', word: 'Better', outcome: 'passed' },
  worse: { icon: 'error', word: 'Worse', outcome: 'failed' },
  'within the noise': { icon: 'dash', word: 'Within the noise', outcome: 'none' },
  unknown: { icon: 'question', word: 'Not comparable', outcome: 'none' },
};

/** Every metric of both versions, with the interval it is known to lie in. */
export function metrics({ metrics, left, right }: ComparisonPage): HTMLElement {
  return h(
    'section',
    { class: 'section', 'aria-labelledby': 'metrics' },
    h('h2', { id: 'metrics' }, 'Metrics'),
    metrics.length === 0
      ? h('p', { class: 'muted' }, 'Neither version has been judged on predictions.')
      : h(
          'div',
          { class: 'sideways', tabindex: 0, role: 'region', 'aria-label': 'Metrics of both versions' },
          h(
            'table',
            { class: 'facts-table metrics' },
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                h('th', { scope: 'col' }, 'Metric'),
                sideHead('a', left),
                sideHead('b', right),
                h('td', { class: 'bars' }),
                h('th', { scope: 'col', class: 'number' }, 'Difference'),
                h('th', { scope: 'col' }, `${nameOf(right)} is`),
              ),
            ),
            h('tbody', {}, ...metrics.map(row)),
          ),
        ),
    h(
      'p',
      { class: 'muted' },
      'A range is the interval that the value lies in with 95 % confidence. Better and worse are said only where the ranges do not overlap.',
    ),
  );
}

function row(metric: MetricComparison): HTMLElement {
  const { name, description, better, left, right, difference } = metric;
  const { icon: sign, word, outcome } = VERDICTS[metric.verdict];
  return h(
    'tr',
    { 'data-metric': name },
    h(
      'th',
      { scope: 'row', title: description },
      h('code', {}, name),
      h('span', { class: 'hint muted' }, `${better} is better`),
    ),
    valueCell(left),
    valueCell(right),
    h('td', { class: 'bars' }, (left ?? right) !== undefined && intervalBars(left, right)),
    h('td', { class: 'number' }, difference === undefined ? '–' : change(difference)),
    h('td', { class: `verdict outcome-${outcome}` }, icon(sign), ` ${word}`),
  );
}
