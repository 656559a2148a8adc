import { logChoose } from './gamma.ts';

/**
 * P(D_n ≥ d), the two-sided Kolmogorov-Smirnov statistic of n values against their true distribution. Follows the choice
 * of methods of Simard and L'Ecuyer, "Computing the Two-Sided Kolmogorov-Smirnov Distribution", J. Stat. Softw. 39 (2011).
 */
export function kolmogorovTail(n: number, d: number): number {
  if (d >= 1) return 0;
  if (n * d <= 0.5) return 1;
  const spread = n * d * d;
  if (spread >= 370) return 0;
  // Far out, at most one side leaves the band: twice the one-sided probability.
  if (d >= 0.5 || spread >= (n <= 140 ? 4 : 2.2)) return Math.min(1, 2 * oneSidedTail(n, d));
  const inside = n <= 140 || (n <= 100_000 && n * d ** 1.5 <= 1.4) ? insideByMatrix(n, d) : insideByPelzGood(n, d);
  return Math.min(1, Math.max(0, 1 - inside));
}

/** P(D_n⁺ ≥ d), by Smirnov's sum. */
function oneSidedTail(n: number, d: number): number {
  let sum = 0;
  for (let j = 0; j <= Math.floor(n * (1 - d)); j += 1) {
    const left = 1 - d - j / n;
    if (left <= 0) continue;
    const log = logChoose(n, j) + (n - j) * Math.log(left) + (j - 1) * Math.log(d + j / n);
    sum += Math.exp(log);
  }
  return d * sum;
}

/** P(D_n < d), the n-th power of a matrix: Marsaglia, Tsang and Wang, J. Stat. Softw. 8 (2003). */
function insideByMatrix(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const h = k - n * d;
  const start = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) start[i * size + j] = i - j + 1 < 0 ? 0 : 1;
  for (let i = 0; i < size; i += 1) {
    start[i * size] = (start[i * size] ?? 0) - h ** (i + 1);
    start[(size - 1) * size + i] = (start[(size - 1) * size + i] ?? 0) - h ** (size - i);
  }
  start[(size - 1) * size] = (start[(size - 1) * size] ?? 0) + (2 * h - 1 > 0 ? (2 * h - 1) ** size : 0);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      for (let g = 1; g <= i - j + 1; g += 1) start[i * size + j] = (start[i * size + j] ?? 0) / g;
    }
  }
  const { matrix, exponent } = power(start, size, n);
  let value = matrix[(k - 1) * size + k - 1] ?? 0;
  let scale = exponent;
  for (let i = 1; i <= n; i += 1) {
    value = (value * i) / n;
    if (value < 1e-140) {
      value *= 1e140;
      scale -= 140;
    }
  }
  return value * 10 ** scale;
}

/** The entries are `matrix` · 10^`exponent`, so that none of them overflows. */
function power(base: Float64Array, size: number, n: number): { matrix: Float64Array; exponent: number } {
  if (n === 1) return { matrix: base, exponent: 0 };
  const half = power(base, size, Math.floor(n / 2));
  let matrix = product(half.matrix, half.matrix, size);
  let exponent = 2 * half.exponent;
  if (n % 2 === 1) matrix = product(base, matrix, size);
  const middle = Math.floor(size / 2);
  if ((matrix[middle * size + middle] ?? 0) > 1e140) {
    matrix = matrix.map((entry) => entry * 1e-140);
    exponent += 140;
  }
  return { matrix, exponent };
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      const factor = a[i * size + k] ?? 0;
      for (let j = 0; j < size; j += 1) {
        result[i * size + j] = (result[i * size + j] ?? 0) + factor * (b[k * size + j] ?? 0);
      }
    }
  }
  return result;
}

/** P(D_n < d) for large n, in powers of 1 ⁄ √n: Pelz and Good, J. R. Stat. Soc. B 38 (1976). */
function insideByPelzGood(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const [z2, z4, z6, z8] = [z ** 2, z ** 4, z ** 6, z ** 8];
  const pi2 = Math.PI ** 2;
  const sums = [0, 0, 0, 0];
  const wholeSums = [0, 0];
  for (let k = 0; k < 50; k += 1) {
    const half = pi2 * (k + 0.5) ** 2;
    const weight = 2 * Math.exp(-half / (2 * z2));
    const whole = pi2 * (k + 1) ** 2;
    const wholeWeight = 2 * Math.exp(-whole / (2 * z2));
    const terms = [
      1,
      half - z2,
      6 * z6 + 2 * z4 + half * (2 * z4 - 5 * z2) + half ** 2 * (1 - 2 * z2),
      half ** 3 * (5 - 30 * z2) + half ** 2 * (-60 * z2 + 212 * z4) + half * (135 * z4 - 96 * z6) - (30 * z6 + 90 * z8),
    ];
    for (const [index, term] of terms.entries()) sums[index] = (sums[index] ?? 0) + term * weight;
    wholeSums[0] = (wholeSums[0] ?? 0) + whole * wholeWeight;
    wholeSums[1] = (wholeSums[1] ?? 0) + (3 * whole * z2 - whole ** 2) * wholeWeight;
    if (weight < 1e-30) break;
  }
  const root = Math.sqrt(Math.PI / 2);
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = sums;
  const [w2 = 0, w3 = 0] = wholeSums;
  const k0 = (s0 * root) / z;
  const k1 = (s1 * root) / (6 * z4);
  const k2 = (s2 * root) / (72 * z ** 7) - (w2 * root) / (36 * z ** 3);
  const k3 = (s3 * root) / (6480 * z ** 10) + (w3 * root) / (216 * z6);
  return k0 + k1 / Math.sqrt(n) + k2 / n + k3 / n ** 1.5;
}
