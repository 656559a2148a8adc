import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { Lenient } from '../../definitions/schema.ts';
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

/** Whether something is wrong with an expectation by itself. */
export function isFaulty({ problems, neverFails, neverWarns }: ExpectationFacts): boolean {
  return problems.length > 0 || neverFails !== undefined || neverWarns !== undefined;
}

const byExpectation = new WeakMap<object, ExpectationFacts>();

/** An expectation that was not edited is the same object as before, and has the same facts. */
export function factsOf(expectation: Lenient<Expectation>): ExpectationFacts {
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
