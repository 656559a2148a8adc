import type { ProfilePage } from '../../core/views/profile-page.ts';
import { button } from '../shared/controls.ts';
import { h } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { duration, plural, when } from '../shared/words.ts';
import type { Choice } from './choice.ts';

/** What was looked at, how much of it is accepted, and the way to a suite. */
export function summary(page: ProfilePage, choice: Choice, host: Host): HTMLElement {
  const all = page.sections.flatMap(({ proposals }) => proposals);
  const told = h('p', { class: 'accepted numbers', role: 'status' });
  const write = button('Write Suite', () => send(), { icon: 'check', appearance: 'primary' });
  const send = () => {
    host.send({ type: 'accept', profile: page.id, suite: page.suite, numbers: choice.accepted() });
  };
  choice.follow(() => {
    const count = choice.accepted().length;
    told.textContent = `${count} of ${plural(all.length, 'proposal')} accepted`;
    // A suite without expectations would hold of anything.
    write.toggleAttribute('disabled', count === 0);
  });
  return h(
    'header',
    { class: 'summary' },
    h('h1', {}, `Profile of ${page.label}`),
    h(
      'p',
      { class: 'muted numbers' },
      [plural(page.rows, 'row'), plural(page.columns, 'column'), duration(page.seconds), when(page.ranAt)].join(' · '),
    ),
    h('p', {}, 'It says what is, not what must be: accept what must hold of the next data as well.'),
    told,
    h(
      'div',
      { class: 'actions' },
      write,
      button('Accept All', () => choice.set(all, true), { icon: 'check-all' }),
      button('Accept None', () => choice.set(all, false), { icon: 'clear-all' }),
    ),
  );
}
