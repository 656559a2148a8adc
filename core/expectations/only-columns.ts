import type { Relation } from '../engine/query-engine.ts';

/** The same rows with no more than these columns: a query does not look at a thousand others then, if only at their names. */
export function onlyColumns(relation: Relation, names: readonly string[]): Relation {
  return relation.only === undefined ? relation : { ...relation, ...relation.only(names) };
}
