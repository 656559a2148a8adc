import { type Claim, contradicts, saysAllOf } from './claims.ts';
import { type ExpectationFacts, isFaulty } from './expectation-facts.ts';

type Facts = readonly (ExpectationFacts | undefined)[];

/** What is counted of the expectations of a suite, kept up as some take the place of others. */
export interface Tally {
  replace(before: Facts, after: Facts): void;
  /** Keys that there are more than once. */
  readonly repeated: ReadonlySet<string>;
  /** Columns with claims that contradict each other. */
  readonly disputed: ReadonlySet<string>;
  readonly faulty: number;
}

/** Of one column, so that thousands of expectations on it are not each compared with all others. */
export const MOST_COMPARED = 50;

export function createTally(): Tally {
  const keys = new Map<string, number>();
  const repeated = new Set<string>();
  const claims = new Map<string, Claim[]>();
  const disputed = new Set<string>();
  let faulty = 0;

  function countKey(key: string, by: 1 | -1): void {
    const count = (keys.get(key) ?? 0) + by;
    if (count === 0) keys.delete(key);
    else keys.set(key, count);
    if (count > 1) repeated.add(key);
    else repeated.delete(key);
  }

  function addClaim(claim: Claim): void {
    const ofColumn = claims.get(claim.column);
    if (ofColumn === undefined) claims.set(claim.column, [claim]);
    else ofColumn.push(claim);
  }

  function removeClaim(claim: Claim): void {
    const ofColumn = claims.get(claim.column) ?? [];
    ofColumn.splice(ofColumn.indexOf(claim), 1);
    if (ofColumn.length === 0) claims.delete(claim.column);
  }

  function judge(column: string): void {
    if (areDisputed(claims.get(column) ?? [])) disputed.add(column);
    else disputed.delete(column);
  }

  return {
    repeated,
    disputed,
    get faulty() {
      return faulty;
    },
    replace(before, after) {
      const columns = new Set<string>();
      for (const [facts, by] of [
        [before, -1],
        [after, 1],
      ] as const) {
        for (const each of facts) {
          if (each === undefined) continue;
          if (each.key !== undefined) countKey(each.key, by);
          if (isFaulty(each)) faulty += by;
          if (each.claim === undefined) continue;
          if (by === 1) addClaim(each.claim);
          else removeClaim(each.claim);
          columns.add(each.claim.column);
        }
      }
      for (const column of columns) judge(column);
    },
  };
}

function areDisputed(claims: readonly Claim[]): boolean {
  const others: Claim[] = [];
  for (const claim of claims) {
    if (others.some((each) => contradicts(each, claim))) return true;
    if (others.length < MOST_COMPARED && !others.some((each) => saysAllOf(each, claim))) others.push(claim);
  }
  return false;
}
