import type { Histogram } from '../../core/views/validation-page.ts';
import { h, svg } from '../shared/h.ts';
import { count, plural } from '../shared/words.ts';

type Categorical = Extract<Histogram, { kind: 'categorical' }>;

const WIDTH = 100;
const MOST_SHOWN = 8;

/** The most frequent values, each with its bar and its number: a table already. */
export function valueBars({ values, counts, others }: Categorical): HTMLElement {
  const rest = counts.slice(MOST_SHOWN).reduce((sum, rows) => sum + rows, others);
  const rows = values.slice(0, MOST_SHOWN).map((value, i) => ({ value, rows: counts[i] ?? 0, other: false }));
  if (rest > 0) rows.push({ value: 'all others', rows: rest, other: true });
  const most = Math.max(...rows.map(({ rows }) => rows));
  return h(
    'table',
    { class: 'value-bars' },
    h(
      'thead',
      { class: 'unseen' },
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Value'),
        h('th', { scope: 'col' }, 'Share'),
        h('th', { scope: 'col' }, 'Rows'),
      ),
    ),
    h(
      'tbody',
      {},
      ...rows.map(({ value, rows, other }) =>
        h(
          'tr',
          { class: other ? 'muted' : '' },
          h('th', { scope: 'row', title: value }, value === '' ? '(empty)' : value),
          h('td', {}, bar((rows / most) * WIDTH, plural(rows, 'row'))),
          h('td', { class: 'numbers' }, count(rows)),
        ),
      ),
    ),
  );
}

function bar(width: number, label: string): SVGElement {
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} 8`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    svg('rect', { class: 'bar', x: 0, y: 0, width: Math.max(1, width), height: 8 }),
  );
}
