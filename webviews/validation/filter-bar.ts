import type { ValidationPage } from '../../core/views/validation-page.ts';
import { searchField } from '../shared/controls.ts';
import { h, icon } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { OUTCOMES, type Outcome } from '../shared/outcome.ts';
import { count, plural } from '../shared/words.ts';

type Choice = Outcome | 'all';

/** Narrows the list to one outcome and to a text; what is chosen stays chosen when the page is drawn again. */
export function filterBar(page: ValidationPage, list: HTMLElement, host: Host): HTMLElement {
  let choice = (host.recall('outcome') ?? 'all') as Choice;
  let text = host.recall('search') ?? '';
  const told = h('p', { class: 'told muted', role: 'status' });
  const chips = choicesOf(page).map(({ name, label, amount }) =>
    h(
      'button',
      { class: `chip outcome-${name}`, type: 'button', 'data-outcome': name, onclick: () => choose(name) },
      name !== 'all' && icon(OUTCOMES[name].icon),
      label,
      h('span', { class: 'amount' }, count(amount)),
    ),
  );

  function choose(next: Choice): void {
    choice = next;
    host.remember('outcome', choice);
    apply();
  }

  function search(next: string): void {
    text = next;
    host.remember('search', text);
    apply();
  }

  function apply(): void {
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.dataset.outcome === choice));
    const shown = filter(list, choice, text.trim().toLowerCase());
    told.textContent = shown === page.verdicts.length ? '' : `${plural(shown, 'expectation')} shown`;
  }

  apply();
  return h(
    'div',
    { class: 'filter' },
    h('div', { class: 'chips', role: 'group', 'aria-label': 'Outcome' }, ...chips),
    searchField('Search columns and expectations', text, search),
    told,
  );
}

function choicesOf({ counts, verdicts }: ValidationPage) {
  const outcomes = [
    { name: 'error', label: 'Errors', amount: counts.errors },
    { name: 'failed', label: 'Failed', amount: counts.failed },
    { name: 'warning', label: 'Warnings', amount: counts.warned },
    { name: 'passed', label: 'Passed', amount: counts.passed },
  ] as const;
  return [
    { name: 'all', label: 'All', amount: verdicts.length } as const,
    ...outcomes.filter(({ amount }) => amount > 0),
  ];
}

/** Hides what does not match, and sections of which nothing is left. Returns how many verdicts are shown. */
function filter(list: HTMLElement, choice: Choice, text: string): number {
  let shown = 0;
  for (const section of list.querySelectorAll<HTMLElement>('.column')) {
    let any = false;
    for (const row of section.querySelectorAll<HTMLElement>('.verdict')) {
      const { outcome, words = '' } = row.dataset;
      row.hidden = (choice !== 'all' && outcome !== choice) || !words.includes(text);
      if (row.hidden) continue;
      any = true;
      shown += 1;
    }
    section.hidden = !any;
  }
  return shown;
}
