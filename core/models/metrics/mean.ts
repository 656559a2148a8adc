/** The mean of values that each count as often as their weight says; undefined without any. */
export function mean(values: Float64Array, weights?: Float64Array): number | undefined {
  let sum = 0;
  let count = 0;
  if (weights === undefined) {
    for (const value of values) sum += value;
    count = values.length;
  } else {
    for (let row = 0; row < values.length; row++) {
      const weight = weights[row] ?? 0;
      sum += (values[row] ?? 0) * weight;
      count += weight;
    }
  }
  return count === 0 ? undefined : sum / count;
}
