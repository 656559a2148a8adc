import type { Correction } from './correction.ts';
import type { FeatureKind } from './feature-kind.ts';
import type { Picture } from './picture.ts';
import type { Samples } from './read-samples.ts';
import type { Shift } from './shift.ts';

/** What came of comparing two sides. */
export interface DriftResult {
  readonly drifted: boolean;
  /** Of the features that could be judged. */
  readonly share: number;
  readonly allowedShare: number;
  readonly correction: Correction;
  readonly rows: { readonly reference: number; readonly current: number };
  readonly features: readonly FeatureDrift[];
}

export type FeatureDrift = Feature & (Judged | Unjudged | Failed);

interface Feature {
  readonly feature: string;
  readonly kind: FeatureKind;
  readonly drifted: boolean;
}

/** It was compared. */
export interface Judged {
  readonly state: 'judged';
  readonly test: string;
  /** The word that let the test be chosen. */
  readonly chosenBy?: string;
  readonly statistic: number | undefined;
  /** As the test gives it, before any correction. */
  readonly pValue: number | undefined;
  /** What is compared with the threshold: the distance, or the p-value after correction. */
  readonly score: number;
  readonly threshold: number;
  readonly samples: Omit<Samples, 'pair'>;
  readonly shift: Shift;
  readonly picture: Picture;
}

/** There are too few values to conclude anything. */
export interface Unjudged {
  readonly state: 'too-few';
  readonly minRows: number;
  readonly samples: Omit<Samples, 'pair'>;
  readonly picture: Picture;
}

/** It could not be compared. */
export interface Failed {
  readonly state: 'failed';
  readonly test?: string;
  readonly error: { readonly what: string; readonly why?: string; readonly help?: string };
}

/** The share of drifted features among those that could be judged, and whether it is as large as that which is drift. */
export function shareOfDrift(
  features: readonly { readonly drifted: boolean; readonly state: FeatureDrift['state'] }[],
  allowed: number,
): { readonly drifted: boolean; readonly share: number } {
  const judged = features.filter(({ state }) => state === 'judged');
  if (judged.length === 0) return { drifted: false, share: 0 };
  const share = judged.filter(({ drifted }) => drifted).length / judged.length;
  return { drifted: share >= allowed, share };
}
