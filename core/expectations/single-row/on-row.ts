/** For what would make sense of one row, and that only the engine can read: it ends as `needs a batch`, never in a pass. */
export class OnlyInBatch extends Error {}

export function onlyInBatch(why: string): OnlyInBatch {
  return new OnlyInBatch(why);
}
