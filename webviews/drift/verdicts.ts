import type { DriftFeature } from '../../core/views/drift-page.ts';

export interface Look {
  readonly icon: string;
  readonly word: string;
  readonly outcome: string;
}

/** How a feature stands, by an icon and a word. */
export function lookOf({ drifted }: Pick<DriftFeature, 'drifted'>): Look {
  if (drifted === undefined) return { icon: 'question', word: 'Not judged', outcome: 'none' };
  return drifted
    ? { icon: 'warning', word: 'Drifted', outcome: 'warning' }
    : { icon: 'pass', word: 'Stable', outcome: 'passed' };
}

/**
 * How far a feature moved on the way to its threshold: 1 is the threshold itself. A p-value moves the farther the
 * smaller it is, so it is measured by its logarithm. Undefined where there is no score, or no threshold.
 */
export function distanceOf({ score, threshold, scoreKind }: DriftFeature): number | undefined {
  if (score === undefined || threshold === undefined) return undefined;
  if (scoreKind === 'distance') return threshold > 0 ? score / threshold : undefined;
  return threshold > 0 && threshold < 1 ? Math.log(Math.max(score, Number.MIN_VALUE)) / Math.log(threshold) : undefined;
}
