import { type AssetRef, parseAssetRef } from '../definitions/asset.ts';
import type { FeatureView } from '../definitions/feature-view.ts';
import type { Lenient } from '../definitions/schema.ts';

/** One feature group that a view takes columns from. */
export interface Slot {
  /** `from`, or the number of the join. */
  readonly place: 'from' | number;
  readonly group: AssetRef | undefined;
  /** Put before the group's column names; empty for `from`. */
  readonly prefix: string;
  readonly select: Selection;
  /** Columns that both sides have; of these the view keeps the left one. */
  readonly on: ReadonlySet<string>;
}

export type Selection =
  | { readonly kind: 'all' }
  | { readonly kind: 'only'; readonly names: readonly string[] }
  | { readonly kind: 'except'; readonly names: ReadonlySet<string> };

type View = Lenient<FeatureView>;
type Select = NonNullable<View['query']>['select'];

const slots = new WeakMap<View, readonly Slot[]>();

/** The groups of a view: that of `query.from` first, then the joins in their order. */
export function slotsOf(view: View): readonly Slot[] {
  let found = slots.get(view);
  if (found === undefined) {
    found = readSlots(view);
    slots.set(view, found);
  }
  return found;
}

function readSlots({ query }: View): readonly Slot[] {
  const from = {
    place: 'from' as const,
    group: query?.from === undefined ? undefined : parseAssetRef(query.from),
    prefix: '',
    select: selectionOf(query?.select),
    on: new Set<string>(),
  };
  const joins = (query?.joins ?? []).map((join, place) => ({
    place,
    group: join?.feature_group === undefined ? undefined : parseAssetRef(join.feature_group),
    prefix: join?.prefix ?? '',
    select: selectionOf(join?.select),
    on: new Set((join?.on ?? []).filter((name) => name !== undefined)),
  }));
  return [from, ...joins];
}

function selectionOf(select: Select): Selection {
  if (select === undefined || select === '*') return { kind: 'all' };
  if (isList(select)) return { kind: 'only', names: select.filter((name) => name !== undefined) };
  return { kind: 'except', names: new Set((select.except ?? []).filter((name) => name !== undefined)) };
}

/** `Array.isArray` does not know read-only arrays. */
function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value);
}

/** Whether a column of the slot's group becomes one of the view. All columns of a join leave out its keys. */
export function passes(slot: Slot, column: string): boolean {
  switch (slot.select.kind) {
    case 'only':
      return slot.select.names.includes(column);
    case 'except':
      return !slot.select.names.has(column) && !slot.on.has(column);
    case 'all':
      return !slot.on.has(column);
  }
}

/** What a name of the view is called in the slot's group; undefined where it cannot come from there. */
export function nameInGroup(slot: Slot, name: string): string | undefined {
  return name.startsWith(slot.prefix) ? name.slice(slot.prefix.length) : undefined;
}
