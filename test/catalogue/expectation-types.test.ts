import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Argument } from '../../core/catalogue/argument.ts';
import { checkBounds } from '../../core/catalogue/check-bounds.ts';
import { COMMON_ARGUMENTS } from '../../core/catalogue/expectation-field.ts';
import { takesMostly } from '../../core/catalogue/expectation-type.ts';
import { EXPECTATION_TYPES, expectationType } from '../../core/catalogue/expectation-types.ts';
import { LEGACY_EXPECTATIONS, legacyArgument, legacyExpectation } from '../../core/catalogue/legacy-expectations.ts';
import { checkArgument } from '../../core/catalogue/read-argument.ts';

test('every type is found by its name, and described in one sentence', () => {
  assert.equal(EXPECTATION_TYPES.length, 59);
  for (const expectation of EXPECTATION_TYPES) {
    assert.equal(expectationType(expectation.type), expectation);
    assert.match(expectation.description, /^[A-Z][^.]*\.$/, expectation.type);
    for (const { description } of Object.values(expectation.args))
      assert.match(description, /^[^\n]+\.$/, expectation.type);
  }
  assert.equal(expectationType('expect_column_to_be_nice'), undefined);
});

test('every example is what its type accepts', () => {
  for (const { type, args, example, bounds } of EXPECTATION_TYPES) {
    const kwargs = parse(example) as Record<string, unknown>;
    for (const [name, value] of Object.entries(kwargs)) {
      assert.ok(name in args, `${type}: ${name}`);
      assert.equal(checkArgument(args[name]!, value), undefined, `${type}: ${name}`);
    }
    const missing = Object.entries(args).filter(([name, argument]) => argument.required && !(name in kwargs));
    assert.deepEqual(missing, [], type);
    if (bounds) assert.equal(checkBounds(bounds, kwargs), undefined, type);
  }
});

test('bounds name arguments that are there', () => {
  for (const { type, args, bounds } of EXPECTATION_TYPES) {
    const names = bounds ? [bounds.min, bounds.max, bounds.strictMin, bounds.strictMax] : [];
    for (const name of names) assert.ok(name === undefined || name in args, `${type}: ${name}`);
    assert.equal('min_value' in args, bounds !== undefined, type);
  }
});

test('only types that judge row by row let some rows break them', () => {
  const families = new Set(EXPECTATION_TYPES.filter(takesMostly).map(({ family }) => family));
  assert.deepEqual([...families].sort(), ['column-map', 'column-pair', 'multicolumn', 'query']);
});

test('names of older suites are explained with types that are there', () => {
  assert.equal(LEGACY_EXPECTATIONS.length, 5);
  for (const { name, instead } of LEGACY_EXPECTATIONS) {
    assert.equal(expectationType(name), undefined);
    for (const type of instead) assert.ok(expectationType(type), type);
  }
  assert.match(
    legacyExpectation('expect_multicolumn_values_to_be_unique')!.message,
    /expect_compound_columns_to_be_unique/,
  );
  assert.match(legacyArgument('parse_strings_as_datetimes')!.message, /ISO dates/);
});

const SCHEMAS = new URL('../../../shared/conformance/gx-schemas/', import.meta.url);
/** Its schemas list together what stands beside `kwargs` and what stands in it. */
const BESIDE_ARGUMENTS = ['id', 'description', 'notes', 'meta', 'severity', 'rendered_content', 'expectation_context'];
const withoutSchemas = !existsSync(SCHEMAS) && !process.env.CI && 'the schemas of Great Expectations are not there';

test('types, arguments, defaults and choices are those of Great Expectations', { skip: withoutSchemas }, () => {
  const names = readdirSync(SCHEMAS).map((file) => file.replace('.json', ''));
  assert.deepEqual(EXPECTATION_TYPES.map(({ type }) => type).sort(), names.sort());
  const common = [...BESIDE_ARGUMENTS, ...COMMON_ARGUMENTS.map(({ name }) => name)];
  for (const { type, args, rowConditions } of EXPECTATION_TYPES) {
    const schema = JSON.parse(readFileSync(new URL(`${type}.json`, SCHEMAS), 'utf8')) as Schema;
    assert.equal('row_condition' in schema.properties, rowConditions, `${type}: row conditions`);
    const own = Object.keys(schema.properties).filter((name) => !common.includes(name) && !/metadata$/.test(name));
    assert.deepEqual(Object.keys(args).sort(), own.sort(), type);
    const required = Object.entries(args).filter(([, argument]) => argument.required);
    assert.deepEqual(required.map(([name]) => name).sort(), [...(schema.required ?? [])].sort(), type);
    for (const [name, argument] of Object.entries(args))
      checkAgainst(schema.properties[name]!, argument, `${type}.${name}`);
  }
});

function checkAgainst(property: Property, argument: Argument, where: string): void {
  assert.equal(argument.default ?? null, property.default ?? null, `${where}: default`);
  const branches = [property, ...(property.anyOf ?? [])];
  const takesMap = branches.some(({ type, $ref }) => type === 'object' && $ref === undefined);
  const isMap = argument.kind === 'partition' || argument.kind === 'json-schema';
  assert.equal(takesMap, argument.parameter !== false || isMap, `${where}: $PARAMETER`);
  const options = branches.find((branch) => branch.enum)?.enum;
  if (argument.kind === 'choice' && options) assert.deepEqual([...argument.options], options, `${where}: choices`);
}

interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Property[];
}
interface Schema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
}

const CASES = new URL('../../../shared/conformance/gx-oracle/', import.meta.url);
const withoutCases = !existsSync(CASES) && !process.env.CI && 'the conformance cases are not there';

test('arguments are rejected where the real program rejects them, and only there', { skip: withoutCases }, () => {
  let judged = 0;
  for (const file of readdirSync(CASES)) {
    for (const line of readFileSync(new URL(file, CASES), 'utf8').trim().split('\n')) {
      const { expectation_type: type, kwargs, expected, tags = [], id } = JSON.parse(line) as Case;
      if (tags.some((tag) => /^row_condition|severity|suite_parameters/.test(tag)) || 'row_condition' in kwargs)
        continue;
      const { args } = expectationType(type)!;
      const errors = Object.entries(kwargs)
        .filter(([name]) => name in args)
        .map(([name, value]) => checkArgument(args[name]!, value))
        .filter((problem) => problem?.level === 'error');
      if (expected.exception?.raised) continue;
      assert.equal(
        errors.length > 0,
        expected.config_error === true,
        `${id} ${JSON.stringify(kwargs)} ${JSON.stringify(errors)}`,
      );
      judged++;
    }
  }
  assert.ok(judged > 300, `${judged} cases`);
});

interface Case {
  readonly id: string;
  readonly expectation_type: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly expected: { readonly config_error?: boolean; readonly exception?: { readonly raised?: boolean } };
  readonly tags?: readonly string[];
}
