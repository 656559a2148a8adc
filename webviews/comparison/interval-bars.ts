import type { Interval } from '../../core/views/comparison-page.ts';
import { h, svg } from '../shared/h.ts';
import { linear } from '../shared/scale.ts';
import { measure } from '../shared/words.ts';
import { mark, type Side } from './sides.ts';

const WIDTH = 160;
const HEIGHT = 30;

/** The values of both versions with their intervals, one above the other over the same span. */
export function intervalBars(a: Interval | undefined, b: Interval | undefined): SVGElement {
  const span = spanOf([a, b]);
  const x = linear(span, [6, WIDTH - 6]);
  const bar = (side: Side, of: Interval | undefined, y: number) =>
    of !== undefined &&
    svg(
      'g',
      { class: `side-${side}` },
      of.low !== undefined &&
        of.high !== undefined &&
        svg('path', { class: 'whisker', d: `M${x(of.low)} ${y - 4}v8m0-4H${x(of.high)}m0-4v8` }),
      mark(side, x(of.value), y),
    );
  return svg(
    'svg',
    { class: 'interval-bars', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' },
    bar('a', a, 9),
    bar('b', b, 21),
  );
}

function spanOf(intervals: readonly (Interval | undefined)[]): readonly [number, number] {
  const ends = intervals.flatMap((each) =>
    each === undefined ? [] : [each.low ?? each.value, each.high ?? each.value],
  );
  return [Math.min(...ends), Math.max(...ends)];
}

/** A cell with a value and, below it, the interval that it is in. */
export function valueCell(interval: Interval | undefined): HTMLElement {
  if (interval === undefined)
    return h('td', { class: 'number muted' }, '–', h('span', { class: 'unseen' }, 'not measured'));
  const { value, low, high } = interval;
  return h(
    'td',
    { class: 'number' },
    measure(value),
    low !== undefined &&
      high !== undefined &&
      h('span', { class: 'interval muted' }, `${measure(low)} – ${measure(high)}`),
  );
}
