import { driftTest } from '../catalogue/drift-tests.ts';
import type { DriftResult, FeatureDrift, Judged } from '../monitoring/drift-result.ts';
import { isDrift } from '../monitoring/run-test.ts';
import { number, percent, plural } from './numbers-in-words.ts';
import type { Paint } from './paint.ts';
import { show } from './values-in-words.ts';

/** Why a feature is said to have drifted or not, in a sentence or two. */
export function reasonOf(drift: FeatureDrift, correction: DriftResult['correction'] = 'none'): string {
  switch (drift.state) {
    case 'failed':
      return [drift.error.what, drift.error.why].filter((part) => part !== undefined).join(': ');
    case 'too-few': {
      const { reference, current } = drift.samples.values;
      return `Too few values to conclude anything: ${number(reference)} in the reference and ${number(current)} now, and at least ${number(drift.minRows)} are asked for`;
    }
    case 'judged':
      return [scoreInWords(drift, correction), shiftInWords(drift), ...notes(drift)].join('. ');
  }
}

function scoreInWords(drift: Judged & Pick<FeatureDrift, 'drifted'>, correction: DriftResult['correction']): string {
  const { test, score, threshold, pValue } = drift;
  const title = driftTest(test)?.title ?? test;
  if (Number.isNaN(score)) return `${title}: there is one single value, so nothing can be said`;
  const asked = asksForLess(test, threshold);
  if (pValue === undefined) return `${title}: ${figure(score)}; ${asked}`;
  const words = {
    none: '',
    bonferroni: ' after Bonferroni’s correction',
    fdr: ' after control of the false discovery rate',
  };
  const p = test === 'TVD' && score === 0 ? 'below 0.001' : figure(score);
  return `${title}: p is ${p}${words[correction]}; ${asked}`;
}

/** From where on a score is drift, with the word that says whether the line itself is. */
function asksForLess(test: string, threshold: number): string {
  const onTheLine = isDrift(test, threshold, threshold);
  const isP = driftTest(test)?.score === 'p-value';
  return `${isP ? (onTheLine ? 'up to' : 'below') : onTheLine ? 'from' : 'above'} ${show(threshold)} it is drift`;
}

function shiftInWords({ shift }: Judged): string {
  if (shift.kind === 'median') {
    return shift.reference === shift.current
      ? `The median is ${figure(shift.current)} on both sides`
      : `The median went from ${figure(shift.reference)} to ${figure(shift.current)}`;
  }
  const [before, now] = [shift.reference * 100, shift.current * 100].map((share) => percent(share));
  if (before === now) return 'No share changed';
  return `The share of ${show(shift.category)} went from ${before} to ${now}`;
}

/** What else a reader has to know before they trust the score. */
function notes({ samples, chosenBy, test }: Judged): readonly string[] {
  const { missing, values, drawn } = samples;
  const share = (side: 'reference' | 'current') => (100 * missing[side]) / Math.max(1, missing[side] + values[side]);
  const [before, now] = [share('reference'), share('current')];
  return [
    ...(Math.abs(before - now) >= 1
      ? [`Missing values went from ${percent(before)} to ${percent(now)}; they are not compared`]
      : []),
    ...(drawn ? ['A side has more than a million values, of which a million were compared'] : []),
    ...(chosenBy === 'auto' && driftTest(test)?.score === 'p-value'
      ? ['Too few values for a distance to mean much, so it is tested whether there is a difference at all']
      : []),
  ];
}

function figure(value: number): string {
  if (value === 0 || Number.isInteger(value)) return show(value);
  return Math.abs(value) < 1e-3 ? value.toExponential(1) : show(Number(value.toPrecision(3)));
}

export interface DriftTextOptions {
  readonly reference: string;
  readonly current: string;
  readonly paint: Paint;
  /** Say only what drifted or could not be compared. */
  readonly quiet: boolean;
}

/** A drift result for a terminal: how it went, and a line for each feature, the farthest moved first. */
export function driftText(result: DriftResult, options: DriftTextOptions): string {
  const { paint, quiet } = options;
  const shown = quiet ? result.features.filter(({ drifted, state }) => drifted || state === 'failed') : result.features;
  const judged = result.features.some(({ state }) => state === 'judged');
  const mark = result.drifted ? paint.red('✗') : judged ? paint.green('✓') : paint.yellow('○');
  const about = `${options.reference}, ${plural(result.rows.reference, 'row')}, against ${options.current}, ${plural(result.rows.current, 'row')}`;
  const head = `${mark} ${inShort(result)} ${paint.dim(`(${about})`)}`;
  if (quiet && !result.drifted && shown.length === 0) return '';
  return [head, ...byDistance(shown).map((each) => featureLine(each, result, paint))].join('\n');
}

function inShort({ drifted, features }: DriftResult): string {
  const judged = features.filter(({ state }) => state === 'judged');
  const moved = judged.filter((each) => each.drifted).length;
  const failed = features.filter(({ state }) => state === 'failed').length;
  const rest = failed === 0 || judged.length === 0 ? '' : `; ${failed} could not be compared`;
  if (judged.length === 0) return 'nothing could be concluded';
  if (moved === 0) return `no drift in ${plural(judged.length, 'feature')}${rest}`;
  const said = `${moved} of ${plural(judged.length, 'feature')} drifted`;
  return `${said}${drifted ? '' : ', fewer than make the data drift'}${rest}`;
}

function featureLine(each: FeatureDrift, { correction }: DriftResult, paint: Paint): string {
  const level = levelOf(each, paint);
  const why = reasonOf(each, correction);
  const help = each.state === 'failed' && each.error.help !== undefined ? paint.dim(` (try: ${each.error.help})`) : '';
  return `  ${level}  ${paint.bold(each.feature)}: ${why}${help}`;
}

function levelOf({ state, drifted }: FeatureDrift, paint: Paint): string {
  if (state === 'failed') return paint.yellow('error');
  if (state === 'too-few') return paint.dim(' none');
  return drifted ? paint.red('drift') : paint.dim('   ok');
}

/** Drifted ones first, then by how far the score is from the threshold; what could not be compared comes last. */
export function byDistance(features: readonly FeatureDrift[]): readonly FeatureDrift[] {
  return features.toSorted((a, b) => rank(b) - rank(a));
}

function rank(each: FeatureDrift): number {
  if (each.state !== 'judged') return each.state === 'too-few' ? -1 : -2;
  const { score, threshold, pValue } = each;
  if (Number.isNaN(score)) return 0;
  const ratio = pValue === undefined ? score / Math.max(threshold, 1e-12) : threshold / Math.max(score, 1e-300);
  // Ratios of distances and of p-values are only comparable by their order of magnitude.
  return (each.drifted ? 1000 : 1) + Math.atan(Math.log1p(ratio));
}
