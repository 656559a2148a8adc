import { MEANING, type Meaning } from './meaning.ts';
import type { TSchema } from './schema.ts';

/**
 * A schema, made ready for walking: what may stand at a place. Reading, completion, hover and reference pages all see
 * schemas through this, so JSON Schema's many spellings are known to this file alone.
 */
export type Shape = SingleShape | EitherShape;

/** A shape that leaves no choice. */
export type SingleShape = MapShape | ListShape | TextShape | NumberShape | PlainShape;

interface Described {
  readonly description: string | undefined;
}

export interface MapShape extends Described {
  readonly kind: 'map';
  /** By the key as it is written. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly required: readonly Field[];
  /** What any other key holds; undefined where there are no others. */
  readonly others: Shape | undefined;
  /** What those other keys mean, such as names of columns. */
  readonly keys: Meaning | undefined;
  readonly meaning: Meaning | undefined;
  /** Puts the value into the shape that everybody expects; only of files that others define. */
  readonly finish?: (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

export interface Field {
  /** The key in the value; differs from the written one only in files that others define. */
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
  /** Left out of the value: keys of other tools that say nothing to this one. */
  readonly ignored?: true;
  /** Read, yet not right here: since when the key has another name. */
  readonly renamed?: string;
}

export interface ListShape extends Described {
  readonly kind: 'list';
  readonly items: Shape;
}

export interface TextShape extends Described {
  readonly kind: 'text';
  /** The only texts allowed. */
  readonly options: readonly string[] | undefined;
  readonly pattern: RegExp | undefined;
  /** What the pattern asks for, in words. */
  readonly patternInWords: string | undefined;
  readonly meaning: Meaning | undefined;
  readonly examples: readonly string[];
}

export interface NumberShape extends Described {
  readonly kind: 'number';
  readonly whole: boolean;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** One of several; told apart by the kind of node, and maps by their keys. */
export interface EitherShape extends Described {
  readonly kind: 'either';
  readonly shapes: readonly Shape[];
}

export interface PlainShape extends Described {
  readonly kind: 'flag' | 'null' | 'anything';
}

const compiled = new WeakMap<object, Shape>();

/** The shape of a schema; the same object each time. */
export function shapeOf(schema: TSchema): Shape {
  let shape = compiled.get(schema);
  if (shape === undefined) {
    shape = compile(schema as Schema);
    compiled.set(schema, shape);
  }
  return shape;
}

/** The part of JSON Schema that `schema.ts` writes. */
interface Schema extends TSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly examples?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly [MEANING]?: Meaning;
}

function compile(schema: Schema): Shape {
  const description = schema.description;
  if (schema.anyOf !== undefined) return compileEither(schema.anyOf, description);
  if (schema.enum !== undefined) return textShape(schema, schema.enum);
  switch (schema.type) {
    case 'object':
      return compileMap(schema);
    case 'array':
      return { kind: 'list', items: shapeOf(schema.items!), description };
    case 'string':
      return textShape(schema, schema.const === undefined ? undefined : [schema.const]);
    case 'integer':
    case 'number':
      return numberShape(schema);
    case 'boolean':
      return { kind: 'flag', description };
    case 'null':
      return { kind: 'null', description };
    default:
      return { kind: 'anything', description };
  }
}

function compileMap(schema: Schema): MapShape {
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]): [string, Field] => [
    name,
    { name, shape: shapeOf(property), required: schema.required?.includes(name) ?? false },
  ]);
  const others = Object.values(schema.patternProperties ?? {})[0];
  return {
    kind: 'map',
    fields: new Map(fields),
    required: fields.map(([, field]) => field).filter((field) => field.required),
    others: others === undefined ? undefined : shapeOf(others),
    keys: schema.propertyNames?.[MEANING],
    meaning: schema[MEANING],
    description: schema.description,
  };
}

/** Words that stand each in a schema of their own (`'left'` or `'inner'`) are one choice. */
function compileEither(schemas: readonly Schema[], description: string | undefined): Shape {
  const shapes = schemas.map((schema) => shapeOf(schema));
  const choices = shapes.map((shape) => (shape.kind === 'text' ? shape.options : undefined));
  if (!choices.every((options) => options !== undefined)) return { kind: 'either', shapes, description };
  return {
    kind: 'text',
    options: choices.flat(),
    pattern: undefined,
    patternInWords: undefined,
    meaning: undefined,
    examples: [],
    description,
  };
}

function textShape(schema: Schema, options: readonly string[] | undefined): TextShape {
  return {
    kind: 'text',
    options,
    pattern: schema.pattern === undefined ? undefined : new RegExp(schema.pattern),
    patternInWords: schema.patternErrorMessage,
    meaning: schema[MEANING],
    examples: schema.examples ?? [],
    description: schema.description,
  };
}

function numberShape(schema: Schema): NumberShape {
  return {
    kind: 'number',
    whole: schema.type === 'integer',
    minimum: schema.minimum,
    maximum: schema.maximum,
    description: schema.description,
  };
}
