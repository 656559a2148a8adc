import { createHash } from 'node:crypto';
import { generationOf, readSlice, sizeOfFile } from '../../platform/files.ts';

/** How much of each end of a file is looked at: the footer of a Parquet file tells where everything lies in it. */
const END = 16_384;

/**
 * Tells a file from every other one, and from what it was before it changed: its place, size and time, and what stands
 * at both of its ends, for programs that put the time back. Undefined where it cannot be told.
 */
export async function fileIdentity(path: string): Promise<string | undefined> {
  try {
    const size = sizeOfFile(path);
    const before = generationOf(path);
    if (size === undefined) return undefined;
    const ends = size <= 2 * END ? [await readSlice(path, 0, size)] : await bothEnds(path, size);
    // Written just now, and once more while we look: it has no identity yet.
    if (generationOf(path) !== before) return undefined;
    const hash = createHash('sha256').update(`${path}\n${before}\n`);
    for (const end of ends) hash.update(end);
    return hash.digest('hex').slice(0, 40);
  } catch {
    return undefined;
  }
}

async function bothEnds(path: string, size: number): Promise<readonly Uint8Array[]> {
  return [await readSlice(path, 0, END), await readSlice(path, size - END, END)];
}
