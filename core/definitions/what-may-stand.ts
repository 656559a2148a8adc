import type { Argument } from '../catalogue/argument.ts';
import { kindInWords } from '../catalogue/argument-in-words.ts';
import { COMMON_ARGUMENTS } from '../catalogue/expectation-field.ts';
import { expectationType } from '../catalogue/expectation-types.ts';
import type { Path } from '../documents/node.ts';
import type { FileKind } from './kinds.ts';
import { namedValues } from './named-values.ts';
import type { MapShape, SingleShape } from './shape.ts';
import { shapesAt } from './shape-at.ts';
import { shapeInWords } from './shape-in-words.ts';
import { shapeOfKind } from './shape-of-kind.ts';

/** A key that may stand in a map, for completion and hover. */
export interface KeyHint {
  readonly key: string;
  readonly description: string | undefined;
  readonly required: boolean;
  /** What its value is, such as `a list`. */
  readonly holds: string;
  /** What completion may put behind the colon: a map or a list begins on the next line. */
  readonly opens: 'scalar' | 'map' | 'list';
}

/** A value that may stand somewhere, where there is a choice of them. */
export interface ValueHint {
  readonly value: string;
  readonly description: string | undefined;
  /** False for `true`, numbers and the like, which quotes would turn into text. */
  readonly isText: boolean;
}

/** The schema at a path of a kind of file; several where it leaves a choice. */
export function schemaAt(kind: FileKind, path: Path): readonly SingleShape[] {
  return shapesAt(shapeOfKind(kind), path);
}

/**
 * The keys that the map at a path may have. The arguments of an expectation depend on its type, so that the definition
 * is asked as well; without it they are only those that every expectation takes.
 */
export function keysAt(kind: FileKind, path: Path, definition?: unknown): readonly KeyHint[] {
  return schemaAt(kind, path).flatMap((shape) => {
    if (shape.kind !== 'map') return [];
    return isArguments(shape) ? argumentKeys(typeAt(definition, path)) : fieldKeys(shape);
  });
}

/** The values to choose from at a path: options, `true` and `false`, and the names that the catalogue knows. */
export function valuesAt(kind: FileKind, path: Path, definition?: unknown): readonly ValueHint[] {
  const argument = argumentAt(kind, path, definition);
  if (argument !== undefined) return argumentValues(argument);
  return schemaAt(kind, path).flatMap((shape): readonly ValueHint[] => {
    if (shape.kind === 'flag') return FLAGS;
    if (shape.kind !== 'text') return [];
    const named = shape.meaning === undefined ? [] : namedValues(shape.meaning);
    const words = shape.options ?? shape.examples;
    return [
      ...words.map((value) => ({ value, description: shape.description, isText: true })),
      ...named.map((each) => ({ value: each.name, description: each.description, isText: true })),
    ];
  });
}

/** What stands at a path, in a sentence. */
export function descriptionAt(kind: FileKind, path: Path, definition?: unknown): string | undefined {
  const argument = argumentAt(kind, path, definition);
  if (argument !== undefined) return argument.description;
  const key = path.at(-1);
  const around = typeof key === 'string' ? keysAt(kind, path.slice(0, -1), definition) : [];
  return (
    around.find((each) => each.key === key)?.description ??
    schemaAt(kind, path).find((shape) => shape.description !== undefined)?.description
  );
}

const FLAGS: readonly ValueHint[] = ['true', 'false'].map((value) => ({
  value,
  description: undefined,
  isText: false,
}));

function fieldKeys(shape: MapShape): readonly KeyHint[] {
  return [...shape.fields].map(([key, { shape: inner, required }]) => ({
    key,
    description: inner.description,
    required,
    holds: shapeInWords(inner),
    opens: inner.kind === 'map' || inner.kind === 'list' ? inner.kind : 'scalar',
  }));
}

function isArguments(shape: SingleShape): boolean {
  return shape.kind === 'map' && shape.meaning?.is === 'expectation-arguments';
}

function argumentKeys(type: string | undefined): readonly KeyHint[] {
  const known = type === undefined ? undefined : expectationType(type);
  const own = Object.entries(known?.args ?? {}).map(([key, argument]) => ({
    key,
    description: argument.description,
    required: argument.required ?? false,
    holds: kindInWords(argument),
    opens: LISTS.has(argument.kind) ? ('list' as const) : ('scalar' as const),
  }));
  const common = COMMON_ARGUMENTS.filter(({ name }) => known?.rowConditions !== false || !ROW_CONDITION.has(name));
  return [
    ...own,
    ...common.map(({ name, description, options }) => ({
      key: name,
      description,
      required: false,
      holds: options === undefined ? 'anything' : 'text',
      opens: 'scalar' as const,
    })),
  ];
}

const LISTS = new Set<Argument['kind']>(['columns', 'regexes', 'likes', 'type-names', 'value-set', 'value-pairs']);
const ROW_CONDITION = new Set(['row_condition', 'condition_parser']);

type AnyArgument = Argument | (typeof COMMON_ARGUMENTS)[number];

/** The argument that a path leads to, if it leads to one. */
function argumentAt(kind: FileKind, path: Path, definition: unknown): AnyArgument | undefined {
  const map = path.slice(0, -1);
  const name = path.at(-1);
  if (typeof name !== 'string' || !schemaAt(kind, map).some(isArguments)) return undefined;
  const type = typeAt(definition, map);
  return (
    (type === undefined ? undefined : expectationType(type)?.args[name]) ??
    COMMON_ARGUMENTS.find((each) => each.name === name)
  );
}

function argumentValues(argument: AnyArgument): readonly ValueHint[] {
  if (!('kind' in argument)) {
    return (argument.options ?? []).map((value) => ({ value, description: argument.description, isText: true }));
  }
  if (argument.kind === 'boolean') return FLAGS;
  if (argument.kind !== 'choice') return [];
  return argument.options.map((value) => ({ value, description: argument.description, isText: true }));
}

/** The `type` beside the arguments at a path. */
function typeAt(definition: unknown, path: Path): string | undefined {
  let value = definition;
  for (const step of [...path.slice(0, -1), 'type']) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return typeof value === 'string' ? value : undefined;
}
