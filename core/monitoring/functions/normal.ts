import { upperGamma } from './gamma.ts';

/** P(Z ≥ z) of the standard normal distribution: half of Q(½, z² ⁄ 2) on its side of 0. */
export function normalTail(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z >= 0 ? tail : 1 - tail;
}
