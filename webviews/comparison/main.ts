import type { ComparisonPage } from '../../core/views/comparison-page.ts';
import { connect, type Host } from '../shared/host.ts';
import { asked } from './asked.ts';
import { curves } from './curves.ts';
import { gates } from './gates.ts';
import { metrics } from './metrics.ts';
import { slices } from './slices.ts';
import { summary } from './summary.ts';
import { data, parameters } from './values.ts';
import './comparison.css';

connect<ComparisonPage>('comparison', draw);

/** Two versions of a model: what got better, and what is different that may be why. */
function draw(page: ComparisonPage, place: HTMLElement, host: Host): void {
  document.title = `${page.model}: version ${page.left.version} and version ${page.right.version}`;
  place.replaceChildren(
    summary(page, host),
    metrics(page),
    ...curves(page, host),
    ...gates(page),
    ...asked(page),
    ...slices(page),
    parameters(page),
    data(page),
  );
}
