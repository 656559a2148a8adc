import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { Lenient } from '../../definitions/schema.ts';
import { sameEnds } from '../../documents/same-ends.ts';
import type { FileOf } from '../rule.ts';
import { type ArgumentFinding, argumentProblems } from './argument-problems.ts';
import { type Claim, claimOf } from './claims.ts';
import { expectationKey } from './expectation-key.ts';
import { type Idle, whyItNeverFails, whyItNeverWarns } from './idle.ts';

/** What an expectation says by itself, whatever stands around it. */
export interface ExpectationFacts {
  readonly problems: readonly ArgumentFinding[];
  /** Equal for two expectations that judge the same; undefined while it is half-typed. */
  readonly key: string | undefined;
  readonly claim: Claim | undefined;
  readonly neverFails: Idle | undefined;
  readonly neverWarns: Idle | undefined;
}

/**
 * The facts of each expectation of a suite, by its index. An expectation that was not edited is the same object as
 * before, so a keystroke in a suite of thousands works out the facts of one; and all rules that ask share one walk.
 */
export function expectationFacts({
  definition,
}: FileOf<'expectation-suite'>): readonly (ExpectationFacts | undefined)[] {
  const { expectations } = definition;
  if (expectations === undefined) return [];
  let facts = bySuite.get(expectations);
  if (facts === undefined) {
    const { head, tail } = sameEnds(last.expectations, expectations);
    const fresh = expectations.slice(head, expectations.length - tail).map((each) => each && factsOf(each));
    facts = [...last.facts.slice(0, head), ...fresh, ...last.facts.slice(last.facts.length - tail)];
    last = { expectations, facts };
    bySuite.set(expectations, facts);
  }
  return facts;
}

/** The few expectations of a suite that something is wrong with by itself; found in one walk for all rules. */
export function faultyExpectations(file: FileOf<'expectation-suite'>): readonly FaultyExpectation[] {
  const facts = expectationFacts(file);
  let faulty = faultyOf.get(facts);
  if (faulty === undefined) {
    faulty = [];
    for (const [index, each] of facts.entries())
      if (each !== undefined && isFaulty(each)) faulty.push({ ...each, index });
    faultyOf.set(facts, faulty);
  }
  return faulty;
}

type FaultyExpectation = ExpectationFacts & { readonly index: number };

function isFaulty({ problems, neverFails, neverWarns }: ExpectationFacts): boolean {
  return problems.length > 0 || neverFails !== undefined || neverWarns !== undefined;
}

type Expectations = readonly (Lenient<Expectation> | undefined)[];

/** The suite that was asked for last: mostly the next one is the same with another letter in it. */
let last: { readonly expectations: Expectations; readonly facts: readonly (ExpectationFacts | undefined)[] } = {
  expectations: [],
  facts: [],
};

const faultyOf = new WeakMap<object, FaultyExpectation[]>();
const bySuite = new WeakMap<object, readonly (ExpectationFacts | undefined)[]>();
const byExpectation = new WeakMap<object, ExpectationFacts>();

function factsOf(expectation: Lenient<Expectation>): ExpectationFacts {
  let facts = byExpectation.get(expectation);
  if (facts === undefined) {
    const problems = argumentProblems(expectation);
    facts = {
      problems,
      key: expectationKey(expectation),
      claim: claimOf(expectation),
      // A bound that seems to be missing may be the argument that is wrong.
      neverFails: problems.length > 0 ? undefined : whyItNeverFails(expectation),
      neverWarns: whyItNeverWarns(expectation),
    };
    byExpectation.set(expectation, facts);
  }
  return facts;
}
