import type { Path } from '../../documents/node.ts';
import { removeAt } from '../../documents/remove-at.ts';
import type { AnyDefinitionFile } from '../../project/definition-file.ts';
import type { Fix, FixContext } from '../rule.ts';
import { editOf } from './edit-of.ts';

/** Takes an entry or an item out of the file. */
export function remove(title: string, path: Path, file: AnyDefinitionFile, context: FixContext): readonly Fix[] {
  return editOf(title, file, context, (document) => removeAt(document, path));
}
