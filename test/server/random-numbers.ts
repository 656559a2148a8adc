/** Whole numbers from 0 up to a bound, always the same ones for a seed. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    // Numerical Recipes' generator; good enough to choose places in a text.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
