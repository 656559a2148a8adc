import type { ValidationPage, Verdict } from '../../core/views/validation-page.ts';
import { dataTable } from '../shared/data-table.ts';
import { type Child, h } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { OUTCOMES } from '../shared/outcome.ts';
import { count, percent, plural } from '../shared/words.ts';

/** One expectation: what was expected, what was found, which rows fail, and the way to its line. */
export function verdictRow(verdict: Verdict, page: ValidationPage, host: Host): HTMLElement {
  const { outcome, title, type, expected, observed, why, rows, column } = verdict;
  const unexpected = unexpectedInWords(verdict);
  const look = OUTCOMES[outcome];
  return h(
    'li',
    {
      class: `verdict verdict-${outcome}`,
      'data-outcome': outcome,
      'data-words': [column, title, type, expected, observed, why].join(' ').toLowerCase(),
    },
    h('span', { class: `codicon codicon-${look.icon} outcome-${outcome}`, role: 'img', 'aria-label': look.word }),
    h(
      'div',
      { class: 'verdict-text' },
      h(
        'p',
        { class: 'verdict-title' },
        h('span', { title: type }, title),
        severity(verdict),
        lineLink(verdict, page, host),
      ),
      h(
        'dl',
        {},
        fact('Expected', expected),
        fact('Observed', observed, outcome === 'passed' ? '' : 'found'),
        fact('Unexpected', unexpected),
        why !== undefined && fact('Why', why),
      ),
      rows !== undefined && rows.rows.length > 0 && failingRows(rows, outcome === 'failed'),
    ),
  );
}

function fact(term: string, text: Child, style = ''): readonly Child[] {
  return text === '' ? [] : [h('dt', {}, term), h('dd', { class: style }, text)];
}

/** Said only where it is not what a failure normally is. */
function severity({ severity, outcome }: Verdict): Child {
  return severity !== 'critical' && outcome === 'failed' && h('span', { class: 'tag' }, severity);
}

function lineLink({ range }: Verdict, { file }: ValidationPage, host: Host): Child {
  if (range === undefined) return undefined;
  const line = range.start.line + 1;
  return h(
    'button',
    {
      class: 'link line',
      type: 'button',
      title: `${file}:${line}`,
      onclick: () => host.send({ type: 'open', file, range }),
    },
    `line ${line}`,
  );
}

/** `1 of 26,111 rows (0.00383 %)`; empty where nothing is unexpected, and where that is what was observed. */
function unexpectedInWords({ unexpected, observed }: Verdict): string {
  if (unexpected === undefined || unexpected.count === 0) return '';
  const { count: found, of, percent: share } = unexpected;
  if (observed.startsWith(`${count(found)} of `)) return '';
  const rows = `${count(found)} of ${plural(of, 'row')}`;
  return share === undefined ? rows : `${rows} (${percent(share)})`;
}

function failingRows(rows: NonNullable<Verdict['rows']>, open: boolean): HTMLElement {
  const all = rows.rows.length >= rows.total;
  const label = all
    ? plural(rows.total, 'failing row')
    : `First ${count(rows.rows.length)} of ${plural(rows.total, 'failing row')}`;
  return h('details', { open }, h('summary', {}, label), dataTable(rows, label));
}
