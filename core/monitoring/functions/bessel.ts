/**
 * e^x · K_ν(x), the scaled modified Bessel function of the second kind for x > 0: ∫₀^∞ e^(−x (cosh t − 1)) cosh(νt) dt
 * (NIST DLMF 10.32.9). The trapezoidal rule is exact to rounding here, for the integrand falls double-exponentially.
 */
export function scaledBesselK(order: number, x: number): number {
  const step = 1 / 64;
  let sum = 0.5;
  for (let t = step; ; t += step) {
    const term = Math.exp(-x * (Math.cosh(t) - 1)) * Math.cosh(order * t);
    sum += term;
    if (term < sum * 1e-18) return sum * step;
  }
}
