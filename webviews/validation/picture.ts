import type { ColumnPicture, Histogram } from '../../core/views/validation-page.ts';
import { h } from '../shared/h.ts';
import { histogram } from './histogram.ts';
import { valueBars } from './value-bars.ts';

/** The values of a column at a glance; undefined where there is nothing to draw. */
export function picture({ column, histogram: drawn }: ColumnPicture): HTMLElement | undefined {
  if (drawn === undefined || drawn.counts.every((count) => count === 0)) return undefined;
  return h('figure', { class: 'picture', 'aria-label': `Values of ${column}` }, ...parts(drawn, column));
}

function parts(drawn: Histogram, column: string): readonly HTMLElement[] {
  return drawn.kind === 'numeric' ? histogram(drawn, column) : [valueBars(drawn)];
}
