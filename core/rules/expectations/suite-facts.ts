import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { Lenient } from '../../definitions/schema.ts';
import { sameEnds } from '../../documents/same-ends.ts';
import { spliced } from '../../documents/spliced.ts';
import type { FileOf } from '../rule.ts';
import { type ExpectationFacts, factsOf, isFaulty } from './expectation-facts.ts';
import { createTally, type Tally } from './tally.ts';

/** What the expectations of a suite say, each by itself and all together. */
export interface SuiteFacts {
  /** By the index of the expectation. */
  readonly each: readonly (ExpectationFacts | undefined)[];
  /** Keys that stand in the suite more than once. */
  readonly repeated: ReadonlySet<string>;
  /** Columns of which two expectations say what cannot both hold. */
  readonly disputed: ReadonlySet<string>;
  /** How many expectations have something wrong by themselves. */
  readonly faulty: number;
}

type Expectations = readonly (Lenient<Expectation> | undefined)[];

const bySuite = new WeakMap<Expectations, SuiteFacts>();

/**
 * The suite that was asked for last. Mostly the next one is the same with another letter in it: then only what was
 * typed in is counted anew, and a suite of thousands costs no more than a small one.
 */
let last: { readonly expectations: Expectations; readonly each: SuiteFacts['each']; readonly tally: Tally } | undefined;

/** All rules that ask share one walk. */
export function suiteFacts({ definition }: FileOf<'expectation-suite'>): SuiteFacts {
  const { expectations = NO_EXPECTATIONS } = definition;
  let facts = bySuite.get(expectations);
  if (facts === undefined) {
    facts = count(expectations);
    bySuite.set(expectations, facts);
  }
  return facts;
}

const NO_EXPECTATIONS: Expectations = [];

/** The few expectations of a suite that something is wrong with by itself. */
export function faultyExpectations(
  file: FileOf<'expectation-suite'>,
): readonly (ExpectationFacts & { readonly index: number })[] {
  const { each, faulty } = suiteFacts(file);
  if (faulty === 0) return [];
  return each.flatMap((facts, index) => (facts !== undefined && isFaulty(facts) ? [{ ...facts, index }] : []));
}

function count(expectations: Expectations): SuiteFacts {
  const { head, tail } = sameEnds(last?.expectations ?? NO_EXPECTATIONS, expectations);
  const known = last !== undefined && head + tail > 0 ? last : { each: [], tally: createTally() };
  const fresh = expectations.slice(head, expectations.length - tail).map((each) => each && factsOf(each));
  const { each: old, tally } = known;
  tally.replace(old.slice(head, old.length - tail), fresh);
  const each = spliced(old, head, old.length - tail, fresh);
  last = { expectations, each, tally };
  return { each, repeated: new Set(tally.repeated), disputed: new Set(tally.disputed), faulty: tally.faulty };
}
