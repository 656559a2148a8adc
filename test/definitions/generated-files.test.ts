import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Compile } from 'typebox/schema';
import { parse } from 'yaml';
import { EXAMPLES } from '../../core/definitions/examples.ts';
import { publishedSchema } from '../../core/definitions/json-schema.ts';
import { type FileKind, KINDS } from '../../core/definitions/kinds.ts';
import { GENERATED_FILES } from '../../scripts/generated-files.ts';
import { read } from './kit.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('generated files are up to date', () => {
  for (const { path, render } of GENERATED_FILES) {
    it(`${path} (else run \`node npm run generate\`)`, () => {
      assert.equal(readFileSync(join(ROOT, path), 'utf8'), render());
    });
  }
});

describe('the published JSON Schema agrees with the reader', () => {
  const accepts = (kind: FileKind, text: string) => Compile(publishedSchema(kind) as never).Check(parse(text));

  for (const { kind } of KINDS) {
    it(`it accepts the example: ${kind}`, () => assert.equal(accepts(kind, EXAMPLES[kind]), true));
  }

  const wrong: readonly (readonly [kind: FileKind, from: string, to: string])[] = [
    ['feature-group', 'version: 1', 'version: "1"'],
    ['feature-group', 'name: flights\n', 'name: 1 flight\n'],
    ['feature-group', 'online: true', 'onlin: true'],
    ['feature-view', 'select: [carrier', 'select: all # [carrier'],
    ['expectation-suite', 'severity: critical', 'severity: fatal'],
    ['pipeline', 'timeout: 30m', 'timeout: 30 minutes'],
    ['model', '{ parity: pass }', '{ parity: fail }'],
    ['monitor', 'share: 0.5', 'share: 5'],
    ['project', 'feature-without-test: warning', 'feature-without-test: loud'],
  ];
  for (const [kind, from, to] of wrong) {
    it(`both reject ${to}`, () => {
      const text = EXAMPLES[kind].replace(from, to);
      assert.notEqual(text, EXAMPLES[kind]);
      assert.equal(accepts(kind, text), false);
      assert.notDeepEqual(read(kind, text).problems, []);
    });
  }

  it('it knows the types of expectations and their arguments, which the reader leaves to rules', () => {
    const suite = (type: string, kwargs: string) =>
      `name: s\nexpectations:\n  - { type: ${type}, kwargs: { ${kwargs} } }\n`;
    const check = (type: string, kwargs: string) => accepts('expectation-suite', suite(type, kwargs));
    assert.equal(check('expect_column_to_exist', 'column: a'), true);
    assert.equal(check('expect_column_to_exist', 'column: a, result_format: BASIC'), true);
    assert.equal(check('expect_column_to_exist', 'colum: a'), false);
    assert.equal(check('expect_column_to_exist', ''), false);
    assert.equal(check('expect_column_to_existt', 'column: a'), false);
  });
});
