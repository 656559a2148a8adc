import type { ValidationPage } from '../../core/views/validation-page.ts';
import { h } from '../shared/h.ts';
import { connect, type Host } from '../shared/host.ts';
import { columnSection, quietColumns } from './column-section.ts';
import { bySeverityOfWorst, groupByColumn } from './columns.ts';
import { filterBar } from './filter-bar.ts';
import { summary } from './summary.ts';
import './validation.css';

connect<ValidationPage>('validation', draw);

/** The verdicts of one validation, column by column, the columns with the worst verdict first. */
function draw(page: ValidationPage, place: HTMLElement, host: Host): void {
  document.title = `Validation of ${page.suite}`;
  const { judged, quiet } = groupByColumn(page);
  const sections = judged.sort(bySeverityOfWorst).map((column) => columnSection(column, page, host));
  const list = h('div', { class: 'columns' }, ...sections);
  place.replaceChildren(summary(page, host), filterBar(page, list, host), list, ...quietColumns(quiet));
}
