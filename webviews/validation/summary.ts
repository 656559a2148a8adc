import type { ValidationPage } from '../../core/views/validation-page.ts';
import { button } from '../shared/controls.ts';
import { h, icon } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { OUTCOMES, type Outcome } from '../shared/outcome.ts';
import { duration, plural, when } from '../shared/words.ts';

/** What came of it, of what, when, and what can be done next. */
export function summary(page: ValidationPage, host: Host): HTMLElement {
  const outcome = outcomeOf(page);
  const { passed, warned, failed, errors } = page.counts;
  const held = passed + warned;
  const all = held + failed + errors;
  return h(
    'header',
    { class: `summary outcome-${outcome}` },
    h('p', { class: `badge badge-${outcome}` }, icon(OUTCOMES[outcome].icon), OUTCOMES[outcome].word),
    h('h1', {}, page.suite),
    h(
      'p',
      { class: 'muted numbers' },
      [
        `${held} of ${plural(all, 'expectation')} ${all === 1 ? 'holds' : 'hold'}`,
        `judged ${page.target.replace(/^feature-group:/, '')}`,
        ...(page.rows === undefined ? [] : [plural(page.rows, 'row')]),
        duration(page.seconds),
        when(page.ran_at),
      ].join(' · '),
    ),
    h(
      'div',
      { class: 'actions' },
      button('Validate Again', () => host.send({ type: 'validate', suite: page.suite }), {
        icon: 'beaker',
        appearance: 'primary',
      }),
      button('Open Suite', () => host.send({ type: 'open', file: page.file, range: undefined }), {
        icon: 'go-to-file',
      }),
      button('Show Lineage', () => host.send({ type: 'lineage', asset: `expectation-suite:${page.suite}` }), {
        icon: 'type-hierarchy',
      }),
    ),
  );
}

/** A suite that succeeded with warnings says so. */
function outcomeOf({ success, counts }: ValidationPage): Outcome {
  if (!success) return counts.failed === 0 && counts.errors > 0 ? 'error' : 'failed';
  return counts.warned > 0 ? 'warning' : 'passed';
}
