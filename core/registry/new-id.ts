import { randomBytes } from 'node:crypto';

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

let lastTime = 0;
let countInTime = 0;

/**
 * An id that sorts by the time it was made, strictly so within one process, and that no other process makes:
 * 10 digits of milliseconds, 3 that count within the millisecond, 13 of chance (65 bits). Fit for file names.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastTime) {
    lastTime = now;
    countInTime = 0;
  } else if (++countInTime === 32 ** 3) {
    lastTime++;
    countInTime = 0;
  }
  const chance = Array.from(randomBytes(13), (byte) => digits[byte % 32]);
  return `${inDigits(lastTime, 10)}${inDigits(countInTime, 3)}${chance.join('')}`;
}

/**
 * Whether a name is an id. The storage folder may be one that holds other things as well, so what is cleared away must
 * be known by its name to be ours.
 */
export function isId(name: string): boolean {
  return name.length === 26 && [...name].every((letter) => digits.includes(letter));
}

function inDigits(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = digits[rest % 32] + text;
  return text;
}
