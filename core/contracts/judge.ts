import type { ProjectFile } from '../definitions/project-file.ts';
import type { Change } from './change.ts';
import { type Effect, effectOf, type Party } from './effect.ts';

/** `breaking` needs a new version; `review` is allowed, though somebody should look; `safe` breaks nobody. */
export type Verdict = 'breaking' | 'review' | 'safe';

export type Compatibility = NonNullable<ProjectFile['compatibility']>;

/** What holds where plumbline.yaml says nothing: whoever reads the data by the old contract goes on working. */
const DEFAULT_COMPATIBILITY: Compatibility = 'backward';

export interface Judgement extends Effect {
  readonly verdict: Verdict;
}

/**
 * What a change means under a compatibility mode. `backward` protects those who read by the old contract (views,
 * models), `forward` those who write by it (pipelines), `full` both, `none` nobody. What breaks only the unprotected
 * is for review. The `_transitive` modes judge alike; they differ in what is compared: every earlier state.
 */
export function judge(change: Change, compatibility: Compatibility = DEFAULT_COMPATIBILITY): Judgement {
  const effect = effectOf(change);
  return { ...effect, verdict: verdictOf(effect, compatibility) };
}

function verdictOf({ breaks, review }: Effect, compatibility: Compatibility): Verdict {
  if (breaks.some((party) => PROTECTED[base(compatibility)].includes(party))) return 'breaking';
  return review || breaks.length > 0 ? 'review' : 'safe';
}

const PROTECTED: Readonly<Record<BaseMode, readonly Party[]>> = {
  none: [],
  backward: ['readers'],
  forward: ['writers'],
  full: ['readers', 'writers'],
};

type BaseMode = 'none' | 'backward' | 'forward' | 'full';

function base(compatibility: Compatibility): BaseMode {
  return compatibility.replace('_transitive', '') as BaseMode;
}

export function isTransitive(compatibility: Compatibility): boolean {
  return compatibility.endsWith('_transitive');
}
