import type { ProfilePage } from '../../core/views/profile-page.ts';
import { h } from '../shared/h.ts';
import { connect, type Host } from '../shared/host.ts';
import { createChoice } from './choice.ts';
import { findings } from './findings.ts';
import { section } from './section.ts';
import { summary } from './summary.ts';
import './profile.css';

connect<ProfilePage>('profile', draw);

/** What was drawn from data, column by column: a person accepts each proposal or not, and writes the suite. */
function draw(page: ProfilePage, place: HTMLElement, host: Host): void {
  document.title = `Profile of ${page.label}`;
  const choice = createChoice(page, host);
  const shown = page.sections.filter(({ proposals }) => proposals.length > 0);
  place.replaceChildren(
    summary(page, choice, host),
    ...findings(page),
    h('div', { class: 'sections' }, ...shown.map((each) => section(each, choice))),
  );
}
