import { svg } from './h.ts';
import { linear, type Scale, ticks } from './scale.ts';

export interface Axis {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly format: (value: number) => string;
  /** About how many values stand beside it. */
  readonly ticks?: number;
}

/** Where a plot's data goes, and the frame around it. */
export interface Axes {
  readonly x: Scale;
  readonly y: Scale;
  readonly frame: readonly SVGElement[];
}

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Grid, values and labels of two axes, in the units of the drawing. */
export function axes(box: Box, across: Axis, up: Axis): Axes {
  const x = linear(across.domain, [box.left, box.width - box.right]);
  const y = linear(up.domain, [box.height - box.bottom, box.top]);
  const ground = box.height - box.bottom;
  const middle = (box.top + ground) / 2;
  return {
    x,
    y,
    frame: [
      ...ticks(...up.domain, up.ticks).flatMap((value) => [
        svg('line', { class: 'grid', x1: box.left, x2: box.width - box.right, y1: y(value), y2: y(value) }),
        svg(
          'text',
          { class: 'tick', x: box.left - 6, y: y(value), dy: '0.32em', 'text-anchor': 'end' },
          up.format(value),
        ),
      ]),
      ...ticks(...across.domain, across.ticks).map((value) =>
        svg('text', { class: 'tick', x: x(value), y: ground + 15, 'text-anchor': 'middle' }, across.format(value)),
      ),
      svg('line', { class: 'base', x1: box.left, x2: box.width - box.right, y1: ground, y2: ground }),
      svg(
        'text',
        { class: 'axis', x: (box.left + box.width - box.right) / 2, y: box.height - 3, 'text-anchor': 'middle' },
        across.label,
      ),
      svg(
        'text',
        { class: 'axis', x: 11, y: middle, 'text-anchor': 'middle', transform: `rotate(-90 11 ${middle})` },
        up.label,
      ),
    ],
  };
}
