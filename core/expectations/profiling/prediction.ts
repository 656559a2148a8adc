/** A suite is drawn so that each proposal is broken by a batch of the same kind at most this often. */
export const RISK = 0.01;

/**
 * How many of the next `next` values may lie outside the smallest and largest of `seen` ones, without any distribution
 * assumed: the count follows a beta-binomial distribution with parameters 2 and `seen` − 1. Returns the smallest number
 * that is exceeded with a probability of at most `risk`.
 *
 * Source: S. S. Wilks, Statistical prediction with special reference to the problem of tolerance limits (1942);
 * E. J. Gumbel and H. von Schelling, The distribution of the number of exceedances (1950).
 */
export function allowedOutside(seen: number, next: number, risk: number = RISK): number {
  return betaBinomialQuantile(next, 2, seen - 1, risk);
}

/**
 * How many of the next `next` rows may be what `count` of `rows` were: beta-binomial, with Jeffreys' prior on the share.
 * Source: H. Jeffreys, Theory of Probability (1961), §3.1; L. D. Brown et al., Interval Estimation for a Binomial
 * Proportion (2001).
 */
export function allowedFaults(count: number, rows: number, next: number, risk: number = RISK): number {
  return betaBinomialQuantile(next, count + 0.5, rows - count + 0.5, risk);
}

/**
 * How sure it is that what held for all of `rows` rows holds for all of as many again: half of the belief beforehand is
 * that it always holds, the other half is spread evenly over all shares. Source: H. Jeffreys, Theory of Probability
 * (1961), §3.2, on Laplace's rule of succession.
 */
export function confidenceInLaw(rows: number): number {
  const isLaw = (rows + 1) / (rows + 2);
  return isLaw + (1 - isLaw) * ((rows + 1) / (2 * rows + 1));
}

/** The smallest k with P(K > k) ≤ risk, where K of `n` has a beta-binomial distribution. */
function betaBinomialQuantile(n: number, a: number, b: number, risk: number): number {
  if (n <= 0) return 0;
  if (b <= 0) return n;
  // log P(K = 0), then each next term from the one before: no factorial is ever formed.
  let term = 0;
  if (Number.isInteger(a)) for (let j = 0; j < a; j += 1) term += Math.log((b + j) / (b + n + j));
  else term = logGamma(n + b) - logGamma(n + a + b) + logGamma(a + b) - logGamma(b);
  let below = Math.exp(term);
  let k = 0;
  while (k < n && 1 - below > risk) {
    term += Math.log(((n - k) * (k + a)) / ((k + 1) * (n - k - 1 + b)));
    k += 1;
    below += Math.exp(term);
  }
  return k;
}

/** Stirling's series; exact to ten digits from 7 upwards, to where smaller arguments are moved. */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 7; at += 1) shift += Math.log(at);
  const series = 1 / (12 * at) - 1 / (360 * at ** 3) + 1 / (1260 * at ** 5);
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
