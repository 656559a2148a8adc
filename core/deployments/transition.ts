import { PlumblineError } from '../platform/problem.ts';
import {
  type Candidate,
  endOfStep,
  liveAt,
  type PastVersion,
  type RolloutPlan,
  type RolloutState,
  rollbackTarget,
} from './rollout-state.ts';

/** What can happen to a deployment. `reason` is what a person said, or what was measured. */
export type RolloutEvent =
  | { readonly kind: 'deploy'; readonly model: string; readonly version: number; readonly plan: RolloutPlan }
  /** What the figures of the current step say; from the process that serves. */
  | { readonly kind: 'judged'; readonly verdict: 'passed' | 'failed' | 'inconclusive'; readonly reason: string }
  | { readonly kind: 'promote' }
  | { readonly kind: 'pause'; readonly reason?: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'abort'; readonly reason?: string }
  | { readonly kind: 'rollback'; readonly to?: number | { readonly at: string }; readonly reason?: string };

/** A line for the audit trail. */
export interface Happened {
  readonly action: 'deployed' | 'step' | 'promoted' | 'paused' | 'resumed' | 'aborted' | 'rolled back' | 'waiting';
  readonly reason: string;
  readonly version: number;
  /** The stable version before and after. */
  readonly from?: number;
  readonly to: number;
  /** Percent of the requests that `version` gets from now on. */
  readonly weight: number;
}

export interface Step {
  readonly state: RolloutState;
  readonly happened: Happened;
}

/**
 * The next state of a deployment, and what to write in the audit trail. `undefined`: nothing has changed. What cannot
 * be done in this state is an error for the person who asked. Pure: time comes in as milliseconds since 1970.
 */
export function transition(before: RolloutState | undefined, event: RolloutEvent, now: number): Step | undefined {
  if (event.kind === 'deploy') return deploy(before, event, now);
  if (before === undefined) {
    throw refusal('nothing is deployed yet', 'plumbline deploy DEPLOYMENT --model NAME@VERSION');
  }
  switch (event.kind) {
    case 'judged':
      return judged(before, event, now);
    case 'promote':
      return promoted(before, needsCandidate(before, 'promote'), 'promoted by hand', now);
    case 'pause':
      return paused(before, needsCandidate(before, 'pause'), event.reason ?? 'paused by hand');
    case 'resume':
      return resumed(before, needsCandidate(before, 'resume'), now);
    case 'abort':
      return aborted(before, needsCandidate(before, 'abort'), event.reason ?? 'aborted by hand');
    case 'rollback':
      return rolledBack(before, event, now);
  }
}

function deploy(
  before: RolloutState | undefined,
  { model, version, plan }: Extract<RolloutEvent, { kind: 'deploy' }>,
  now: number,
): Step {
  if (before?.candidate !== undefined) {
    throw refusal(
      `version ${before.candidate.version} is being rolled out`,
      'promote it or abort it first: there are never two candidates',
    );
  }
  if (before?.stable.version === version) {
    throw refusal(`version ${version} answers all requests already`, 'plumbline status tells who is live');
  }
  if (before === undefined) {
    const reason = `version ${version} is the first one, and answers all requests`;
    const stable = { version, since: iso(now) };
    const state: RolloutState = { model, stable, previous: [], status: 'idle', reason, plan };
    return { state, happened: { action: 'deployed', reason, version, to: version, weight: 100 } };
  }
  const from = before.stable.version;
  if (plan.strategy === 'recreate') {
    const reason = `version ${version} takes the place of version ${from} at once`;
    const state = { ...replaced(before, version, 'replaced', now), plan, reason };
    return { state, happened: { action: 'deployed', reason, version, from, to: version, weight: 100 } };
  }
  const weight = plan.steps[0]?.weight ?? 0;
  const candidate: Candidate = { version, since: iso(now), step: 0, stepSince: iso(now), weight };
  const reason = atStep(plan, candidate);
  const state: RolloutState = { ...alone(before), candidate, status: 'progressing', reason, plan };
  return { state, happened: { action: 'deployed', reason, version, from, to: from, weight } };
}

/** A failed analysis ends or halts the rollout; a good one lets the step end when its time is over. */
function judged(
  before: RolloutState,
  { verdict, reason }: Extract<RolloutEvent, { kind: 'judged' }>,
  now: number,
): Step | undefined {
  const { candidate, plan } = before;
  if (candidate === undefined || before.status !== 'progressing') return undefined;
  if (verdict === 'failed') {
    return plan.onFailure === 'abort' ? aborted(before, candidate, reason) : paused(before, candidate, reason);
  }
  const end = endOfStep(before);
  if (end === undefined || now < end) return undefined;
  if (verdict === 'inconclusive') return waiting(before, candidate, reason);
  return nextStep(before, candidate, `step ${candidate.step + 1} held: ${reason}`, now);
}

/** The time of the step is over and nothing speaks against the candidate, but there is too little that speaks for it. */
function waiting(before: RolloutState, candidate: Candidate, why: string): Step | undefined {
  const reason = `step ${candidate.step + 1} waits longer than planned: ${why}`;
  if (before.reason === reason) return undefined;
  return {
    state: { ...before, reason },
    happened: { action: 'waiting', reason, ...about(before, candidate.version), weight: candidate.weight },
  };
}

function nextStep(before: RolloutState, candidate: Candidate, why: string, now: number): Step {
  const step = candidate.step + 1;
  const planned = before.plan.steps[step];
  // The last step is the promotion: 100 percent without an end is what being the stable version means.
  if (planned === undefined || (planned.weight === 100 && planned.for === undefined)) {
    return promoted(before, candidate, why, now);
  }
  const next: Candidate = { ...candidate, step, stepSince: iso(now), weight: planned.weight };
  const reason = atStep(before.plan, next);
  return {
    state: { ...before, candidate: next, status: 'progressing', reason },
    happened: { action: 'step', reason: why, ...about(before, candidate.version), weight: planned.weight },
  };
}

function promoted(before: RolloutState, { version }: Candidate, why: string, now: number): Step {
  const from = before.stable.version;
  const reason = `version ${version} answers all requests: ${why}`;
  const state = { ...replaced(before, version, 'replaced', now), reason };
  return { state, happened: { action: 'promoted', reason: why, version, from, to: version, weight: 100 } };
}

function paused(before: RolloutState, candidate: Candidate, reason: string): Step {
  if (before.status === 'paused') throw refusal('it is paused already', 'resume goes on, abort ends it');
  return {
    state: { ...before, status: 'paused', reason: `step ${candidate.step + 1} is halted: ${reason}` },
    happened: { action: 'paused', reason, ...about(before, candidate.version), weight: candidate.weight },
  };
}

/** A halted step begins anew, since its figures are not those of a whole one; one that waits for a person is over. */
function resumed(before: RolloutState, candidate: Candidate, now: number): Step {
  const { plan } = before;
  if (before.status === 'paused') {
    const again = { ...candidate, stepSince: iso(now) };
    return {
      state: { ...before, candidate: again, status: 'progressing', reason: atStep(plan, again) },
      happened: {
        action: 'resumed',
        reason: `resumed by hand; step ${candidate.step + 1} begins anew`,
        ...about(before, candidate.version),
        weight: candidate.weight,
      },
    };
  }
  const planned = plan.steps[candidate.step];
  if (planned !== undefined && planned.for === undefined) {
    return nextStep(before, candidate, `step ${candidate.step + 1} was ended by hand`, now);
  }
  throw refusal('it is not paused', 'promote ends the rollout now, pause halts it');
}

function aborted(before: RolloutState, { version, step }: Candidate, why: string): Step {
  const reason = `version ${version} was taken away: ${why}; version ${before.stable.version} answers all requests`;
  return {
    state: { ...alone(before), stoppedAt: step, status: 'aborted', reason },
    happened: { action: 'aborted', reason: why, ...about(before, version), weight: 0 },
  };
}

/**
 * The red button. While a candidate is out, the stable version is the last good one, and the candidate goes; otherwise
 * the version before the stable one comes back. A version or a moment may be named instead.
 */
function rolledBack(before: RolloutState, event: Extract<RolloutEvent, { kind: 'rollback' }>, now: number): Step {
  const target = targetOf(before, event.to);
  const from = before.stable.version;
  const why = event.reason ?? 'rolled back by hand';
  const { candidate } = before;
  if (target === from) {
    if (candidate === undefined) throw refusal(`version ${target} answers all requests already`, 'name an older one');
    const reason = `version ${candidate.version} was taken away: ${why}; version ${from} answers all requests`;
    return {
      state: { ...alone(before), stoppedAt: candidate.step, status: 'idle', reason },
      happened: { action: 'rolled back', reason: why, version: candidate.version, from, to: target, weight: 0 },
    };
  }
  const reason = `version ${target} answers all requests again: ${why}`;
  return {
    state: { ...replaced(before, target, 'rolled back', now), reason },
    happened: { action: 'rolled back', reason: why, version: target, from, to: target, weight: 100 },
  };
}

function targetOf(before: RolloutState, to: number | { readonly at: string } | undefined): number {
  const known = [...new Set([before.stable.version, ...before.previous.map(({ version }) => version)])];
  if (to === undefined) {
    const target = rollbackTarget(before);
    if (target !== undefined) return target;
    throw refusal(
      'there is no earlier good version to go back to',
      known.length > 1 ? `name one that was live: --to ${known.slice(1).join(', --to ')}` : 'deploy another version',
    );
  }
  if (typeof to === 'number') {
    if (known.includes(to)) return to;
    throw refusal(`version ${to} was never live here`, `live were ${known.join(', ')}; deploy rolls out a new one`);
  }
  const version = liveAt(before, to.at);
  if (version !== undefined) return version;
  const first = before.previous.at(-1)?.from ?? before.stable.since;
  throw refusal(`nothing was live at ${to.at}`, `the first version is live since ${first}`);
}

/** Another version is the stable one from now on; there is no candidate. */
function replaced(before: RolloutState, version: number, end: PastVersion['end'], now: number): RolloutState {
  const { stable } = before;
  // A clock that was set back makes no time run backwards.
  const at = iso(Math.max(now, Date.parse(stable.since)));
  const past: PastVersion = { version: stable.version, from: stable.since, to: at, end };
  return { ...alone(before), stable: { version, since: at }, previous: [past, ...before.previous], status: 'idle' };
}

/** The same without a candidate, and without a word of the last one. */
function alone({ candidate: _, stoppedAt: __, ...rest }: RolloutState): Omit<RolloutState, 'candidate' | 'stoppedAt'> {
  return rest;
}

function atStep({ strategy, steps }: RolloutPlan, { version, step }: Candidate): string {
  if (strategy === 'blue-green') return `version ${version} is ready beside the stable one, and waits to be promoted`;
  if (strategy === 'shadow') return `version ${version} gets copies of all requests; its answers are only logged`;
  const { weight, for: length } = steps[step] ?? { weight: 0 };
  const how = length === undefined ? 'until somebody resumes or promotes it' : `for ${length}`;
  return `step ${step + 1} of ${steps.length}: version ${version} gets ${weight} % of the requests ${how}`;
}

function needsCandidate({ candidate, stable }: RolloutState, what: string): Candidate {
  if (candidate !== undefined) return candidate;
  throw refusal(
    `there is nothing to ${what}`,
    `version ${stable.version} answers all requests, and no rollout is under way`,
  );
}

function about({ stable }: RolloutState, version: number) {
  return { version, from: stable.version, to: stable.version };
}

function refusal(what: string, help: string): PlumblineError {
  return new PlumblineError('usage', what, { help });
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
