import { nearestName } from '../../catalogue/nearest-name.ts';
import type { ColumnSet } from '../../project/project.ts';

const known = new WeakMap<ColumnSet, Map<string, string | undefined>>();

/** The column that was most likely meant. A column that hundreds of files still name after a rename is looked up once. */
export function nearestColumn(typed: string, columns: ColumnSet): string | undefined {
  const names = known.get(columns) ?? new Map<string, string | undefined>();
  known.set(columns, names);
  if (!names.has(typed)) names.set(typed, nearestName(typed, columns.keys()));
  return names.get(typed);
}
