import type { Document } from '../documents/document.ts';
import type { Entry, Node, Path, ScalarNode, Span } from '../documents/node.ts';
import { lettersOf } from './reading.ts';
import type { MapShape } from './shape.ts';
import { shapesAt } from './shape-at.ts';

/** A part of a document: its node, the key before it, and what their offsets are relative to. */
interface Place {
  readonly key: ScalarNode | undefined;
  readonly node: Node | null;
  readonly offset: number;
}

/**
 * Where a path of the value stands in the text. A text is its letters, without quotes. Where the path leads to nothing,
 * it is the head of the nearest part that is there: its key, or else its first entry.
 */
export function spanAt(document: Document, shape: MapShape, path: Path, part: 'key' | 'value' = 'value'): Span {
  const [name, index] = path;
  if (name === undefined) return { start: 0, end: document.length };
  const item = typeof index === 'number' ? itemAt(document, shape, name, index) : undefined;
  if (item !== undefined) return spanIn(item, shape, path, 2, part);
  const root = rootEntries(document);
  const entry = entryOf(root, shape, name);
  const items = entry !== undefined && path.length === 1 && part === 'value' ? itemsOf(document, shape, name) : [];
  if (items.length > 0) return around(items);
  if (entry !== undefined) return spanIn(entry, shape, path, 1, part);
  const first = root[0];
  return first === undefined
    ? { start: 0, end: 0 }
    : headOf({ key: first.entry.key, node: null, offset: first.offset });
}

/** Follows a path from a place at some depth of it. */
function spanIn(start: Place, shape: MapShape, path: Path, depth: number, part: 'key' | 'value'): Span {
  let place = start;
  for (let at = depth; at < path.length; at++) {
    const { node, offset } = place;
    const step = path[at] ?? '';
    let next: Place | undefined;
    if (node?.kind === 'list' && typeof step === 'number' && step < node.items.length) {
      next = { key: undefined, node: node.items[step] ?? null, offset };
    } else if (node?.kind === 'map') {
      const map = shapesAt(shape, path.slice(0, at)).find((each) => each.kind === 'map');
      next = entryOf(
        node.entries.map((entry) => ({ entry, offset })),
        map,
        step,
      );
    }
    if (next === undefined) return headOf(place);
    place = next;
  }
  if (part === 'key' && place.key !== undefined) return moved(place.key, place.offset);
  return place.node === null ? headOf(place) : moved(trimmed(place.node), place.offset);
}

interface RootEntry {
  readonly entry: Entry;
  readonly offset: number;
}

function rootEntries({ chunks, starts }: Document): readonly RootEntry[] {
  return chunks.flatMap(({ role, node }, at) =>
    role === 'entries' && node?.kind === 'map' ? node.entries.map((entry) => ({ entry, offset: starts[at] ?? 0 })) : [],
  );
}

/** The items of a list at the root whose items are chunks. */
function itemsOf({ chunks, starts }: Document, shape: MapShape, name: string | number): readonly Place[] {
  return chunks.flatMap(({ role, parent, node }, at) =>
    role === 'item' && nameOf(shape, parent[0]) === name ? [{ key: undefined, node, offset: starts[at] ?? 0 }] : [],
  );
}

/** One of them; a finding in the last of thousands asks for no more. */
function itemAt(document: Document, shape: MapShape, name: string | number, index: number): Place | undefined {
  let left = index;
  let key: string | number | undefined;
  let isOfList = false;
  for (const [at, { role, parent, node }] of document.chunks.entries()) {
    if (role !== 'item') continue;
    if (parent[0] !== key) {
      key = parent[0];
      isOfList = nameOf(shape, key) === name;
    }
    if (!isOfList) continue;
    if (left === 0) return { key: undefined, node, offset: document.starts[at] ?? 0 };
    left -= 1;
  }
  return undefined;
}

/** The last entry of a name, as in the value; or what stands for it under `meta.plumbline`. */
function entryOf(entries: readonly RootEntry[], shape: MapShape | undefined, name: string | number): Place | undefined {
  const named = (key: unknown) => entries.findLast(({ entry }) => nameOf(shape, entry.key.value) === key);
  const found = named(name);
  if (found !== undefined) return { key: found.entry.key, node: found.entry.value, offset: found.offset };
  const meta = shape?.finish === undefined ? undefined : named('meta');
  const plumbline = innerEntry(meta?.entry.value, 'plumbline');
  const own = innerEntry(plumbline?.value, name);
  return meta && own && { key: own.key, node: own.value, offset: meta.offset };
}

function innerEntry(node: Node | null | undefined, name: string | number): Entry | undefined {
  return node?.kind === 'map' ? node.entries.find(({ key }) => key.value === name) : undefined;
}

/** What a written key is called in the value. */
function nameOf(shape: MapShape | undefined, key: unknown): string {
  return shape?.fields.get(String(key))?.name ?? String(key);
}

function around(places: readonly Place[]): Span {
  const [first, last] = [places[0], places.at(-1)];
  return {
    start: (first?.offset ?? 0) + (first?.node?.start ?? 0),
    end: (last?.offset ?? 0) + (last?.node?.end ?? 0),
  };
}

function headOf({ key, node, offset }: Place): Span {
  const first = node?.kind === 'map' ? node.entries[0] : undefined;
  return moved(key ?? first ?? node ?? { start: 0, end: 0 }, offset);
}

function trimmed(node: Node): Span {
  return node.kind === 'scalar' && typeof node.value === 'string' ? lettersOf(node, node.value) : node;
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
