/** Rows in the order of their scores, the highest first, and where a run of equal scores ends. */
export interface Ranked {
  /** 1 where the row is positive. */
  readonly truth: Uint8Array;
  readonly score: Float64Array;
  /** 1 at the last row of each run of equal scores: between equal scores no threshold can lie. */
  readonly ends: Uint8Array;
  /** Which row stands where. */
  readonly order: Uint32Array;
  readonly positives: number;
  readonly negatives: number;
}

export function rankedByScore(truth: Uint8Array, score: Float64Array): Ranked {
  const order = Uint32Array.from(score, (_, row) => row).sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0));
  const ranked = { truth: new Uint8Array(order.length), score: new Float64Array(order.length) };
  const ends = new Uint8Array(order.length);
  let positives = 0;
  for (const [place, row] of order.entries()) {
    ranked.truth[place] = truth[row] ?? 0;
    ranked.score[place] = score[row] ?? 0;
    positives += truth[row] ?? 0;
    ends[place] = score[order[place + 1] ?? -1] === score[row] ? 0 : 1;
  }
  return { ...ranked, ends, order, positives, negatives: order.length - positives };
}
