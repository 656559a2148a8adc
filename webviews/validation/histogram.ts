import type { Histogram } from '../../core/views/validation-page.ts';
import { h, svg } from '../shared/h.ts';
import { count, number, plural } from '../shared/words.ts';

type Numeric = Extract<Histogram, { kind: 'numeric' }>;

const WIDTH = 260;
const HEIGHT = 72;
/** A bar that stands for something is never too low to be seen. */
const LOWEST = 2.5;

/** Bars over the range of a column, its ends below, and the same numbers as a table. */
export function histogram(drawn: Numeric, column: string): readonly HTMLElement[] {
  const { edges, counts } = drawn;
  const first = edges[0] ?? 0;
  const range = (edges.at(-1) ?? 1) - first || 1;
  const most = Math.max(...counts);
  const x = (edge: number) => ((edge - first) / range) * WIDTH;
  const bars = counts.map((rows, i) => {
    const left = x(edges[i] ?? first);
    const width = Math.max(1, x(edges[i + 1] ?? first + range) - left - 1);
    const height = rows === 0 ? 0 : Math.max(LOWEST, (rows / most) * HEIGHT);
    return svg(
      'g',
      {},
      svg('title', {}, `${binName(drawn, i)}: ${plural(rows, 'row')}`),
      // The whole height answers to the pointer, so that low bars can be pointed at.
      svg('rect', { class: 'reach', x: left, y: 0, width: width + 1, height: HEIGHT }),
      svg('rect', { class: 'bar', x: left, y: HEIGHT - height, width, height }),
    );
  });
  return [
    h(
      'div',
      { class: 'histogram', role: 'img', 'aria-label': inWords(drawn, column) },
      svg(
        'svg',
        { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        ...bars,
        svg('line', { class: 'base', x1: 0, x2: WIDTH, y1: HEIGHT, y2: HEIGHT }),
      ),
      h(
        'p',
        { class: 'ends muted', 'aria-hidden': 'true' },
        h('span', {}, edgeName(drawn, 0)),
        h('span', {}, edgeName(drawn, counts.length)),
      ),
    ),
    asTable(drawn),
  ];
}

function asTable(drawn: Numeric): HTMLElement {
  const rows = drawn.counts.map((rows, i) =>
    h('tr', {}, h('th', { scope: 'row' }, binName(drawn, i)), h('td', {}, count(rows))),
  );
  return h(
    'details',
    { class: 'numbers-behind' },
    h('summary', {}, 'As a table'),
    h(
      'div',
      { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': 'Rows by value' },
      h(
        'table',
        { class: 'data' },
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Value'), h('th', { scope: 'col' }, 'Rows'))),
        h('tbody', {}, ...rows),
      ),
    ),
  );
}

/** For those who hear the page: where the values lie, and where most of them are. */
function inWords(drawn: Numeric, column: string): string {
  const peak = drawn.counts.indexOf(Math.max(...drawn.counts));
  return `${column} from ${edgeName(drawn, 0)} to ${edgeName(drawn, drawn.counts.length)}, most often ${binName(drawn, peak)}`;
}

function edgeName({ edges, labels }: Numeric, i: number): string {
  return labels?.[i] ?? number(edges[i] ?? 0);
}

const binName = (drawn: Numeric, i: number) => `${edgeName(drawn, i)} – ${edgeName(drawn, i + 1)}`;
