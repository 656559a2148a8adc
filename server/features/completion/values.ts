import { shapesAt } from '../../../core/definitions/shape-at.ts';
import { sameLine } from '../../../core/documents/cursor.ts';
import type { Cursor } from './cursor.ts';
import { expectationProposals } from './expectation-types.ts';
import { type Expected, expectedAt } from './expected.ts';
import { keyProposals } from './keys.ts';
import type { Choice, Proposal } from './proposal.ts';
import { newItem, wholeValues } from './whole-values.ts';
import { gap, literal, written } from './written.ts';

/** What may stand behind a colon, below it, or behind a dash. */
export function valueProposals(cursor: Cursor): readonly Proposal[] {
  const { spot, style, text, typed, root } = cursor;
  const { path, entry } = spot;
  const expected = expectedAt(cursor, path);
  const shapes = shapesAt(root, path);
  const isBelow = style === 'block' && entry !== undefined && !sameLine(text, entry.key.end, typed.start);
  if (isBelow && (expected.list !== undefined || shapes.some(({ kind }) => kind === 'map'))) {
    return [...keyProposals(cursor, path), ...itemProposals(cursor)];
  }
  if (shapes.some((shape) => shape.kind === 'text' && shape.meaning?.is === 'expectation-type')) {
    return expectationProposals(cursor, path);
  }
  const choices = expected.choices.map((choice) => scalar(cursor, choice));
  const isItem = style === 'block' && entry === undefined;
  if (isItem) return [...choices, ...keyProposals(cursor, path)];
  const lists = listsOfOne(cursor, expected);
  return [...choices, ...lists, ...(lists.length > 0 ? [] : wholeValues(cursor))];
}

/** New items of the list at the cursor, each with its dash. */
export function itemProposals(cursor: Cursor): readonly Proposal[] {
  const { list } = expectedAt(cursor, cursor.spot.path);
  if (list === undefined || cursor.style !== 'block') return [];
  const choices = list.choices.map((choice) => {
    const proposal = scalar(cursor, choice);
    return { ...proposal, snippet: `- ${proposal.snippet}` };
  });
  const isOfMaps = list.items !== undefined && shapesAt(list.items, []).some(({ kind }) => kind === 'map');
  return isOfMaps && list.items !== undefined ? [...choices, newItem(cursor, list.items)] : choices;
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

/** `[choice]`, where a list may stand and there is something to choose from. */
function listsOfOne(cursor: Cursor, { list }: Expected): readonly Proposal[] {
  if (list === undefined || cursor.typed.quote !== '') return [];
  return list.choices.map((choice) => {
    const proposal = scalar(cursor, choice);
    return { ...proposal, label: `[${choice.text}]`, snippet: `${gap(cursor)}[${proposal.snippet.trimStart()}$0]` };
  });
}
