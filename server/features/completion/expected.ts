import type { Argument } from '../../../core/catalogue/argument.ts';
import { PLAIN_TYPES } from '../../../core/catalogue/feature-types.ts';
import { TYPE_NAMES } from '../../../core/catalogue/type-names.ts';
import type { Shape, SingleShape } from '../../../core/definitions/shape.ts';
import { shapesAt } from '../../../core/definitions/shape-at.ts';
import { argumentAt, argumentValues, type ValueHint, valuesOf } from '../../../core/definitions/what-may-stand.ts';
import { findNode } from '../../../core/documents/find-node.ts';
import type { Path } from '../../../core/documents/node.ts';
import { rootOf } from '../../../core/documents/root-of.ts';
import type { Cursor } from './cursor.ts';
import { columnChoices, namesFor } from './names.ts';
import { projectValues } from './project-values.ts';
import { type Choice, textChoice } from './proposal.ts';

/** What may stand at a place. */
export interface Expected {
  readonly choices: readonly Choice[];
  /** Where a list may stand: what may be in it. */
  readonly list?: { readonly choices: readonly Choice[]; readonly items?: Shape } | undefined;
}

export function expectedAt(cursor: Cursor, path: Path): Expected {
  const own = projectValues(cursor, path);
  if (own.length > 0) return { choices: own };
  const argument = argumentAt(cursor.root, path.slice(0, 4), cursor.file.definition);
  if (argument !== undefined) {
    if (!('kind' in argument)) return { choices: path.length === 4 ? argumentValues(argument).map(valueChoice) : [] };
    return expectedArgument(cursor, path, argument);
  }
  const shapes = shapesAt(cursor.root, path);
  const list = shapes.find((shape) => shape.kind === 'list');
  return {
    choices: notYetThere(
      cursor,
      path,
      shapes.flatMap((shape) => choicesOf(cursor, path, shape)),
    ),
    list: list && {
      choices: shapesAt(list.items, []).flatMap((shape) => choicesOf(cursor, [...path, 0], shape)),
      items: list.items,
    },
  };
}

function choicesOf(cursor: Cursor, path: Path, shape: SingleShape): readonly Choice[] {
  if (shape.kind !== 'text') return valuesOf(shape).map(valueChoice);
  const named = shape.meaning === undefined ? [] : namesFor(shape.meaning, cursor, path);
  const { options = shape.examples } = shape;
  return [...options.map((option) => textChoice('value', option)), ...named];
}

function expectedArgument(cursor: Cursor, path: Path, argument: Argument): Expected {
  const isWhole = path.length === 4;
  const columns = () => columnChoices(cursor, 'suite', path);
  switch (argument.kind) {
    case 'column':
      return { choices: isWhole ? columns() : [] };
    case 'columns':
      return isWhole
        ? { choices: [], list: { choices: columns() } }
        : { choices: notYetThere(cursor, path, columns()) };
    case 'type-name':
      return { choices: isWhole ? typeNames() : [] };
    case 'type-names':
      return isWhole
        ? { choices: [], list: { choices: typeNames() } }
        : { choices: notYetThere(cursor, path, typeNames()) };
    default:
      return { choices: isWhole ? argumentValues(argument).map(valueChoice) : [] };
  }
}

/** Our own names first; the others are what SQL, Spark and pandas call the same types. */
function typeNames(): readonly Choice[] {
  const own = PLAIN_TYPES.map(({ name, description }) => textChoice('value', name, undefined, description));
  const known = new Set(own.map(({ text }) => text));
  return [...own, ...TYPE_NAMES.filter((name) => !known.has(name)).map((name) => textChoice('value', name))];
}

function valueChoice({ value, description, isText }: ValueHint): Choice {
  return { kind: 'value', text: value, isText, documentation: description };
}

/** In a list, what stands in it already is no choice any more. */
function notYetThere({ document }: Cursor, path: Path, choices: readonly Choice[]): readonly Choice[] {
  const at = path.at(-1);
  if (typeof at !== 'number' || choices.length === 0) return choices;
  const list = findNode(rootOf(document), path.slice(0, -1));
  if (list?.kind !== 'list') return choices;
  const others = new Set(
    list.items.map((item, index) => (index !== at && item?.kind === 'scalar' ? item.value : null)),
  );
  return choices.filter(({ text }) => !others.has(text));
}
