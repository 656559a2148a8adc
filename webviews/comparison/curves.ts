import type { ComparisonPage, CurvePair, Point } from '../../core/views/comparison-page.ts';
import { axes } from '../shared/axes.ts';
import { h, svg } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { numbersBehind } from '../shared/numbers-behind.ts';
import { measure } from '../shared/words.ts';
import { key, mark, nameOf, type Side } from './sides.ts';

const BOX = { width: 360, height: 300, left: 46, right: 12, top: 10, bottom: 38 };
/** So that the lines can be told apart where they cross. */
const MARKS = 8;

/** The curves of both versions, one over the other. */
export function curves(page: ComparisonPage, host: Host): readonly HTMLElement[] {
  if (page.curves.length === 0) return [];
  return [
    h(
      'section',
      { class: 'section', 'aria-labelledby': 'curves' },
      h('h2', { id: 'curves' }, 'Curves'),
      h('div', { class: 'plots' }, ...page.curves.map((pair) => figure(pair, page, host))),
    ),
  ];
}

function figure(pair: CurvePair, { left, right }: ComparisonPage, host: Host): HTMLElement {
  const rows = (name: string, points: readonly Point[]) => points.map(([x, y]) => [name, measure(x), measure(y)]);
  const table = {
    columns: ['Version', pair.x, pair.y],
    rows: [...rows(nameOf(left), pair.left), ...rows(nameOf(right), pair.right)],
  };
  return h(
    'figure',
    { 'aria-label': pair.title },
    h('h3', {}, pair.title),
    h(
      'ul',
      { class: 'legend' },
      h('li', {}, key('a'), nameOf(left)),
      h('li', {}, key('b'), nameOf(right)),
      pair.name === 'roc' && h('li', { class: 'muted' }, chanceKey(), 'chance'),
    ),
    drawing(pair, `${pair.title} of ${nameOf(left)} and ${nameOf(right)}`),
    numbersBehind(table, `Points of the ${pair.title}`, host, `curve ${pair.name}`),
  );
}

function drawing(pair: CurvePair, label: string): SVGElement {
  const plain = (value: number) => String(value);
  const { x, y, frame } = axes(
    BOX,
    { label: pair.x, domain: [0, 1], format: plain },
    { label: pair.y, domain: [0, 1], format: plain },
  );
  const curve = (side: Side, points: readonly Point[]) =>
    svg(
      'g',
      { class: `side-${side}` },
      svg('path', {
        class: 'line',
        d: points.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${x(px)} ${y(py)}`).join(''),
      }),
      ...spread(points, side === 'a' ? -0.25 : 0.25).map(([px, py]) => mark(side, x(px), y(py))),
    );
  return svg(
    'svg',
    { class: 'plot', viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: 'img', 'aria-label': label },
    ...frame,
    pair.name === 'roc' && svg('path', { class: 'chance', d: `M${x(0)} ${y(0)}L${x(1)} ${y(1)}` }),
    curve('a', pair.left),
    curve('b', pair.right),
  );
}

const chanceKey = () =>
  svg(
    'svg',
    { class: 'key', viewBox: '0 0 34 12', 'aria-hidden': 'true' },
    svg('path', { class: 'chance', d: 'M0 6H34' }),
  );

/** Points about as far from each other along the curve as they can be; shifted, so that two curves do not hide each other's. */
function spread(points: readonly Point[], shift: number): readonly Point[] {
  const lengths = [0];
  for (let i = 1; i < points.length; i += 1) {
    const [[ax, ay], [bx, by]] = [points[i - 1] as Point, points[i] as Point];
    lengths.push((lengths[i - 1] as number) + Math.hypot(bx - ax, by - ay));
  }
  const whole = lengths.at(-1) ?? 0;
  if (whole === 0) return [];
  const wanted = Array.from({ length: MARKS }, (_, i) => ((i + 1 + shift) / (MARKS + 1)) * whole);
  return [...new Set(wanted.map((at) => points[lengths.findIndex((length) => length >= at)] as Point))];
}
