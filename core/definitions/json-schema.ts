import { COMMON_ARGUMENTS } from '../catalogue/expectation-field.ts';
import type { ExpectationType } from '../catalogue/expectation-type.ts';
import { EXPECTATION_TYPES } from '../catalogue/expectation-types.ts';
import { type FileKind, kindDescription } from './kinds.ts';
import { MEANING, type Meaning } from './meaning.ts';
import { namedValues } from './named-values.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of a kind, as other editors and programs read it: the schema itself, with the names that the
 * catalogue knows and the arguments of each expectation type written out.
 */
export function publishedSchema(kind: FileKind): Json {
  const { title, suffix, schema } = kindDescription(kind);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Plumbline ${title.toLowerCase()} (${kind === 'project' ? suffix : `*${suffix}`})`,
    ...(written(schema) as Json),
    ...(kind === 'expectation-suite' ? { definitions: commonArguments() } : {}),
  };
}

/** A copy without what only TypeBox understands, and with what only the catalogue knows. */
function written(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(written);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, written(value)])) as Json;
  const meaning = copy[MEANING] as Meaning | undefined;
  if (meaning !== undefined) return { ...copy, ...namesOf(meaning) };
  return isExpectation(copy) ? { ...copy, allOf: EXPECTATION_TYPES.map(argumentsOf) } : copy;
}

/** A type of expectation must be known; tests, metrics and functions may also be the user's own. */
function namesOf(meaning: Meaning): Json {
  const names = namedValues(meaning).map(({ name }) => name);
  if (names.length === 0) return {};
  return meaning.is === 'expectation-type' ? { enum: names } : { examples: names };
}

function isExpectation(schema: Json): boolean {
  const kwargs = (schema.properties as Readonly<Record<string, Json>> | undefined)?.kwargs;
  return (kwargs?.[MEANING] as Meaning | undefined)?.is === 'expectation-arguments';
}

/** `kwargs` of one type; what the values may be is described in words, for a `$PARAMETER` may stand almost everywhere. */
function argumentsOf({ type, args, rowConditions }: ExpectationType): Json {
  const own = Object.entries(args).map(([name, { description }]) => [name, { description }] as const);
  const common = COMMON_ARGUMENTS.filter(({ name }) => rowConditions || !ROW_CONDITION.has(name));
  const properties = Object.fromEntries([
    ...own,
    ...common.map(({ name }) => [name, { $ref: `#/definitions/${name}` }] as const),
  ]);
  const required = Object.keys(args).filter((name) => args[name]?.required);
  return {
    if: { properties: { type: { const: type } }, required: ['type'] },
    // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's
    then: { properties: { kwargs: { properties, required, additionalProperties: false } } },
  };
}

function commonArguments(): Json {
  return Object.fromEntries(
    COMMON_ARGUMENTS.map(({ name, description, options }) => [
      name,
      { description, ...(options && { enum: options }) },
    ]),
  );
}

const ROW_CONDITION = new Set(['row_condition', 'condition_parser']);
