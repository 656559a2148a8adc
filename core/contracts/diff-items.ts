import type { Path } from '../documents/node.ts';
import { sameValue } from '../documents/same-value.ts';

export interface ItemChange<Id> {
  readonly how: 'added' | 'changed' | 'dropped';
  readonly id: Id;
  readonly path: Path;
}

/** Items of two lists that have an identity; words about them do not count. */
export function diffItems<Item extends object, Id extends string | number>(
  before: readonly (Item | undefined)[] = [],
  after: readonly (Item | undefined)[] = [],
  idOf: (item: Item) => Id | undefined,
): readonly ItemChange<Id>[] {
  const find = (items: readonly (Item | undefined)[], id: Id): Item | undefined => {
    return items.find((item) => item !== undefined && idOf(item) === id);
  };
  const dropped = before.flatMap((item): readonly ItemChange<Id>[] => {
    const id = item && idOf(item);
    return id === undefined || find(after, id) !== undefined ? [] : [{ how: 'dropped', id, path: [] }];
  });
  const changed = after.flatMap((item, index): readonly ItemChange<Id>[] => {
    const id = item && idOf(item);
    if (item === undefined || id === undefined) return [];
    const old = find(before, id);
    if (old === undefined) return [{ how: 'added', id, path: [index] }];
    return sameValue(withoutWords(old), withoutWords(item)) ? [] : [{ how: 'changed', id, path: [index] }];
  });
  return [...dropped, ...changed];
}

function withoutWords(item: object): object {
  return { ...item, description: undefined, tags: undefined };
}
