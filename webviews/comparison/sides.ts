import type { ModelVersionCard } from '../../core/views/comparison-page.ts';
import { h, svg } from '../shared/h.ts';

/** The older version is drawn as `a`: a dashed line with hollow marks. The newer is `b`: a whole line with full ones. */
export type Side = 'a' | 'b';

/** `v3` */
export const nameOf = ({ version }: ModelVersionCard) => `v${version}`;

/** How the lines and marks of a side look, for legends and headings. */
export function key(side: Side): SVGElement {
  return svg(
    'svg',
    { class: `key side-${side}`, viewBox: '0 0 34 12', 'aria-hidden': 'true' },
    svg('path', { class: 'line', d: 'M0 6H34' }),
    mark(side, 17, 6),
  );
}

/** A circle for one side, a square for the other. */
export function mark(side: Side, x: number, y: number): SVGElement {
  return side === 'a'
    ? svg('circle', { class: 'mark', cx: x, cy: y, r: 3.4 })
    : svg('rect', { class: 'mark', x: x - 3, y: y - 3, width: 6, height: 6 });
}

/** A heading cell of a table, with the sign of its side. */
export const sideHead = (side: Side, card: ModelVersionCard) =>
  h('th', { scope: 'col', class: 'number' }, key(side), ' ', nameOf(card));
