import type { DriftFeature, DriftPage } from '../../core/views/drift-page.ts';
import { h, icon, svg } from '../shared/h.ts';
import type { Host } from '../shared/host.ts';
import { numbersBehind } from '../shared/numbers-behind.ts';
import { measure, shareOf } from '../shared/words.ts';
import { categories } from './categories.ts';
import { hatch, key, overlay } from './overlay.ts';
import { lookOf } from './verdicts.ts';

/** Why a feature is said to have drifted or not, and both of its distributions. */
export function featureDetails(page: DriftPage, feature: DriftFeature, host: Host): readonly HTMLElement[] {
  const { icon: sign, word, outcome } = lookOf(feature);
  return [
    h('h2', {}, feature.feature, h('span', { class: `state outcome-${outcome}` }, icon(sign), ` ${word}`)),
    h('p', {}, feature.reason),
    h(
      'dl',
      { class: 'facts numbers' },
      feature.title !== '' && fact('Test', feature.title),
      feature.statistic !== undefined && fact('Statistic', measure(feature.statistic)),
      feature.pValue !== undefined && fact('p-value', measure(feature.pValue)),
      feature.threshold !== undefined &&
        fact('Threshold', `${feature.scoreKind === 'p-value' ? 'below' : 'from'} ${measure(feature.threshold)}`),
      fact(
        'Missing',
        `${shareOfRows(feature.missing.reference, page.reference.rows)} → ${shareOfRows(feature.missing.current, page.current.rows)}`,
      ),
    ),
    ...picture(page, feature, host),
  ];
}

function picture(page: DriftPage, feature: DriftFeature, host: Host): readonly HTMLElement[] {
  const { bins, type } = feature;
  if (bins.length === 0) return [h('p', { class: 'muted' }, 'There is nothing to draw.')];
  const table = {
    columns: [type === 'num' ? 'Values' : 'Value', 'Reference', 'Current'],
    rows: bins.map(({ label, reference, current }) => [label, shareOf(reference), shareOf(current)]),
  };
  return [
    h(
      'figure',
      { class: 'distribution', 'aria-label': `Distribution of ${feature.feature}` },
      h(
        'ul',
        { class: 'legend' },
        h('li', {}, key('reference'), 'Reference', h('span', { class: 'muted' }, page.reference.label)),
        h('li', {}, key('current'), 'Current', h('span', { class: 'muted' }, page.current.label)),
      ),
      svg('svg', { class: 'unseen', 'aria-hidden': 'true' }, hatch()),
      type === 'num' ? overlay(feature) : categories(feature),
      numbersBehind(table, `Distributions of ${feature.feature}`, host, 'distribution'),
    ),
  ];
}

const fact = (name: string, text: string) => h('div', {}, h('dt', { class: 'muted' }, name), h('dd', {}, text));

/** Counts of missing values as shares; an empty side misses nothing. */
const shareOfRows = (missing: number, rows: number) => shareOf(rows === 0 ? 0 : missing / rows);
