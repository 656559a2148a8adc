import type { ProfileSection, ProposalRow } from '../../core/views/profile-page.ts';
import { h, icon } from '../shared/h.ts';
import { count, shareOf } from '../shared/words.ts';
import type { Choice } from './choice.ts';

/** A column, or the table: what was seen of it, and what is proposed. The box beside its name stands for all of them. */
export function section({ column, seen, semanticType, pii, proposals }: ProfileSection, choice: Choice): HTMLElement {
  const name = column ?? 'The table';
  const all = checkbox(`Accept all of ${name}`, () => choice.set(proposals, all.checked));
  const amount = h('span', { class: 'muted numbers' });
  choice.follow(() => {
    const accepted = proposals.filter((each) => choice.isAccepted(each)).length;
    all.checked = accepted === proposals.length;
    all.indeterminate = accepted > 0 && accepted < proposals.length;
    amount.textContent = `${count(accepted)} of ${count(proposals.length)}`;
  });
  return h(
    'section',
    { class: 'section', 'aria-label': name },
    h(
      'div',
      { class: 'head' },
      h('label', { class: 'all' }, all, h('h2', {}, name)),
      semanticType !== undefined && h('span', { class: 'tag' }, semanticType),
      pii !== undefined && h('span', { class: 'tag personal' }, icon('shield'), ` ${pii.kind}?`),
      amount,
    ),
    h('p', { class: 'muted seen numbers' }, seen),
    h('ul', { class: 'proposals' }, ...proposals.map((each) => row(each, choice))),
  );
}

function row(proposal: ProposalRow, choice: Choice): HTMLElement {
  const { number, title, args, reason, confidence } = proposal;
  const box = checkbox(undefined, () => choice.set([proposal], box.checked));
  box.dataset.number = String(number);
  box.addEventListener('keydown', (event) => walk(event, box));
  choice.follow(() => {
    box.checked = choice.isAccepted(proposal);
  });
  return h(
    'li',
    {},
    h(
      'label',
      { class: 'proposal' },
      box,
      h(
        'span',
        { class: 'words' },
        h('span', { class: 'title' }, title),
        args !== '' && h('code', {}, args),
        h('span', { class: 'muted reason' }, reason),
      ),
      h(
        'span',
        { class: 'confidence numbers', title: 'How sure it is that the next batch meets it' },
        inPercent(confidence),
      ),
    ),
  );
}

function checkbox(label: string | undefined, onChange: () => void): HTMLInputElement {
  return h('input', { type: 'checkbox', ...(label === undefined ? {} : { 'aria-label': label }), onchange: onChange });
}

/** From one proposal to the next with the arrow keys, through all columns. */
function walk(event: KeyboardEvent, box: HTMLInputElement): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const boxes = [...document.querySelectorAll<HTMLInputElement>('input[data-number]')];
  event.preventDefault();
  boxes[boxes.indexOf(box) + step]?.focus();
}

/** Nothing is ever sure. */
const inPercent = (confidence: number) => (confidence > 0.999 ? '> 99.9 %' : shareOf(confidence));
