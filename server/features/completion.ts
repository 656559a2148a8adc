import type { ColumnScope } from '../../core/definitions/meaning.ts';
import { shapesAt } from '../../core/definitions/shape-at.ts';
import { cursorAt, type Ground, groundAt } from './completion/cursor.ts';
import { expressionProposals } from './completion/expressions.ts';
import { keyProposals } from './completion/keys.ts';
import type { Proposal } from './completion/proposal.ts';
import { itemProposals, valueProposals } from './completion/values.ts';
import type { Place } from './place.ts';

/** Everything that may be typed at a place, the likeliest first; the text may be half typed. */
export function complete(place: Place): readonly Proposal[] {
  const ground = groundAt(place);
  if (ground === undefined) return [];
  const scope = conditionScope(ground);
  if (scope !== undefined) return expressionProposals(ground, scope);
  const cursor = cursorAt(ground);
  if (cursor === undefined) return [];
  const { where, path } = cursor.spot;
  if (where === 'value') return valueProposals(cursor);
  return where === 'key' ? keyProposals(cursor, path) : [...keyProposals(cursor, path), ...itemProposals(cursor)];
}

/** Where the columns of a condition at the cursor come from; undefined where no condition is. */
function conditionScope({ spot, root, file }: Ground): ColumnScope | undefined {
  const { where, path, node } = spot;
  if (where !== 'value' || (node !== null && node.kind !== 'scalar')) return undefined;
  if (file.kind === 'expectation-suite') {
    const [list, , kwargs, argument] = path;
    const isRowCondition = list === 'expectations' && kwargs === 'kwargs' && argument === 'row_condition';
    return isRowCondition && path.length === 4 ? 'suite' : undefined;
  }
  for (const shape of shapesAt(root, path)) {
    if (shape.kind === 'text' && shape.meaning?.is === 'expression') return shape.meaning.scope;
  }
  return undefined;
}
