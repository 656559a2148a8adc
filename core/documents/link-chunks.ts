import { type Work, yamlChunk } from './chunk.ts';
import type { Chunk, Context } from './document.ts';
import type { Anchors, Links } from './links.ts';
import type { Node } from './node.ts';

/**
 * Gives chunks that use anchors of other chunks the values of those anchors: such a chunk is read again whenever what it
 * uses has changed. All other chunks stay the same object.
 */
export function linkChunks(chunks: readonly Chunk[], contexts: readonly Context[], work: Work): readonly Chunk[] {
  if (chunks.every(({ links }) => links === null)) return chunks;
  const anchors = new Map<string, Node | null>();
  return chunks.map((chunk, i) => {
    const context = contexts[i];
    const linked =
      context === undefined || isUpToDate(chunk.links, anchors) ? chunk : yamlChunk(chunk.text, context, anchors, work);
    for (const [name, node] of linked.links?.sets ?? []) anchors.set(name, node);
    return linked;
  });
}

function isUpToDate(links: Links | null, anchors: Anchors): boolean {
  if (links === null) return true;
  return [...links.uses].every(([name, node]) => anchors.get(name) === node);
}
