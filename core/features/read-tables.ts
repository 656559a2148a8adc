import { groupSlice } from '../tables/group-table.ts';
import type { ReadGroup } from './group-rows.ts';

/** Reads feature groups from the versioned tables of a storage folder. */
export function readTables(storage: string): ReadGroup {
  return async (group, commit) => {
    const slice = await groupSlice(storage, group, group.key, commit);
    return slice === undefined ? undefined : { source: slice.source, commit: slice.commit.instant };
  };
}
