import type { Path } from '../documents/node.ts';
import type { DefinitionProblem, Mention } from './mention.ts';
import type { ChunkFacts } from './read-chunk.ts';

/** The facts of a chunk where it stands in its file: offsets into the whole text, paths from the root. */
export interface PlacedFacts {
  readonly start: number;
  readonly index: number;
  readonly mentions: readonly Mention[];
  readonly problems: readonly DefinitionProblem[];
}

/**
 * Places the facts of a chunk that starts at `start` and, in a list, is item number `index`. Typing moves all chunks
 * below, mostly without giving them other numbers: then their paths are shared with the place before.
 */
export function placeFacts(facts: ChunkFacts, start: number, index: number): PlacedFacts {
  const last = facts.placed ?? { start: 0, index: 0, mentions: facts.mentions, problems: facts.problems };
  if (last.start === start && last.index === index) return last;
  const by = start - last.start;
  const renumber = last.index === index ? undefined : index;
  const placed = {
    start,
    index,
    mentions: last.mentions.map((mention) => ({
      start: mention.start + by,
      end: mention.end + by,
      meaning: mention.meaning,
      text: mention.text,
      path: renumber === undefined ? mention.path : renumbered(mention.path, renumber),
    })),
    problems: last.problems.map((problem) => ({ ...problem, start: problem.start + by, end: problem.end + by })),
  };
  facts.placed = placed;
  return placed;
}

/** One mention of a chunk, placed. */
export function placeMention(mention: Mention, start: number, index: number): Mention {
  const { meaning, text, path } = mention;
  const end = mention.end + start;
  return { start: mention.start + start, end, meaning, text, path: index === 0 ? path : renumbered(path, index) };
}

/** Items stand in a list under a key of the root, so that the index is the second step. */
function renumbered(path: Path, index: number): Path {
  const copy = path.slice();
  copy[1] = index;
  return copy;
}
