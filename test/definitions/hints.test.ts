import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileKind } from '../../core/definitions/kinds.ts';
import { shapesAt } from '../../core/definitions/shape-at.ts';
import { shapeOfKind } from '../../core/definitions/shape-of-kind.ts';
import { SUITE_JSON } from '../../core/definitions/suite-json.ts';
import { argumentAt, argumentValues, descriptionAt, keysOf, valuesOf } from '../../core/definitions/what-may-stand.ts';
import type { Path } from '../../core/documents/node.ts';

const hints = (kind: FileKind, path: Path, definition?: unknown) =>
  shapesAt(shapeOfKind(kind), path).flatMap((shape) => (shape.kind === 'map' ? keysOf(shape, path, definition) : []));
const keys = (...place: Parameters<typeof hints>) => hints(...place).map(({ key }) => key);
const values = (kind: FileKind, path: Path) =>
  shapesAt(shapeOfKind(kind), path)
    .flatMap(valuesOf)
    .map(({ value }) => value);

describe('what may stand at a place', () => {
  it('keys of the file, and of what is in it', () => {
    assert.deepEqual(keys('feature-group', []).slice(0, 5), ['name', 'version', 'description', 'owner', 'tags']);
    assert.ok(keys('feature-group', ['features', 3]).includes('online_type'));
    assert.deepEqual(keys('feature-view', ['query', 'select']), ['except']);
    assert.deepEqual(keys('feature-group', ['name']), []);
    assert.deepEqual(keys('feature-group', ['nonsense', 0]), []);
  });

  it('says what a key is for, whether it is needed, and what it holds', () => {
    const [from, select] = hints('feature-view', ['query']);
    assert.equal(from?.key, 'from');
    assert.equal(from.description, 'The group whose rows are the rows of the view.');
    assert.deepEqual([from.required, from.holds], [true, 'text']);
    assert.deepEqual([select?.required, select?.holds], [false, 'a list, or `*`, or a map with `except`']);
  });

  it('arguments of an expectation, as its type has them', () => {
    const suite = {
      expectations: [{ type: 'expect_column_values_to_be_in_set' }, { type: 'expect_column_to_exist' }, {}],
    };
    const first = keys('expectation-suite', ['expectations', 0, 'kwargs'], suite);
    assert.deepEqual(first.slice(0, 3), ['column', 'mostly', 'value_set']);
    assert.ok(first.includes('row_condition'));
    const second = keys('expectation-suite', ['expectations', 1, 'kwargs'], suite);
    assert.ok(second.includes('column_index') && !second.includes('row_condition'));
    assert.ok(!keys('expectation-suite', ['expectations', 2, 'kwargs'], suite).includes('column'));
  });

  it('values to choose from', () => {
    assert.deepEqual(values('feature-group', ['ingestion']), ['strict', 'always']);
    assert.deepEqual(values('feature-group', ['online']), ['true', 'false']);
    assert.deepEqual(values('feature-view', ['query', 'joins', 0, 'type']), ['left', 'inner']);
    assert.deepEqual(values('project', ['rules', 'missing-description']), ['error', 'warning', 'information', 'off']);
    assert.ok(values('expectation-suite', ['expectations', 0, 'type']).includes('expect_column_to_exist'));
    assert.ok(values('monitor', ['tests', 'carrier']).includes('psi'));
    assert.ok(values('feature-group', ['features', 0, 'type']).includes('double'));
    assert.deepEqual(values('feature-group', ['description']), []);
  });

  it('values of an argument', () => {
    const suite = { expectations: [{ type: 'expect_column_values_to_match_regex_list' }] };
    const at = (name: string) => {
      const argument = argumentAt(shapeOfKind('expectation-suite'), ['expectations', 0, 'kwargs', name], suite);
      return argument === undefined ? undefined : argumentValues(argument).map(({ value }) => value);
    };
    assert.deepEqual(at('match_on'), ['any', 'all']);
    assert.deepEqual(at('result_format'), ['BOOLEAN_ONLY', 'BASIC', 'SUMMARY', 'COMPLETE']);
    assert.deepEqual(at('regex_list'), []);
    assert.equal(at('nonsense'), undefined);
  });

  it('in JSON of Great Expectations: its keys, without those that have other names by now', () => {
    const written = keysOf(SUITE_JSON, []).map(({ key }) => key);
    assert.ok(written.includes('name') && written.includes('meta') && !written.includes('feature_group'));
    const inItem = shapesAt(SUITE_JSON, ['expectations', 0]).flatMap((shape) =>
      shape.kind === 'map' ? keysOf(shape, ['expectations', 0]).map(({ key }) => key) : [],
    );
    assert.ok(inItem.includes('type') && !inItem.includes('expectation_type'));
  });

  it('a sentence about it', () => {
    const suite = { expectations: [{ type: 'expect_column_to_exist' }] };
    const about = (kind: FileKind, path: Path) => descriptionAt(shapeOfKind(kind), path, suite);
    assert.equal(about('feature-view', ['query', 'filter']), 'Which rows to keep.');
    assert.equal(about('feature-view', ['query', 'joins', 0]), 'A feature group to join.');
    const index = about('expectation-suite', ['expectations', 0, 'kwargs', 'column_index']);
    assert.match(index ?? '', /counted from 0/);
    assert.equal(about('feature-view', ['nonsense']), undefined);
  });
});
