import type { DriftPage } from '../../core/views/drift-page.ts';
import { button } from '../shared/controls.ts';
import { h, icon } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { duration, plural, shareOf, when } from '../shared/words.ts';

const CORRECTIONS = {
  none: 'no correction for many tests',
  bonferroni: 'Bonferroni correction',
  fdr: 'false discovery rate controlled',
} as const;

/** What came of it, of what and against what, and what can be done next. */
export function summary(page: DriftPage, host: Host): HTMLElement {
  const { monitor, file, reference, current, drifted, features } = page;
  const moved = features.filter((feature) => feature.drifted === true).length;
  return h(
    'header',
    { class: 'summary' },
    h(
      'p',
      { class: `badge badge-${drifted ? 'warning' : 'passed'}` },
      icon(drifted ? 'warning' : 'pass'),
      drifted ? 'Drifted' : 'Stable',
    ),
    h('h1', {}, monitor ?? `${current.label} against ${reference.label}`),
    h(
      'p',
      { class: 'numbers' },
      `${moved} of ${plural(features.length, 'feature')} drifted (${shareOf(page.share)}; ${shareOf(page.allowedShare)} and more count as drift)`,
    ),
    h('dl', { class: 'sides numbers' }, side('Reference', reference), side('Current', current)),
    h(
      'p',
      { class: 'muted numbers' },
      [CORRECTIONS[page.correction], duration(page.seconds), when(page.ranAt)].join(' · '),
    ),
    h(
      'div',
      { class: 'actions' },
      monitor !== undefined &&
        button('Detect Drift Again', () => host.send({ type: 'monitor', monitor }), {
          icon: 'pulse',
          appearance: 'primary',
        }),
      file !== undefined &&
        button('Open Monitor', () => host.send({ type: 'open', file, range: undefined }), { icon: 'go-to-file' }),
      monitor !== undefined &&
        button('Show Lineage', () => host.send({ type: 'lineage', asset: `monitor:${monitor}` }), {
          icon: 'type-hierarchy',
        }),
    ),
  );
}

const side = (title: string, { label, rows }: DriftPage['reference']) =>
  h(
    'div',
    {},
    h('dt', { class: 'muted' }, title),
    h('dd', {}, label, h('span', { class: 'muted' }, ` · ${plural(rows, 'row')}`)),
  );
