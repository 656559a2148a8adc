import type { DriftFeature } from '../../core/views/drift-page.ts';
import { type Axis, axes } from '../shared/axes.ts';
import { svg } from '../shared/h.ts';
import { number, percent, shareOf } from '../shared/words.ts';

const BOX = { width: 560, height: 260, left: 54, right: 10, top: 10, bottom: 38 };

/**
 * Both distributions over the same bins: the reference as striped bars, the current as an outline in front. Even bins
 * stand on an axis of values; of others, such as quantiles, each has the same room, with its edges below.
 */
export function overlay({ bins, feature }: DriftFeature): SVGElement {
  const most = Math.max(...bins.flatMap(({ reference, current }) => [reference, current]), 1e-9);
  const axis = evenAxis(bins, feature) ?? binAxis(bins, feature);
  const { x, y, frame } = axes(BOX, axis, { label: 'share of rows', domain: [0, most * 100], format: percent });
  const [low, high] = axis.domain;
  /** Where the bin begins; of the one behind the last, where that ends. */
  const at = (i: number) => x(low + ((high - low) * i) / bins.length);
  const ground = y(0);
  const bars = bins.map(({ label, reference, current }, i) => {
    const [left, width] = [at(i), at(i + 1) - at(i)];
    const top = y(reference * 100);
    return svg(
      'g',
      {},
      svg('title', {}, `${label}: ${shareOf(reference)} → ${shareOf(current)}`),
      svg('rect', { class: 'reach', x: left, y: BOX.top, width, height: ground - BOX.top }),
      svg('rect', { class: 'reference', x: left + 1, y: top, width: Math.max(0, width - 2), height: ground - top }),
    );
  });
  const outline = bins.map(({ current }, i) => `V${y(current * 100)}H${at(i + 1)}`).join('');
  return svg(
    'svg',
    { class: 'plot', viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: 'img', 'aria-label': inWords(bins, feature) },
    ...frame,
    ...bars,
    svg('path', { class: 'current', d: `M${at(0)} ${ground}${outline}V${ground}` }),
  );
}

/** An axis of values, where all bins are as wide as each other; undefined where they are not. */
function evenAxis(bins: DriftFeature['bins'], label: string): Axis | undefined {
  const edges = [bins[0]?.from, ...bins.map(({ to }) => to)];
  if (!edges.every((edge): edge is number => typeof edge === 'number' && Number.isFinite(edge))) return undefined;
  const [low, high] = [edges[0] as number, edges.at(-1) as number];
  const width = (high - low) / bins.length;
  const isEven = edges.every((edge, i) => Math.abs(edge - (low + width * i)) < width / 50);
  return isEven ? { label, domain: [low, high], format: number, ticks: 7 } : undefined;
}

/** An axis that counts the bins, with the edges of some of them below. */
function binAxis(bins: DriftFeature['bins'], label: string): Axis {
  const edges = [...bins.map(({ from, label }) => edge(from, label)), edge(bins.at(-1)?.to, '')];
  const apart = Math.max(1, Math.ceil(bins.length / 8));
  return { label, domain: [0, bins.length], format: (at) => edges[at] ?? '', ticks: bins.length / apart };
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
