import type { Chunk } from '../documents/document.ts';
import { IGNORE_WORD } from './ignore-word.ts';
import type { DefinitionProblem, Mention } from './mention.ts';
import type { PlacedFacts } from './place-facts.ts';
import { type PresentKey, presentKeys } from './present-keys.ts';
import { readEntry } from './read-map.ts';
import { readNode } from './read-node.ts';
import type { Reading } from './reading.ts';
import type { MapShape } from './shape.ts';
import { shapesAt } from './shape-at.ts';
import { wrongKind } from './wrong-kind.ts';

/** What one chunk adds to the value of its file. */
export type ChunkValue =
  | {
      readonly role: 'entries';
      readonly value: Readonly<Record<string, unknown>>;
      readonly keys: readonly PresentKey[];
    }
  | { readonly role: 'item'; readonly list: string; readonly value: unknown }
  /** An item of a list where none may be. */
  | { readonly role: 'misplaced' }
  | { readonly role: 'nothing' };

/**
 * What a chunk says without the rest of its file. Offsets are relative to the chunk, and an item counts as the first of
 * its list; `placeFacts` puts both right.
 */
export interface ChunkFacts {
  readonly shape: MapShape;
  readonly value: ChunkValue;
  readonly mentions: readonly Mention[];
  /** What they mean, each once. Chunks that are alike have the same object here. */
  readonly meanings: readonly Mention['meaning']['is'][];
  readonly problems: readonly DefinitionProblem[];
  readonly hasIgnoreWord: boolean;
  /** Where they stood last: `placeFacts` keeps it here. */
  placed?: PlacedFacts;
}

const cache = new WeakMap<Chunk, ChunkFacts>();

/** The facts of a chunk, read once as long as the chunk lives. `onRead` counts the work for those who ask. */
export function chunkFacts(chunk: Chunk, shape: MapShape, onRead: () => void): ChunkFacts {
  const cached = cache.get(chunk);
  if (cached?.shape === shape) return cached;
  onRead();
  const mentions: Mention[] = [];
  const problems: DefinitionProblem[] = [];
  const value = readChunk(chunk, shape, { text: chunk.text, offset: 0, path: pathOf(chunk, 0), mentions, problems });
  const hasIgnoreWord = chunk.text.includes(IGNORE_WORD);
  const facts = { shape, value, mentions, meanings: meaningsOf(mentions), problems, hasIgnoreWord };
  cache.set(chunk, facts);
  return facts;
}

const knownMeanings = new Map<string, ChunkFacts['meanings']>();

function meaningsOf(mentions: readonly Mention[]): ChunkFacts['meanings'] {
  const meanings = [...new Set(mentions.map(({ meaning }) => meaning.is))];
  const key = meanings.join(' ');
  const known = knownMeanings.get(key) ?? meanings;
  knownMeanings.set(key, known);
  return known;
}

/** The path at which a chunk's node stands, as item number `index` of its list. */
export function pathOf(chunk: Chunk, index: number): (string | number)[] {
  return chunk.role === 'item' ? [...chunk.parent, index] : [...chunk.parent];
}

/** Reads a chunk at the place that `reading` says. */
export function readChunk(chunk: Chunk, shape: MapShape, reading: Reading): ChunkValue {
  const before = reading.problems.length;
  const value = chunk.role === 'item' ? readItem(chunk, shape, reading) : readEntries(chunk, shape, reading);
  if (chunk.problems.length > 0) addSyntaxProblems(chunk, before, reading);
  return value;
}

function readEntries(chunk: Chunk, shape: MapShape, reading: Reading): ChunkValue {
  const { node } = chunk;
  if (node === null) return { role: 'nothing' };
  if (node.kind !== 'map') {
    wrongKind(node, shape, reading);
    return { role: 'nothing' };
  }
  const value: Record<string, unknown> = {};
  for (const entry of node.entries) readEntry(entry, node, shape, reading, value);
  return { role: 'entries', value, keys: presentKeys(node, shape) };
}

function readItem(chunk: Chunk, shape: MapShape, reading: Reading): ChunkValue {
  const [list] = chunk.parent;
  const around = shapesAt(shape, chunk.parent);
  const items = around.find((each) => each.kind === 'list')?.items ?? around.find((each) => each.kind === 'anything');
  if (items !== undefined && typeof list === 'string') {
    return { role: 'item', list, value: chunk.node === null ? undefined : readNode(chunk.node, items, reading) };
  }
  // Below an unknown key nothing is known to be wrong but the key.
  return { role: around.length === 0 ? 'nothing' : 'misplaced' };
}

/**
 * Around a syntax error the structure is a guess: what it says before the error is kept, missing keys and what comes
 * after are not.
 */
function addSyntaxProblems(chunk: Chunk, before: number, { offset, problems }: Reading): void {
  const first = Math.min(...chunk.problems.map((problem) => problem.start)) + offset;
  const certain = problems.splice(before).filter((each) => each.code !== 'missing-key' && each.end <= first);
  problems.push(...certain);
  for (const { start, end, code, message } of chunk.problems) {
    problems.push({ start: start + offset, end: end + offset, rule: 'syntax', code, message });
  }
}
