import type { Chunk, Document } from './document.ts';

/** The whole text, as it was opened or edited: byte for byte. */
export function textOf(document: Document): string {
  return document.chunks.map(({ text }) => text).join('');
}

/** The text between two offsets. */
export function textBetween(document: Document, start: number, end: number): string {
  const first = chunkIndexAt(document, start);
  const last = chunkIndexAt(document, end);
  const base = document.starts[first] ?? 0;
  const text = document.chunks
    .slice(first, last + 1)
    .map((chunk) => chunk.text)
    .join('');
  return text.slice(start - base, end - base);
}

/** The chunk that an offset falls into, where it starts, and its place in `chunks`. The end of the text is in the last one. */
export function chunkAt(document: Document, offset: number): { chunk: Chunk; start: number; index: number } {
  const index = chunkIndexAt(document, offset);
  const chunk = document.chunks[index];
  const start = document.starts[index];
  if (chunk === undefined || start === undefined) throw new Error('a document has at least one chunk');
  return { chunk, start, index };
}

/** The last chunk that starts at or before an offset. */
export function chunkIndexAt({ starts }: Document, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
