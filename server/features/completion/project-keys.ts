import type { MapShape } from '../../../core/definitions/shape.ts';
import type { Path } from '../../../core/documents/node.ts';
import { RULES } from '../../../core/rules/rules.ts';
import type { Cursor } from './cursor.ts';
import { columnChoices } from './names.ts';
import { type Choice, textChoice } from './proposal.ts';

/** Keys that no schema lists: columns, rules, and `$PARAMETER` in place of an argument. */
export function projectKeys(cursor: Cursor, path: Path, maps: readonly MapShape[]): readonly Choice[] {
  const { file } = cursor;
  if (file.kind === 'project' && path.length === 1 && path[0] === 'rules') {
    return RULES.map(({ id, title, level }) => textChoice('value', id, level, title));
  }
  if (file.kind === 'expectation-suite' && path[0] === 'expectations' && path[2] === 'kwargs' && path.length === 4) {
    return [textChoice('key', '$PARAMETER', undefined, 'A value that is given when the suite is run.')];
  }
  const meaning = maps.find(({ keys }) => keys !== undefined)?.keys;
  return meaning?.is === 'column' ? columnChoices(cursor, meaning.scope, path) : [];
}
