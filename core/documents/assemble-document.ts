import type { Work } from './chunk.ts';
import { crossChunkProblems } from './cross-chunk-problems.ts';
import type { Chunk, Context, Document, Language } from './document.ts';
import { linkChunks } from './link-chunks.ts';

/** A document of chunks that have been parsed each for itself. */
export function assembleDocument(
  language: Language,
  parsed: readonly Chunk[],
  contexts: readonly Context[],
  work: Work,
): Document {
  const chunks = linkChunks(parsed, contexts, work);
  let length = 0;
  const starts = chunks.map(({ text }) => {
    const start = length;
    length += text.length;
    return start;
  });
  const problems = language === 'yaml' ? crossChunkProblems(chunks, starts) : [];
  return { language, length, chunks, starts, contexts, problems };
}
