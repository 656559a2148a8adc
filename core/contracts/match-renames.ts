import { nearestName } from '../catalogue/nearest-name.ts';

/**
 * Tells renames from drops: what is gone and what is new are one thing under two names if they are alike in all else
 * and nothing else could be meant, either because no other is alike, or because the names are near each other.
 */
export function matchRenames<T extends { readonly name: string }>(
  dropped: readonly T[],
  appended: readonly T[],
  alike: (before: T, after: T) => boolean,
): ReadonlyMap<T, T> {
  const renames = new Map<T, T>();
  const free = new Set(appended);
  const take = (before: T, after: T | undefined): void => {
    if (after === undefined || renames.has(before) || !free.delete(after)) return;
    renames.set(before, after);
  };
  const candidates = (before: T): readonly T[] => [...free].filter((after) => alike(before, after));
  for (const before of dropped) {
    const near = nearestName(
      before.name,
      candidates(before).map(({ name }) => name),
    );
    take(
      before,
      candidates(before).find(({ name }) => name === near),
    );
  }
  for (const before of dropped.filter((each) => !renames.has(each))) {
    const rivals = dropped.filter((other) => other !== before && !renames.has(other));
    const [only, ...others] = candidates(before);
    if (only !== undefined && others.length === 0 && !rivals.some((rival) => alike(rival, only))) take(before, only);
  }
  return renames;
}
