import type { Verdict } from '../../core/views/validation-page.ts';

export type Outcome = Verdict['outcome'];

interface Look {
  readonly icon: string;
  readonly word: string;
}

/** How each outcome looks, the worst first: by an icon and a word, never by colour alone. */
export const OUTCOMES: Readonly<Record<Outcome, Look>> = {
  error: { icon: 'circle-slash', word: 'Error' },
  failed: { icon: 'error', word: 'Failed' },
  warning: { icon: 'warning', word: 'Warning' },
  passed: { icon: 'pass', word: 'Passed' },
};

const WORST_FIRST = Object.keys(OUTCOMES) as readonly Outcome[];

export function worst(outcomes: readonly Outcome[]): Outcome {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'passed';
}

/** Negative where `a` is worse than `b`. */
export const bySeverity = (a: Outcome, b: Outcome) => WORST_FIRST.indexOf(a) - WORST_FIRST.indexOf(b);
