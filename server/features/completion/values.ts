import type { Shape } from '../../../core/definitions/shape.ts';
import { shapesAt } from '../../../core/definitions/shape-at.ts';
import { sameLine } from '../../../core/documents/cursor.ts';
import type { Cursor } from './cursor.ts';
import { expectationProposals } from './expectation-types.ts';
import { type Expected, expectedAt } from './expected.ts';
import { keyProposals } from './keys.ts';
import type { Choice, Proposal } from './proposal.ts';
import { entriesToFill, inlineSkeleton, itemSkeleton } from './skeleton.ts';
import { literal, written } from './written.ts';

/** What may stand behind a colon, below it, or behind a dash. */
export function valueProposals(cursor: Cursor): readonly Proposal[] {
  const { spot, style, text, typed, root } = cursor;
  const { path, entry } = spot;
  const expected = expectedAt(cursor, path);
  const isBelow = style === 'block' && entry !== undefined && !sameLine(text, entry.key.end, typed.start);
  const isItem = style === 'block' && entry === undefined;
  const isMap = shapesAt(root, path).some(({ kind }) => kind === 'map');
  if (isBelow && (isMap || expected.list !== undefined)) {
    return [...keyProposals(cursor, path), ...itemProposals(cursor)];
  }
  const isType = shapesAt(root, path).some(
    (shape) => shape.kind === 'text' && shape.meaning?.is === 'expectation-type',
  );
  return [
    ...(isType ? expectationProposals(cursor, path) : expected.choices.map((choice) => scalar(cursor, choice))),
    ...(isItem ? keyProposals(cursor, path) : inlineMap(cursor)),
    ...inlineList(cursor, expected),
  ];
}

/** New items of the list at the cursor, each with its dash. */
export function itemProposals(cursor: Cursor): readonly Proposal[] {
  const { list } = expectedAt(cursor, cursor.spot.path);
  if (list === undefined || cursor.style !== 'block') return [];
  const choices = list.choices.map((choice) => {
    const proposal = scalar(cursor, choice);
    return { ...proposal, snippet: `- ${proposal.snippet}` };
  });
  if (list.items === undefined || !shapesAt(list.items, []).some(({ kind }) => kind === 'map')) return choices;
  const snippet = `- ${itemSkeleton(list.items, 'block', `${cursor.margin}  `)}`;
  return [...choices, skeleton(cursor, `- ${keysOf(list.items)}`, snippet)];
}

function scalar(cursor: Cursor, choice: Choice): Proposal {
  const { typed } = cursor;
  return {
    ...choice,
    label: choice.text,
    replace: typed,
    filter: typed.quote + choice.text,
    snippet: gap(cursor) + literal(written(choice, cursor)),
    // Behind a folder comes what is in it.
    asksAgain: choice.kind === 'file' && choice.text.endsWith('/'),
  };
}

function inlineMap(cursor: Cursor): readonly Proposal[] {
  if (cursor.typed.quote !== '') return [];
  return shapesAt(cursor.root, cursor.spot.path)
    .filter(({ kind }) => kind === 'map')
    .map((map) => skeleton(cursor, `{ ${keysOf(map)} }`, inlineSkeleton(map, cursor.style)));
}

/** `[choice]`, where a list may stand and there is something to choose from. */
function inlineList(cursor: Cursor, { list }: Expected): readonly Proposal[] {
  if (list === undefined || cursor.typed.quote !== '') return [];
  const choices = list.choices.map((choice) => {
    const proposal = scalar(cursor, choice);
    return { ...proposal, label: `[${choice.text}]`, snippet: `${gap(cursor)}[${proposal.snippet.trimStart()}$0]` };
  });
  if (choices.length > 0 || list.items === undefined) return choices;
  return [skeleton(cursor, '[ … ]', `[${inlineSkeleton(list.items, cursor.style)}]`)];
}

function skeleton(cursor: Cursor, label: string, snippet: string): Proposal {
  return {
    kind: 'skeleton',
    label,
    replace: cursor.typed,
    filter: label,
    snippet: gap(cursor) + snippet,
    asksAgain: true,
  };
}

/** The keys that a skeleton has, for its label. */
function keysOf(shape: Shape): string {
  const [only, ...others] = shapesAt(shape, []);
  const keys = only?.kind === 'map' && others.length === 0 ? entriesToFill(only).map(({ name }) => name) : [];
  return keys.length === 0 ? '…' : keys.join(', ');
}

/** In YAML a colon without a space behind it is a part of the word. */
function gap({ text, typed, style }: Cursor): string {
  return style !== 'json' && text[typed.start - 1] === ':' ? ' ' : '';
}
