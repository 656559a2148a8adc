import type { Node, ScalarNode, Span } from './node.ts';
import type { Reading } from './reading.ts';

/** Aliases of aliases can stand for billions of nodes; no definition needs more than this in one entry or item. */
const MAX_COPIED = 10_000;

/** What `*name` stands for, as a copy that lies where the alias is. A null scalar where that cannot be known. */
export function followAlias(name: string, span: Span, reading: Reading): Node {
  const target = lookUp(name, reading);
  const nothing: ScalarNode = { kind: 'scalar', ...span, value: null, quoted: false, alias: name };
  if (target === null) return nothing;
  if (typeof target === 'object') {
    reading.copied += sizeOf(target);
    if (reading.copied <= MAX_COPIED) return copyTo(target, { ...span, alias: name });
  }
  reading.problems.push({ ...span, ...explain(name, target) });
  return nothing;
}

function lookUp(name: string, reading: Reading): Node | null | undefined | 'open' {
  const own = reading.sets.get(name);
  if (own !== undefined) return own;
  const outer = reading.outer.get(name);
  reading.uses.set(name, outer);
  return outer;
}

function explain(name: string, target: Node | 'open' | undefined): { code: string; message: string } {
  if (target === undefined) {
    return { code: 'unknown-anchor', message: `Nothing above is marked &${name}, so *${name} stands for nothing.` };
  }
  if (target === 'open') {
    return { code: 'circular-alias', message: `*${name} stands inside what &${name} marks: it would contain itself.` };
  }
  return {
    code: 'too-many-aliases',
    message: `*${name} is too large: aliases here stand for over ${MAX_COPIED} values.`,
  };
}

function sizeOf(node: Node | null): number {
  if (node === null || node.kind === 'scalar') return 1;
  const children = node.kind === 'list' ? node.items : node.entries.map((entry) => entry.value);
  return children.reduce((sum, child) => sum + sizeOf(child), 1);
}

function copyTo(node: Node, place: Span & { alias: string }): Node {
  switch (node.kind) {
    case 'scalar':
      return { ...node, ...place };
    case 'list':
      return { ...node, ...place, items: node.items.map((item) => item && copyTo(item, place)) };
    case 'map': {
      const entries = node.entries.map((entry) => ({
        ...entry,
        start: place.start,
        end: place.end,
        key: { ...entry.key, ...place },
        value: entry.value && copyTo(entry.value, place),
      }));
      return { ...node, ...place, entries };
    }
  }
}
