import type { Interval } from './metric-value.ts';
import { standardErrors } from './normal-quantile.ts';

/**
 * Wilson's score interval of a proportion: of `all` (at least 1) trials, `hits` succeeded. It stays within 0 and 1, and
 * has a width also where all or none did. Wilson, "Probable Inference, the Law of Succession, and Statistical
 * Inference", JASA 22 (1927); Brown, Cai, DasGupta, "Interval Estimation for a Binomial Proportion" (2001) compares.
 */
export function wilsonInterval(hits: number, all: number, confidence: number): Interval {
  const z = standardErrors(confidence);
  const share = hits / all;
  const shrink = 1 + (z * z) / all;
  const middle = (share + (z * z) / (2 * all)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  return { low: hits === 0 ? 0 : Math.max(0, middle - half), high: hits === all ? 1 : Math.min(1, middle + half) };
}
