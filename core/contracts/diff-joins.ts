import { parseAssetRef } from '../definitions/asset.ts';
import type { Join } from '../definitions/feature-view.ts';
import type { Lenient } from '../definitions/schema.ts';
import type { Path } from '../documents/node.ts';
import { sameValue } from '../documents/same-value.ts';
import type { ViewChange } from './change.ts';
import { added, names } from './names.ts';

type LenientJoin = Lenient<Join>;
type Joins = readonly (LenientJoin | undefined)[];
type Selection = LenientJoin['select'];

/** Without a selection all columns are taken, as with `"*"`. */
export function diffSelection(group: string, from: Selection, to: Selection, path: Path): readonly ViewChange[] {
  if (sameValue(from ?? '*', to ?? '*')) return [];
  const [old, now] = [listOf(from), listOf(to)];
  const [dropped, more] = old === undefined || now === undefined ? [[], []] : [added(now, old), added(old, now)];
  return [{ kind: 'selection-changed', path, group, dropped, added: more }];
}

function listOf(selection: Selection): readonly string[] | undefined {
  return Array.isArray(selection) ? names(selection as readonly (string | undefined)[]) : undefined;
}

/** Two joins are one and the same if they join the same group, for the n-th time; the group's version may differ. */
export function diffJoins(before: Joins, after: Joins): readonly ViewChange[] {
  const [old, now] = [placedJoins(before), placedJoins(after)];
  const changes: ViewChange[] = [];
  for (const [id, { join }] of old) {
    if (!now.has(id)) changes.push({ kind: 'join-dropped', path: ['query', 'joins'], group: join.feature_group ?? '' });
  }
  for (const [id, { join, path }] of now) {
    const same = old.get(id);
    if (same === undefined) changes.push({ kind: 'join-added', path, group: join.feature_group ?? '' });
    else changes.push(...diffJoin(same.join, join, path));
  }
  return changes;
}

function placedJoins(joins: Joins) {
  const placed = new Map<string, { readonly join: LenientJoin; readonly path: Path }>();
  for (const [index, join] of joins.entries()) {
    if (join?.feature_group === undefined) continue;
    const { name } = parseAssetRef(join.feature_group);
    let id = name;
    for (let again = 2; placed.has(id); again++) id = `${name} #${again}`;
    placed.set(id, { join, path: ['query', 'joins', index] });
  }
  return placed;
}

function diffJoin(before: LenientJoin, after: LenientJoin, path: Path): readonly ViewChange[] {
  const group = after.feature_group ?? '';
  const defaults: LenientJoin = { type: 'left', as_of: false, prefix: '' };
  const [old, now] = [
    { ...defaults, ...before },
    { ...defaults, ...after },
  ];
  const keys = (['feature_group', 'on', 'as_of', 'within', 'type', 'prefix'] as const).filter(
    (key) => !sameValue(old[key], now[key]),
  );
  const [first] = keys;
  return [
    ...(first === undefined ? [] : [{ kind: 'join-changed', path: [...path, first], group, keys } as const]),
    ...diffSelection(group, before.select, after.select, [...path, 'select']),
  ];
}
