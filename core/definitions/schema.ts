import { type Static, type TEnum, type TSchema, Type } from 'typebox';
import { type AssetKind, type ColumnScope, MEANING, type Meaning } from './meaning.ts';

// A few words over TypeBox, so that a kind reads as the documentation of itself. What they build *is* JSON Schema.

/** A map with these keys and no others; `optional(…)` marks those that may be left out. */
export const record = <P extends Record<string, TSchema>>(description: string, properties: P) =>
  Type.Object(properties, { description, additionalProperties: false });

export const optional = Type.Optional;
export const list = <T extends TSchema>(description: string, items: T) => Type.Array(items, { description });
export const text = (description: string) => Type.String({ description });
export const flag = (description: string) => Type.Boolean({ description });
export const integer = (description: string, minimum?: number) =>
  Type.Integer({ description, ...(minimum === undefined ? {} : { minimum }) });
export const fraction = (description: string) => Type.Number({ description, minimum: 0, maximum: 1 });
export const numeric = (description: string) => Type.Number({ description });
export const anything = (description: string) => Type.Unknown({ description });
export const choice = <const T extends readonly string[]>(description: string, options: T) =>
  Type.Enum([...options], { description }) as unknown as TEnum<[...T]>;
/** A map with keys of the author's own; `keys` says what they mean, `fields` are keys that mean something else. */
export const dictionary = <T extends TSchema>(
  description: string,
  values: T,
  named: { readonly keys?: Meaning; readonly fields?: Readonly<Record<string, TSchema>> } = {},
) =>
  Type.Record(Type.String(), values, {
    description,
    ...(named.keys === undefined ? {} : { propertyNames: { type: 'string', [MEANING]: named.keys } }),
    ...(named.fields === undefined ? {} : { properties: named.fields }),
  });
/** One of several shapes; a reader tells them apart by the kind of node (scalar, list, map) or by a constant key. */
export const either = <T extends TSchema[]>(description: string, ...shapes: T) =>
  Type.Union<T>([...shapes], { description });

const meaningful = (description: string, meaning: Meaning, extra: object = {}) =>
  Type.String({ description, ...extra, [MEANING]: meaning });

/** Names become file names, SQL and Avro identifiers, so they keep to what all of them allow. */
export const assetName = (description: string) =>
  meaningful(
    description,
    { is: 'asset-name' },
    {
      pattern: '^[A-Za-z][A-Za-z0-9_-]*$',
      patternErrorMessage: 'A name starts with a letter and goes on with letters, digits, `_` or `-`.',
    },
  );
/** Column names must be Avro names: versioned tables are read by programs that insist on it. */
export const columnName = (description: string) =>
  meaningful(
    description,
    { is: 'column-name' },
    {
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      patternErrorMessage: 'A column name starts with a letter or `_` and goes on with letters, digits or `_`.',
    },
  );
export const assetRef = (kind: AssetKind, description: string) => meaningful(description, { is: 'asset', kind });
/** A feature group where a file may stand, too: a word without folder and ending, so that the two cannot be mixed up. */
export const inputGroup = (description: string) =>
  meaningful(
    description,
    { is: 'asset', kind: 'feature-group' },
    { pattern: '^[A-Za-z][A-Za-z0-9_-]*(@[A-Za-z0-9_]+)?$' },
  );
export const column = (scope: ColumnScope, description: string) => meaningful(description, { is: 'column', scope });
export const expression = (scope: ColumnScope, description: string) =>
  meaningful(description, { is: 'expression', scope });
export const meaning = (is: Exclude<Meaning, { kind: unknown } | { scope: unknown }>['is'], description: string) =>
  meaningful(description, { is } as Meaning);
export const duration = (description: string) =>
  Type.String({
    description,
    pattern: '^\\d+(ms|s|m|h|d|w)$',
    patternErrorMessage: 'A duration is a whole number with a unit: `500ms`, `30s`, `10m`, `3h`, `7d`, `2w`.',
    examples: ['500ms', '10m', '3h', '7d'],
  });

/** What every definition file may carry, whatever it defines. */
export const common = {
  description: optional(text('What it is, in a sentence for the next reader.')),
  owner: optional(text('Who answers for it: a person or a team.')),
  tags: optional(list('Words to find it by.', Type.String())),
};

/**
 * A type as a file that is being typed may hold it: anything may be missing, and what has the wrong shape reads as
 * missing. List items keep their index, so that a place in the value is a place in the file.
 */
export type Lenient<T> = T extends string | number | boolean | null
  ? T
  : T extends readonly (infer U)[]
    ? readonly (Lenient<U> | undefined)[]
    : T extends object
      ? { readonly [K in keyof T]?: Lenient<T[K]> }
      : T;

export type { Static, TSchema };
