/**
 * The name that was most likely meant, or undefined where none is near enough. Letter case, `-` against `_`, swapped
 * letters and a name typed only half are taken for the same mistakes that people make.
 */
export function nearestName(typed: string, names: Iterable<string>): string | undefined {
  const wanted = fold(typed);
  if (wanted === '') return undefined;
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    const candidate = fold(name);
    const limit = cutOff(wanted, candidate);
    const distance = Math.min(editDistance(wanted, candidate, limit), prefixDistance(wanted, candidate));
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

/** `; did you mean "x"?` for the end of a message, or nothing. */
export function didYouMean(typed: string, names: Iterable<string>): string {
  const name = nearestName(typed, names);
  return name === undefined ? '' : `; did you mean "${name}"?`;
}

/** What two spellings of one name have in common. */
function fold(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[-\s.]/g, '_');
}

/** One mistake in a short name, more in a long one: a third of its length, at most five. */
function cutOff(wanted: string, candidate: string): number {
  return Math.min(5, Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3)));
}

/** A name of three letters or more that was not typed to its end counts as one mistake. */
function prefixDistance(wanted: string, candidate: string): number {
  return wanted.length >= 3 && candidate.startsWith(wanted) && candidate !== wanted ? 1 : Number.POSITIVE_INFINITY;
}

/**
 * Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions, and swaps of two
 * neighbours. Infinity where it is certain to exceed `limit`.
 */
export function editDistance(a: string, b: string, limit: number = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = last[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, substitution);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    if (Math.min(...current) > limit) return Number.POSITIVE_INFINITY;
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
