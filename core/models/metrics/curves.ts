import type { Ranked } from './ranked.ts';

/** A point of a curve, with the score from which on rows are taken for positive; none at the corner where no row is. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly threshold: number | null;
}

/** Points that a curve is drawn with at most. */
const MOST_POINTS = 200;

/** False positive rate (x) and true positive rate (y) for every threshold; none where a class is missing. */
export function rocCurve(ranked: Ranked): readonly CurvePoint[] {
  const { positives, negatives } = ranked;
  if (positives === 0 || negatives === 0) return [];
  const points: CurvePoint[] = [{ x: 0, y: 0, threshold: null }];
  for (const { right, wrong, threshold } of thresholds(ranked)) {
    points.push({ x: wrong / negatives, y: right / positives, threshold });
  }
  return thinned(points);
}

/** Recall (x) and precision (y) for every threshold; none where no label is positive. */
export function precisionRecallCurve(ranked: Ranked): readonly CurvePoint[] {
  const { positives } = ranked;
  if (positives === 0) return [];
  const points: CurvePoint[] = [];
  for (const { right, wrong, threshold } of thresholds(ranked)) {
    const precision = right / (right + wrong);
    if (points.length === 0) points.push({ x: 0, y: precision, threshold: null });
    points.push({ x: right / positives, y: precision, threshold });
  }
  return thinned(points);
}

/** What is taken for positive, rightly and wrongly, at each score that occurs, from the highest down. */
function* thresholds({ truth, score, ends }: Ranked) {
  let right = 0;
  for (let place = 0; place < truth.length; place++) {
    right += truth[place] ?? 0;
    if (ends[place] === 1) yield { right, wrong: place + 1 - right, threshold: score[place] ?? 0 };
  }
}

/**
 * Fewer points that lie equally far apart along the curve, its ends among them. What lies between two of them is at
 * most half a step's square of area, together less than a picture shows.
 */
function thinned(points: readonly CurvePoint[]): readonly CurvePoint[] {
  if (points.length <= MOST_POINTS) return points;
  const along = new Float64Array(points.length);
  for (const [index, { x, y }] of points.entries()) {
    const before = points[index - 1];
    along[index] = before === undefined ? 0 : (along[index - 1] ?? 0) + Math.abs(x - before.x) + Math.abs(y - before.y);
  }
  const step = (along.at(-1) ?? 0) / (MOST_POINTS - 1);
  let next = 0;
  return points.filter((_, index) => {
    const isLast = index === points.length - 1;
    // The last point is kept whatever the rounding of the steps says; the one before it makes room.
    if (!isLast && ((along[index] ?? 0) < next || next > step * (MOST_POINTS - 1.5))) return false;
    next = (Math.floor((along[index] ?? 0) / step) + 1) * step;
    return true;
  });
}
