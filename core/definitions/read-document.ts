import type { Chunk, Document } from '../documents/document.ts';
import { assemble } from './assemble.ts';
import type { DefinitionProblem, Mention } from './mention.ts';
import { placeFacts } from './place-facts.ts';
import { chunkFacts, pathOf, readChunk } from './read-chunk.ts';
import type { MapShape } from './shape.ts';

/** What a whole definition file says. */
export interface DefinitionReading {
  readonly value: Readonly<Record<string, unknown>>;
  /** In the order of the text. */
  readonly mentions: readonly Mention[];
  readonly problems: readonly DefinitionProblem[];
}

/**
 * Reads a document whose chunks will be met again: each is read once, however often the document is edited. What only
 * a rule or a page wants to see is put together when it is asked for.
 */
export function readDocument(document: Document, shape: MapShape, onRead: () => void): DefinitionReading {
  const facts = document.chunks.map((chunk) => chunkFacts(chunk, shape, onRead));
  const whole = assemble(
    document,
    facts.map((each) => each.value),
    shape,
  );
  const indexes = itemIndexes(document.chunks);
  let placed: Pick<DefinitionReading, 'mentions' | 'problems'> | undefined;
  const place = () => {
    const parts = facts.map((each, at) => placeFacts(each, document.starts[at] ?? 0, indexes[at] ?? 0));
    return {
      mentions: parts.flatMap((part) => part.mentions),
      problems: inOrder([...parts.flatMap((part) => part.problems), ...whole.problems]),
    };
  };
  return {
    value: whole.value,
    get mentions() {
      placed ??= place();
      return placed.mentions;
    },
    get problems() {
      placed ??= place();
      return placed.problems;
    },
  };
}

/** Reads a document that is not kept: the same result, in one go and without a trace of its chunks. */
export function readDocumentOnce(document: Document, shape: MapShape): DefinitionReading {
  const mentions: Mention[] = [];
  const problems: DefinitionProblem[] = [];
  const indexes = itemIndexes(document.chunks);
  const values = document.chunks.map((chunk, at) => {
    const path = pathOf(chunk, indexes[at] ?? 0);
    return readChunk(chunk, shape, { text: chunk.text, offset: document.starts[at] ?? 0, path, mentions, problems });
  });
  const whole = assemble(document, values, shape);
  return { value: whole.value, mentions, problems: inOrder([...problems, ...whole.problems]) };
}

/** The number of each chunk that is an item, in its list. */
function itemIndexes(chunks: readonly Chunk[]): readonly number[] {
  const counts = new Map<string | number | undefined, number>();
  return chunks.map((chunk) => {
    if (chunk.role !== 'item') return 0;
    const index = counts.get(chunk.parent[0]) ?? 0;
    counts.set(chunk.parent[0], index + 1);
    return index;
  });
}

/** The order of the text, whoever found them. */
function inOrder(problems: readonly DefinitionProblem[]): readonly DefinitionProblem[] {
  return problems.length < 2 ? problems : [...problems].sort((a, b) => a.start - b.start || a.end - b.end);
}
