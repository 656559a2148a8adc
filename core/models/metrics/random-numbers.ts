/**
 * Numbers from 0 up to, but not, 1 with 32 random bits each; the same ones for the same seed on every machine.
 * sfc32 of Chris Doty-Humphrey's PractRand, which passes its own tests and those of TestU01.
 */
export function randomNumbers(seed: number): () => number {
  let a = 0;
  let b = seed | 0;
  let c = (seed / 2 ** 32) | 0;
  let counter = 1;
  const next = () => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return (result >>> 0) / 2 ** 32;
  };
  // The first ones still show the seed.
  for (let round = 0; round < 12; round++) next();
  return next;
}
