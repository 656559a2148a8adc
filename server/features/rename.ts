import type { Span } from '../../core/documents/node.ts';
import type { Location } from '../../core/project/project.ts';
import { mentionAt, type Place } from './place.ts';
import { mentionsOf, type Target, targetOf } from './targets.ts';

/** What would be renamed here, and what it is called; undefined where nothing can be. */
export function renameable(place: Place): (Span & { readonly text: string; readonly target: Target }) | undefined {
  const mention = mentionAt(place);
  if (mention === undefined) return undefined;
  const target = targetOf(place.project, place.file, mention);
  if (target?.kind !== 'asset' && target?.kind !== 'column') return undefined;
  const text = target.kind === 'asset' ? (target.file.key?.name ?? mention.text) : target.column.feature;
  // A reference carries a version, a joined column a prefix: what is renamed is the name in it.
  const inside = mention.text.lastIndexOf(text);
  if (inside < 0) return undefined;
  const exact = mention.end - mention.start === mention.text.length;
  return exact
    ? { start: mention.start + inside, end: mention.start + inside + text.length, text, target }
    : { start: mention.start, end: mention.end, text, target };
}

export type RenameResult =
  | { readonly edits: readonly (Location & { readonly newText: string })[] }
  | { readonly problem: string };

const NAMES = { asset: /^[A-Za-z][A-Za-z0-9_-]*$/, column: /^[A-Za-z_][A-Za-z0-9_]*$/ };

/**
 * Renames an asset or a column everywhere. A mention keeps what stands around the name: a version, the prefix of a join,
 * quotes.
 */
export function rename(place: Place, newName: string, textOf: (file: string) => string): RenameResult {
  const found = renameable(place);
  if (found === undefined) return { problem: 'Nothing that can be renamed stands here.' };
  const { target, text: oldName } = found;
  const kind = target.kind === 'asset' ? 'asset' : 'column';
  if (!NAMES[kind].test(newName)) {
    return {
      problem: `\`${newName}\` cannot be ${kind === 'asset' ? 'a name' : 'a column'}: letters, digits and _ only, a letter first.`,
    };
  }
  const edits = mentionsOf(place.project, target).flatMap((location) => {
    const source = textOf(location.file).slice(location.start, location.end);
    const at = source.lastIndexOf(oldName);
    return at < 0 ? [] : [{ ...location, newText: source.slice(0, at) + newName + source.slice(at + oldName.length) }];
  });
  return { edits };
}
