import { createHash } from 'node:crypto';

/**
 * Where a request goes: the same value goes to the same version, and of many values the share of the candidate is its
 * weight. Who came to the candidate at 5 percent is still there at 25. The salt (deployment and candidate) makes it
 * other people's turn with the next candidate.
 */
export function goesToCandidate(value: string, weight: number, salt: string): boolean {
  return placeOf(value, salt) * 100 < weight;
}

/** From 0 (inclusive) to 1 (exclusive), evenly. */
function placeOf(value: string, salt: string): number {
  const hash = createHash('sha256').update(`${salt}\0${value}`).digest();
  return hash.readUIntBE(0, 6) / 2 ** 48;
}
