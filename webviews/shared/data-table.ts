import type { DataTable } from '../../core/views/validation-page.ts';
import { h } from './h.ts';

/** Rows of data as a table that scrolls sideways by itself, also with the keyboard. */
export function dataTable({ columns, rows }: DataTable, label: string): HTMLElement {
  return h(
    'div',
    { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': label },
    h(
      'table',
      { class: 'data' },
      h('thead', {}, h('tr', {}, ...columns.map((column) => h('th', { scope: 'col' }, column)))),
      h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell))))),
    ),
  );
}
