import type { Ranked } from './ranked.ts';

/**
 * Average precision: the precision at each threshold, weighted by how much the recall grows there; no line is drawn
 * between thresholds. As `sklearn.metrics.average_precision_score`. Each row counts as often as its weight (in the order
 * of the ranks) says. Undefined without a positive row.
 */
export function averagePrecision({ truth, ends }: Ranked, weights?: Float64Array): number | undefined {
  let right = 0;
  let all = 0;
  let before = 0;
  let sum = 0;
  for (let place = 0; place < truth.length; place++) {
    const weight = weights === undefined ? 1 : (weights[place] ?? 0);
    all += weight;
    if (truth[place] === 1) right += weight;
    if (ends[place] !== 1 || right === before) continue;
    sum += ((right - before) * right) / all;
    before = right;
  }
  return right === 0 ? undefined : sum / right;
}
