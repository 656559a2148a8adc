import type { MapShape } from '../../../core/definitions/shape.ts';
import { shapesAt } from '../../../core/definitions/shape-at.ts';
import { type KeyHint, keysOf } from '../../../core/definitions/what-may-stand.ts';
import { keyOf } from '../../../core/documents/keys.ts';
import type { Path } from '../../../core/documents/node.ts';
import { type Behind, behindKey, behindName } from './behind-key.ts';
import type { Cursor } from './cursor.ts';
import { projectKeys } from './project-keys.ts';
import type { Choice, Proposal } from './proposal.ts';
import { literal, written } from './written.ts';

/** The keys that the map at a path does not have yet, those that it must have first. */
export function keyProposals(cursor: Cursor, path: Path): readonly Proposal[] {
  const present = presentKeys(cursor, path);
  const maps = fitting(
    shapesAt(cursor.root, path).filter((shape) => shape.kind === 'map'),
    present,
  );
  const hints = maps.flatMap((map) => keysOf(map, path, cursor.file.definition));
  const missing = [...new Map(hints.map((hint) => [hint.key, hint])).values()].filter(({ key }) => !present.has(key));
  return [
    ...missing.filter(({ required }) => required).map((hint) => fromHint(cursor, path, hint)),
    ...projectKeys(cursor, path, maps)
      .filter(({ text }) => !present.has(text))
      .map((choice) => entry(cursor, choice, behindName(cursor, maps))),
    ...missing.filter(({ required }) => !required).map((hint) => fromHint(cursor, path, hint)),
  ];
}

function presentKeys({ spot }: Cursor, path: Path): ReadonlySet<string> {
  if (spot.where === 'value' || spot.node?.kind !== 'map' || path.length !== spot.path.length) return new Set();
  return new Set(spot.node.entries.filter(({ start }) => start !== spot.entry?.start).map(keyOf));
}

/** Where there is a choice of maps, those that have the keys that are there. */
function fitting(maps: readonly MapShape[], present: ReadonlySet<string>): readonly MapShape[] {
  const some = maps.filter((map) => [...present].every((key) => map.fields.has(key) || map.others !== undefined));
  return some.length === 0 ? maps : some;
}

function fromHint(cursor: Cursor, path: Path, { key, description, required, holds, value }: KeyHint): Proposal {
  const documentation = [description, `*${holds}*`].filter((part) => part !== undefined).join('\n\n');
  const choice: Choice = {
    kind: 'key',
    text: key,
    isText: true,
    detail: required ? 'required' : undefined,
    documentation,
  };
  return entry(cursor, choice, behindKey(cursor, [...path, key], value));
}

function entry(cursor: Cursor, choice: Choice, { snippet, asksAgain }: Behind): Proposal {
  const { text, typed, spot } = cursor;
  const key = literal(written(choice, cursor));
  const hasColon = spot.where === 'key' && /^[ \t]*:/.test(text.slice(typed.end, typed.end + 20));
  return {
    ...choice,
    label: choice.text,
    replace: typed,
    filter: typed.quote + choice.text,
    snippet: hasColon ? key : `${key}:${snippet}${comma(cursor)}`,
    asksAgain: !hasColon && asksAgain,
  };
}

/** What parts a new entry from the one behind it, in brackets. */
function comma({ text, typed, style }: Cursor): string {
  const next = /^\s*(\S)/.exec(text.slice(typed.end, typed.end + 200))?.[1] ?? '';
  if (style === 'json') return next === '"' ? ',' : '';
  return style === 'flow' && /["'\w]/.test(next) ? ', ' : '';
}
