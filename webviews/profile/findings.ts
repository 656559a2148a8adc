import type { ProfilePage } from '../../core/views/profile-page.ts';
import { h, icon } from '../shared/h.ts';
import { plural, shareOf } from '../shared/words.ts';

const MOST_SHOWN = 5;

/** What was found out beside the proposals: personal data, keys, and what columns decide of each other. */
export function findings({ sections, keys, dependencies }: ProfilePage): readonly HTMLElement[] {
  const personal = sections.flatMap(({ column, pii }) => (pii === undefined ? [] : [{ column: column ?? '', ...pii }]));
  const items = [
    personal.length > 0 &&
      finding(
        'shield',
        'May hold personal data',
        personal.map(({ column, kind, confidence }) => `${column} (${kind}, ${shareOf(confidence)})`).join(', '),
      ),
    keys.length > 0 && finding('key', 'Keys', cut(keys.map(({ columns }) => columns.join(' + ')))),
    dependencies.length > 0 &&
      finding(
        'arrow-right',
        'Decided by another column',
        cut(dependencies.map(({ column, decides }) => `${column} decides ${decides.join(', ')}`)),
      ),
  ];
  return items.some(Boolean)
    ? [h('section', { class: 'findings', 'aria-label': 'Findings' }, h('dl', {}, ...items))]
    : [];
}

const finding = (sign: string, title: string, text: string) =>
  h('div', { class: 'finding' }, h('dt', {}, icon(sign), ` ${title}`), h('dd', {}, text));

function cut(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_SHOWN).join(' · ');
  const rest = texts.length - MOST_SHOWN;
  return rest > 0 ? `${shown} and ${plural(rest, 'other')}` : shown;
}
