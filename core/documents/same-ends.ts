/** How many items at the beginning and at the end of two lists are the same objects; those at the end are not counted twice. */
export function sameEnds<T>(before: readonly T[], now: readonly T[]): { readonly head: number; readonly tail: number } {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return { head, tail };
}
