import type { DriftPage } from '../../core/views/drift-page.ts';
import { h } from '../shared/h.ts';
import { connect, type Host } from '../shared/host.ts';
import { featureDetails } from './feature-details.ts';
import { featureList } from './feature-list.ts';
import { summary } from './summary.ts';
import './drift.css';

connect<DriftPage>('drift', draw);

/** Features by how far they moved, and of the chosen one both distributions, one over the other. */
function draw(page: DriftPage, place: HTMLElement, host: Host): void {
  document.title = `Drift of ${page.monitor ?? page.current.label}`;
  const details = h('section', { class: 'details', 'aria-live': 'polite', 'aria-label': 'Chosen feature' });
  const list = featureList(page, host, (feature) => details.replaceChildren(...featureDetails(page, feature, host)));
  place.replaceChildren(summary(page, host), h('div', { class: 'beside' }, list, details));
}
