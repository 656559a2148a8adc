import { assetId } from '../../core/definitions/asset.ts';
import type { Span } from '../../core/documents/node.ts';
import { isKeyword } from '../../core/expressions/token.ts';
import type { Location, Project } from '../../core/project/project.ts';
import { mentionAt, type Place } from './place.ts';
import { renameParameters } from './rename-parameters.ts';
import { type Target, targetOf } from './targets.ts';

/** What would be renamed at a place: the name alone, without the version of a reference or the prefix of a join. */
export interface Renameable extends Span {
  readonly text: string;
  readonly target: Extract<Target, { kind: 'asset' | 'column' }>;
}

/** Undefined where nothing can be renamed. */
export function renameable(place: Place): Renameable | undefined {
  const mention = mentionAt(place);
  const target = mention && targetOf(place.project, place.file, mention);
  if (mention === undefined || (target?.kind !== 'asset' && target?.kind !== 'column')) return undefined;
  const text = target.kind === 'asset' ? (target.file.key?.name ?? '') : target.column.feature;
  const { start, end } = mention;
  const isVerbatim = end - start === mention.text.length;
  const inside = target.kind === 'asset' ? mention.text.indexOf(text) : mention.text.lastIndexOf(text);
  if (inside < 0 || text === '') return undefined;
  return isVerbatim
    ? { start: start + inside, end: start + inside + text.length, text, target }
    : { start, end, text, target };
}

export type RenameEdit = Location & { readonly newText: string };
export type RenameResult = { readonly edits: readonly RenameEdit[] } | { readonly problem: string };

/** Renames an asset with all its versions, or a column, everywhere. */
export function rename(place: Place, newName: string): RenameResult {
  const found = renameable(place);
  if (found === undefined) return { problem: 'Nothing that can be renamed stands here.' };
  const { project } = place;
  const { target, text } = found;
  const problem = problemOf(project, target, newName);
  if (problem !== undefined) return { problem };
  const locations =
    target.kind === 'column'
      ? project.mentionsOfColumn(target.file, text)
      : target.file.key === undefined
        ? []
        : project.mentionsOfAsset({ ...target.file.key, version: undefined });
  const edits = locations.flatMap((location) => replaced(project, location, text, newName));
  const parameters = target.kind === 'column' ? renameParameters(project, target, newName) : [];
  // A folded condition that names a column twice is found twice.
  return {
    edits: [...new Map([...edits, ...parameters].map((edit) => [`${edit.start} ${edit.file}`, edit])).values()],
  };
}

/** Mostly the place is the name alone. Where its letters are escaped or folded, it is the whole text around it. */
function replaced(project: Project, location: Location, name: string, newName: string): readonly RenameEdit[] {
  const { file, start, end } = location;
  if (end - start === name.length) return [{ ...location, newText: newName }];
  const here = project.files.get(file)?.mentions.filter((each) => each.start === start && each.end === end) ?? [];
  const [first] = here;
  if (first === undefined) return [];
  if (first.meaning.is === 'expression' || first.meaning.is === 'row-condition') {
    const source = project.textOf(file).slice(start, end);
    const columns = new Set(here.slice(1).flatMap(({ text }) => (text.endsWith(name) ? [text] : [])));
    return [...columns].flatMap((column) => {
      const prefix = column.slice(0, -name.length);
      // A name in quotes may hold anything.
      const letters = column.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      return [...source.matchAll(new RegExp(`(?<!\\w)${letters}(?!\\w)`, 'g'))].map(({ index }) => {
        const at = start + index;
        return { file, start: at, end: at + column.length, newText: prefix + newName };
      });
    });
  }
  const at = first.meaning.is === 'asset' ? first.text.indexOf(name) : first.text.lastIndexOf(name);
  return [
    { ...location, newText: JSON.stringify(first.text.slice(0, at) + newName + first.text.slice(at + name.length)) },
  ];
}

function problemOf(project: Project, target: Renameable['target'], name: string): string | undefined {
  if (target.kind === 'asset') {
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) {
      return `\`${name}\` cannot be a name: letters, digits, \`_\` and \`-\` only, a letter first.`;
    }
    const { key } = target.file;
    const taken = key === undefined ? [] : project.definers(key.kind, name);
    return key?.name === name || taken.length === 0 ? undefined : `There is \`${assetId({ ...key!, name })}\` already.`;
  }
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return `\`${name}\` cannot be a column: letters, digits and \`_\` only, no digit first.`;
  }
  if (isKeyword(name.toLowerCase())) return `\`${name}\` cannot be a column: it is a word of conditions.`;
  const isTaken = name !== target.column.feature && project.columns(target.file, 'own', [])?.has(name);
  return isTaken ? `\`${target.file.key?.name}\` has a column \`${name}\` already.` : undefined;
}
