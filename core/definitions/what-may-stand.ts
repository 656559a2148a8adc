import type { Argument } from '../catalogue/argument.ts';
import { kindInWords } from '../catalogue/argument-in-words.ts';
import { COMMON_ARGUMENTS, type ExpectationField } from '../catalogue/expectation-field.ts';
import { argumentOf } from '../catalogue/expectation-type.ts';
import { expectationType } from '../catalogue/expectation-types.ts';
import type { Path } from '../documents/node.ts';
import { namedValues } from './named-values.ts';
import type { MapShape, Shape, SingleShape } from './shape.ts';
import { shapesAt } from './shape-at.ts';
import { shapeInWords } from './shape-in-words.ts';

// What may stand at a place of a file, for completion and hover. `root` is the shape of the whole file
// (`shapeOfDocument`). Paths lead through keys as they are written.

/** A key that may stand in a map. */
export interface KeyHint {
  readonly key: string;
  readonly description: string | undefined;
  readonly required: boolean;
  /** What its value is, such as `a list`. */
  readonly holds: string;
  readonly value: KeyValue;
}

export type KeyValue =
  | { readonly is: 'shape'; readonly shape: Shape }
  | { readonly is: 'argument'; readonly argument: Argument }
  /** An argument that every expectation takes. */
  | { readonly is: 'common'; readonly field: ExpectationField };

/** A value that may stand somewhere, where there is a choice of them. */
export interface ValueHint {
  readonly value: string;
  readonly description: string | undefined;
  /** False for `true`, numbers and the like, which quotes would turn into text. */
  readonly isText: boolean;
}

/**
 * The keys that a map may have. The arguments of an expectation depend on its type, so that the definition is asked as
 * well; without it they are only those that every expectation takes.
 */
export function keysOf(shape: MapShape, path: Path, definition?: unknown): readonly KeyHint[] {
  return isArguments(shape) ? argumentKeys(typeAt(definition, path)) : fieldKeys(shape);
}

/** The values to choose from: options, `true` and `false`, and the names that the catalogue knows. */
export function valuesOf(shape: SingleShape): readonly ValueHint[] {
  if (shape.kind === 'flag') return FLAGS;
  if (shape.kind !== 'text') return [];
  const named = shape.meaning === undefined ? [] : namedValues(shape.meaning);
  const words = shape.options ?? shape.examples;
  return [
    ...words.map((value) => ({ value, description: shape.description, isText: true })),
    ...named.map((each) => ({ value: each.name, description: each.description, isText: true })),
  ];
}

/** The values to choose from for an argument of an expectation. */
export function argumentValues(argument: Argument | ExpectationField): readonly ValueHint[] {
  if ('kind' in argument && argument.kind === 'boolean') return FLAGS;
  const options = 'options' in argument ? (argument.options ?? []) : [];
  return options.map((value) => ({ value, description: argument.description, isText: true }));
}

/** The argument of an expectation that a path leads to, if it leads to one. */
export function argumentAt(root: MapShape, path: Path, definition: unknown): Argument | ExpectationField | undefined {
  const map = path.slice(0, -1);
  const name = path.at(-1);
  if (typeof name !== 'string' || !shapesAt(root, map).some(isArguments)) return undefined;
  const type = expectationType(typeAt(definition, map) ?? '');
  return (type && argumentOf(type, name)) ?? COMMON_ARGUMENTS.find((each) => each.name === name);
}

/** What stands at a path, in a sentence. */
export function descriptionAt(root: MapShape, path: Path, definition?: unknown): string | undefined {
  return (
    argumentAt(root, path, definition)?.description ??
    shapesAt(root, path).find((shape) => shape.description !== undefined)?.description
  );
}

const FLAGS: readonly ValueHint[] = ['true', 'false'].map((value) => ({
  value,
  description: undefined,
  isText: false,
}));

/** What other tools keep for themselves, and what has another name by now, is read, yet nobody should write it. */
function fieldKeys(shape: MapShape): readonly KeyHint[] {
  return [...shape.fields].flatMap(([key, field]) =>
    field.ignored || field.renamed !== undefined
      ? []
      : {
          key,
          description: field.shape.description,
          required: field.required,
          holds: shapeInWords(field.shape),
          value: { is: 'shape', shape: field.shape },
        },
  );
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
    value: { is: 'argument', argument } as const,
  }));
  const common = COMMON_ARGUMENTS.filter(
    ({ name }) => !WITHOUT_EFFECT.has(name) && (known?.rowConditions !== false || !ROW_CONDITION.has(name)),
  );
  return [
    ...own,
    ...common.map((field) => ({
      key: field.name,
      description: field.description,
      required: false,
      holds: field.options === undefined ? 'anything' : 'text',
      value: { is: 'common', field } as const,
    })),
  ];
}

/** Read where Great Expectations has written them; nobody should write them here. */
const WITHOUT_EFFECT = new Set(['windows', 'catch_exceptions', 'batch_id']);
const ROW_CONDITION = new Set(['row_condition', 'condition_parser']);

/** The `type` beside the arguments at a path. */
function typeAt(definition: unknown, path: Path): string | undefined {
  let value = definition;
  for (const step of [...path.slice(0, -1), 'type']) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return typeof value === 'string' ? value : undefined;
}
