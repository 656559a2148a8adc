import type { DataTable } from '../../core/views/validation-page.ts';
import { dataTable } from './data-table.ts';
import { h } from './h.ts';
import type { Host } from './host.ts';

/** The same numbers as a table, below a picture; whether it is open is kept when the page is drawn again. */
export function numbersBehind(table: Omit<DataTable, 'total'>, label: string, host: Host, name: string): HTMLElement {
  const behind = h(
    'details',
    { class: 'numbers-behind', open: host.recall(name) === 'open' },
    h('summary', {}, 'As a table'),
    dataTable({ ...table, total: table.rows.length }, label),
  );
  behind.addEventListener('toggle', () => host.remember(name, behind.open ? 'open' : ''));
  return behind;
}
