import type { DriftFeature } from '../../core/views/drift-page.ts';
import { axes } from '../shared/axes.ts';
import { svg } from '../shared/h.ts';
import { number, percent, shareOf } from '../shared/words.ts';

const BOX = { width: 560, height: 260, left: 54, right: 10, top: 10, bottom: 38 };

/**
 * Both distributions over the same bins: the reference as striped bars, the current as an outline in front. Bins of
 * tests are often quantiles; each has the same room, with its edges below.
 */
export function overlay({ bins, feature }: DriftFeature): SVGElement {
  const most = Math.max(...bins.flatMap(({ reference, current }) => [reference, current]), 1e-9);
  const edges = [...bins.map(({ from, label }) => edge(from, label)), edge(bins.at(-1)?.to, '')];
  const step = Math.max(1, Math.ceil(bins.length / 8));
  const { x, y, frame } = axes(
    BOX,
    { label: feature, domain: [0, bins.length], format: (at) => edges[at] ?? '', ticks: bins.length / step },
    { label: 'share of rows', domain: [0, most * 100], format: percent },
  );
  const ground = y(0);
  const bars = bins.map((bin, i) =>
    svg(
      'g',
      {},
      svg('title', {}, `${bin.label}: ${shareOf(bin.reference)} → ${shareOf(bin.current)}`),
      svg('rect', { class: 'reach', x: x(i), y: BOX.top, width: x(i + 1) - x(i), height: ground - BOX.top }),
      svg('rect', {
        class: 'reference',
        x: x(i) + 1,
        y: y(bin.reference * 100),
        width: x(i + 1) - x(i) - 2,
        height: ground - y(bin.reference * 100),
      }),
    ),
  );
  const outline = bins.map((bin, i) => `V${y(bin.current * 100)}H${x(i + 1)}`).join('');
  return svg(
    'svg',
    { class: 'plot', viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: 'img', 'aria-label': inWords(bins, feature) },
    ...frame,
    ...bars,
    svg('path', { class: 'current', d: `M${x(0)} ${ground}${outline}V${ground}` }),
  );
}

/** Where the sides differ most, for those who hear the page. */
function inWords(bins: DriftFeature['bins'], feature: string): string {
  const [most] = bins.toSorted((a, b) => Math.abs(b.current - b.reference) - Math.abs(a.current - a.reference));
  const widest =
    most && `, most different in ${most.label}: ${shareOf(most.reference)} before, ${shareOf(most.current)} now`;
  return `Both distributions of ${feature}${widest ?? ''}`;
}

function edge(value: number | undefined, otherwise: string): string {
  if (value === undefined) return otherwise;
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  return number(Number(value.toPrecision(4)));
}

export function hatch(): SVGElement {
  return svg(
    'pattern',
    { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    svg('rect', { class: 'hatch-ground', width: 6, height: 6 }),
    svg('rect', { class: 'hatch-line', width: 2.5, height: 6 }),
  );
}

/** How a side is drawn, for the legend. */
export const key = (side: 'reference' | 'current') =>
  svg(
    'svg',
    { class: 'key', viewBox: '0 0 34 12', 'aria-hidden': 'true' },
    side === 'reference'
      ? svg('rect', { class: 'reference', x: 1, y: 1, width: 32, height: 10 })
      : svg('path', { class: 'current', d: 'M2 12V2H32V12' }),
  );
