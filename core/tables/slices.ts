import type { HudiCommit } from './hudi-commit.ts';

/** One of the files that together hold the rows of a table at some time. */
export interface SliceFile {
  readonly fileId: string;
  /** Relative to the table. */
  readonly path: string;
  readonly rows: number;
  /** In bytes. */
  readonly size: number;
  readonly partition: string;
}

/**
 * The files of a table after a commit: each file that it wrote takes the place of the one with the same id before it,
 * and files that it replaced are gone. `replaced` counts the rows of those.
 */
export function sliceAfter(
  before: readonly SliceFile[],
  { partitionToWriteStats = {}, partitionToReplaceFileIds = {} }: HudiCommit,
): { readonly files: readonly SliceFile[]; readonly replaced: number } {
  const keyOf = (partition: string, fileId: string) => `${partition}\n${fileId}`;
  const files = new Map(before.map((file) => [keyOf(file.partition, file.fileId), file]));
  let replaced = 0;
  for (const [partition, ids] of Object.entries(partitionToReplaceFileIds)) {
    for (const id of ids) {
      replaced += files.get(keyOf(partition, id))?.rows ?? 0;
      files.delete(keyOf(partition, id));
    }
  }
  for (const [partition, stats] of Object.entries(partitionToWriteStats)) {
    for (const { fileId, path, numWrites, fileSizeInBytes } of stats) {
      files.set(keyOf(partition, fileId), { fileId, path, rows: numWrites, size: fileSizeInBytes, partition });
    }
  }
  return { files: [...files.values()], replaced };
}
