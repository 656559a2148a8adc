import type { Argument } from '../../../core/catalogue/argument.ts';
import type { ExpectationType } from '../../../core/catalogue/expectation-type.ts';
import type { Field, MapShape, Shape, SingleShape } from '../../../core/definitions/shape.ts';
import { shapesAt } from '../../../core/definitions/shape-at.ts';
import { type Blanks, blanksFor, type Style } from './blanks.ts';

/**
 * What stands behind `key:`, as far as the schema says what has to be there. A snippet; it begins with a space, or with
 * the line below, whose entries `indent` says how to indent.
 */
export function valueSkeleton(shape: Shape, style: Style, indent: string, blanks = blanksFor(style)): string {
  if (style === 'block' && isTall(shape)) {
    const inner = shapesAt(shape, []).find((each) => each.kind === 'map' || each.kind === 'list');
    if (inner?.kind === 'map') return `\n${indent}${blockEntries(inner, indent, blanks)}`;
    if (inner?.kind === 'list') return `\n${indent}- ${itemSkeleton(inner.items, style, `${indent}  `, blanks)}`;
  }
  return ` ${inlineSkeleton(shape, style, blanks)}`;
}

/** A new item of a list, without its dash; the lines after its first one are indented by `indent`. */
export function itemSkeleton(shape: Shape, style: Style, indent: string, blanks = blanksFor(style)): string {
  const only = onlyShape(shape);
  if (style === 'block' && only?.kind === 'map') return blockEntries(only, indent, blanks);
  return style === 'block' && only === undefined ? blanks.any() : inlineSkeleton(shape, style, blanks);
}

/** A value on one line: `{ name: $1, type: $2 }`, `[$1]`, or the place of a scalar. */
export function inlineSkeleton(shape: Shape, style: Style, blanks = blanksFor(style)): string {
  const only = onlyShape(shape);
  switch (only?.kind) {
    case 'map': {
      const entries = entriesToFill(only).map((field) =>
        flowEntry(field.name, style, inlineSkeleton(field.shape, style, blanks)),
      );
      return `{ ${entries.length === 0 ? blanks.any() : entries.join(', ')} }`;
    }
    case 'list':
      return `[${blanks.any()}]`;
    case 'text':
      return only.options === undefined ? blanks.text() : blanks.textChoice(only.options);
    case 'flag':
      return blanks.choice(['true', 'false']);
    default:
      return blanks.any();
  }
}

/** The arguments that an expectation cannot do without, and the ends of its range: `{ column: $1, value_set: [$2] }`. */
export function argumentsSkeleton({ args, bounds }: ExpectationType, style: Style, blanks = blanksFor(style)): string {
  const ends = bounds === undefined || bounds.optional ? [] : [bounds.min, bounds.max];
  const needed = Object.entries(args).filter(([name, { required }]) => required || ends.includes(name));
  const isColumn = ([, { kind }]: [string, Argument]) => kind === 'column' || kind === 'columns';
  const inOrder = [...needed.filter(isColumn), ...needed.filter((each) => !isColumn(each))];
  const entries = inOrder.map(([name, argument]) => flowEntry(name, style, argumentSkeleton(argument, style, blanks)));
  return `{ ${entries.length === 0 ? blanks.any() : entries.join(', ')} }`;
}

/** A condition: in quotes, for most of them would not be texts without. */
export function conditionSkeleton(style: Style, blanks = blanksFor(style)): string {
  return `"${blanks.any()}"`;
}

/** Whether an argument is a list or a map. */
export function isStructured({ kind }: Argument): boolean {
  return STRUCTURED.has(kind);
}

const STRUCTURED = new Set<Argument['kind']>([
  'columns',
  'regexes',
  'likes',
  'type-names',
  'value-set',
  'value-pairs',
  'quantile-ranges',
  'partition',
  'json-schema',
]);

export function argumentSkeleton(argument: Argument, style: Style, blanks = blanksFor(style)): string {
  const pattern = () => (style === 'json' ? blanks.text() : `'${blanks.any()}'`);
  switch (argument.kind) {
    case 'column':
    case 'string':
    case 'character':
    case 'type-name':
      return blanks.text();
    case 'columns':
    case 'type-names':
      return `[${blanks.text()}]`;
    case 'value-set':
      return `[${blanks.any()}]`;
    case 'value-pairs':
      return `[[${blanks.any()}, ${blanks.any()}]]`;
    case 'regex':
    case 'like':
    case 'strftime':
      return pattern();
    case 'regexes':
    case 'likes':
      return `[${pattern()}]`;
    case 'sql':
      return `"${blanks.any()}"`;
    case 'boolean':
      return blanks.choice(['true', 'false']);
    case 'choice':
      return blanks.textChoice(argument.options);
    case 'quantile-ranges':
      return mapOf(style, { quantiles: `[${blanks.any()}]`, value_ranges: `[[${blanks.any()}, ${blanks.any()}]]` });
    case 'partition':
      return mapOf(style, { values: `[${blanks.any()}]`, weights: `[${blanks.any()}]` });
    case 'json-schema':
      return `{ ${blanks.any()} }`;
    default:
      return blanks.any();
  }
}

function mapOf(style: Style, entries: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(entries)
    .map(([key, value]) => flowEntry(key, style, value))
    .join(', ')} }`;
}

function flowEntry(key: string, style: Style, value: string): string {
  return style === 'json' ? `"${key}": ${value}` : `${key}: ${value}`;
}

function blockEntries(map: MapShape, indent: string, blanks: Blanks): string {
  const required = entriesToFill(map);
  const entry = ({ name, shape }: Field) => `${name}:${valueSkeleton(shape, 'block', `${indent}  `, blanks)}`;
  return required.length === 0 ? blanks.any() : required.map(entry).join(`\n${indent}`);
}

/** Arguments depend on what they are for, so that they are filled in with it. */
export function entriesToFill({ required }: MapShape): readonly Field[] {
  return required.filter(({ shape }) => shape.kind !== 'map' || shape.meaning?.is !== 'expectation-arguments');
}

/** Whether people write it on lines of its own: maps, and lists of maps. */
function isTall(shape: Shape): boolean {
  return shapesAt(shape, []).every(
    (each) =>
      (each.kind === 'map' && each.meaning === undefined) ||
      (each.kind === 'list' && shapesAt(each.items, []).every((item) => item.kind === 'map')),
  );
}

function onlyShape(shape: Shape): SingleShape | undefined {
  const [first, ...others] = shapesAt(shape, []);
  return others.length === 0 ? first : undefined;
}
