import { integrateGap } from '../merge-steps.ts';
import { distance, type TestOutcome } from '../outcome.ts';
import type { NumericPair } from '../sample.ts';

/** √(2 ∫ (F − G)²), the energy distance (Székely, 2003); in the square root of the values' unit. */
export function energyDistance(pair: NumericPair): TestOutcome {
  return distance(Math.sqrt(2 * integrateGap(pair, (gap) => gap * gap)));
}
