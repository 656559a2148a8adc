/** What a score says at worst in the logarithm: scikit-learn keeps scores this far from 0 and 1. */
const EPSILON = 2 ** -52;

/** Cross-entropy of each row, in nats: `sklearn.metrics.log_loss` is its mean. Scores lie between 0 and 1. */
export function logLosses(truth: Uint8Array, score: Float64Array): Float64Array {
  return score.map((each, row) => {
    const right = truth[row] === 1 ? each : 1 - each;
    return -Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, right)));
  });
}

/** Squared distance of score and outcome of each row: `sklearn.metrics.brier_score_loss` is its mean. */
export function brierLosses(truth: Uint8Array, score: Float64Array): Float64Array {
  return score.map((each, row) => (each - (truth[row] ?? 0)) ** 2);
}

/** Whether all scores are probabilities. */
export function areProbabilities(score: Float64Array): boolean {
  return score.every((each) => each >= 0 && each <= 1);
}
