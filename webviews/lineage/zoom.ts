import { iconButton } from '../shared/controls.ts';
import { h } from '../shared/h.ts';
import type { DrawnGraph } from './graph.ts';

const STEP = 1.2;
const SMALLEST = 0.3;
const LARGEST = 2;
/** Below this a graph is rather scrolled than made smaller. */
const SMALLEST_FIT = 0.65;

/** The graph in a frame that scrolls, with zoom by buttons and by Ctrl and wheel. */
export function zoomable({ element, layout }: DrawnGraph) {
  let zoom = 1;
  const scroller = h('div', { class: 'graph-scroller' }, element);

  function zoomTo(next: number): void {
    zoom = Math.min(LARGEST, Math.max(SMALLEST, next));
    element.setAttribute('width', String(layout.width * zoom));
    element.setAttribute('height', String(layout.height * zoom));
  }

  /** The whole width, as long as its text can be read. */
  function fit(): void {
    zoomTo(Math.max(SMALLEST_FIT, Math.min(1, scroller.clientWidth / layout.width)));
  }

  scroller.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomTo(zoom * (event.deltaY < 0 ? STEP : 1 / STEP));
    },
    { passive: false },
  );
  const buttons = h(
    'div',
    { class: 'zoom', role: 'toolbar', 'aria-label': 'Zoom' },
    iconButton('zoom-in', 'Zoom in', () => zoomTo(zoom * STEP)),
    iconButton('zoom-out', 'Zoom out', () => zoomTo(zoom / STEP)),
    iconButton('screen-normal', 'Fit to width', fit),
  );
  return { scroller, buttons, fit };
}
