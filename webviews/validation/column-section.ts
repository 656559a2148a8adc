import type { ColumnPicture, ValidationPage } from '../../core/views/validation-page.ts';
import { h, icon } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { OUTCOMES } from '../shared/outcome.ts';
import { percent, plural } from '../shared/words.ts';
import { type JudgedColumn, worstOf } from './columns.ts';
import { picture } from './picture.ts';
import { verdictRow } from './verdict-row.ts';

/** A column: its name and type, the picture of its values, and the verdicts on it. */
export function columnSection(column: JudgedColumn, page: ValidationPage, host: Host): HTMLElement {
  const outcome = worstOf(column);
  const drawn = column.picture && picture(column.picture);
  return h(
    'section',
    { class: 'column', 'aria-label': column.name ?? 'Table' },
    h(
      'div',
      { class: 'column-head' },
      h(
        'h2',
        {},
        h('span', { class: `codicon codicon-${OUTCOMES[outcome].icon} outcome-${outcome}` }),
        column.name ?? 'Table',
      ),
      column.picture && facts(column.picture),
    ),
    h(
      'div',
      { class: drawn ? 'column-body pictured' : 'column-body' },
      h('ol', { class: 'verdicts' }, ...column.verdicts.map((verdict) => verdictRow(verdict, page, host))),
      drawn,
    ),
  );
}

/** The columns that no expectation is about, to look at when the next one is written. */
export function quietColumns(columns: readonly ColumnPicture[]): readonly HTMLElement[] {
  if (columns.length === 0) return [];
  return [
    h(
      'details',
      { class: 'quiet' },
      h('summary', {}, `${plural(columns.length, 'column')} without expectations`),
      h(
        'ul',
        { class: 'pictures' },
        ...columns.map((column) => h('li', {}, h('h2', {}, column.column), facts(column), picture(column))),
      ),
    ),
  ];
}

function facts({ type, missing, rows }: ColumnPicture): HTMLElement {
  const share = rows === 0 ? 0 : (100 * missing) / rows;
  return h(
    'p',
    { class: 'muted facts numbers' },
    h('code', {}, type),
    missing > 0 &&
      h('span', {}, icon('circle-large-outline'), ` ${plural(missing, 'value')} missing (${percent(share)})`),
  );
}
