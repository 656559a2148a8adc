import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AssetKind } from '../../core/definitions/meaning.ts';
import { FLIGHTS, lettersAt, projectOf, type Texts } from './kit.ts';

function usesOfColumn(file: string, column: string, texts: Texts = FLIGHTS): readonly string[] {
  const project = projectOf(texts);
  const found = project.files.get(file);
  assert.ok(found);
  return lettersAt(project, project.mentionsOfColumn(found, column));
}

function usesOfAsset(kind: AssetKind, name: string, version?: number, texts: Texts = FLIGHTS): readonly string[] {
  const project = projectOf(texts);
  return lettersAt(project, project.mentionsOfAsset({ kind, name, version }));
}

describe('the places of a column', () => {
  it('in its group, its suites, their row conditions, views and models', () => {
    assert.deepEqual(usesOfColumn('flights.feature-group.yaml', 'distance_km'), [
      'delay.feature-view.yaml: distance_km',
      'delay.model.yaml: distance_km',
      'flights.expectations.yaml: distance_km',
      'flights.feature-group.yaml: distance_km',
    ]);
    assert.deepEqual(usesOfColumn('flights.feature-group.yaml', 'carrier'), [
      'delay.feature-view.yaml: carrier',
      'flights.expectations.yaml: carrier',
      'flights.feature-group.yaml: carrier',
      'inputs.monitor.yaml: carrier',
    ]);
  });

  it('behind a prefix without the prefix, so that a rename keeps it', () => {
    assert.deepEqual(usesOfColumn('weather.feature-group.yaml', 'visib'), [
      'delay.feature-view.yaml: visib',
      'delay.feature-view.yaml: visib',
      'delay.model.yaml: visib',
      'inputs.monitor.yaml: visib',
      'weather.feature-group.yaml: visib',
    ]);
  });

  it('as the key of a join in both groups that it joins', () => {
    const view = 'delay.feature-view.yaml: origin';
    assert.deepEqual(usesOfColumn('weather.feature-group.yaml', 'origin'), [
      view,
      'weather.feature-group.yaml: origin',
      'weather.feature-group.yaml: origin',
    ]);
    assert.deepEqual(usesOfColumn('flights.feature-group.yaml', 'origin'), [
      'common.expectations.yaml: origin',
      view,
      view,
      'flights.feature-group.yaml: origin',
    ]);
  });

  it('are the same when they are asked for from a view', () => {
    assert.deepEqual(
      usesOfColumn('delay.feature-view.yaml', 'w_visib'),
      usesOfColumn('weather.feature-group.yaml', 'visib'),
    );
    assert.deepEqual(usesOfColumn('delay.feature-view.yaml', 'nonsense'), []);
  });

  it('are the whole text where its letters are escaped', () => {
    const texts = {
      ...FLIGHTS,
      'common.expectations.yaml': FLIGHTS['common.expectations.yaml']?.replace('origin', '"o\\u0072igin"') ?? '',
    };
    assert.ok(
      usesOfColumn('flights.feature-group.yaml', 'origin', texts).includes('common.expectations.yaml: "o\\u0072igin"'),
    );
  });

  it('of one version are not those of another', () => {
    const second = (FLIGHTS['flights.feature-group.yaml'] ?? '').replace('version: 1', 'version: 2');
    const texts = { ...FLIGHTS, 'second.feature-group.yaml': second };
    assert.deepEqual(usesOfColumn('second.feature-group.yaml', 'carrier', texts), [
      'second.feature-group.yaml: carrier',
    ]);
  });
});

describe('the places of an asset', () => {
  it('are its name and every reference, each without the version', () => {
    assert.deepEqual(usesOfAsset('feature-group', 'flights', 1), [
      'delay.feature-view.yaml: flights',
      'flights.expectations.yaml: flights',
      'flights.feature-group.yaml: flights',
      'flights.pipeline.yaml: flights',
    ]);
    assert.deepEqual(usesOfAsset('feature-view', 'delay', 1), [
      'delay.feature-view.yaml: delay',
      'delay.model.yaml: delay',
      'inputs.monitor.yaml: delay',
    ]);
    assert.deepEqual(usesOfAsset('model', 'delay'), ['delay.deployment.yaml: delay', 'delay.model.yaml: delay']);
  });

  it('of one version leave out references to another', () => {
    const second = (FLIGHTS['flights.feature-group.yaml'] ?? '').replace('version: 1', 'version: 2');
    const texts = { ...FLIGHTS, 'second.feature-group.yaml': second };
    assert.deepEqual(usesOfAsset('feature-group', 'flights', 2, texts), ['second.feature-group.yaml: flights']);
    assert.equal(usesOfAsset('feature-group', 'flights', undefined, texts).length, 5);
  });

  it('are none where nothing has the name', () => {
    assert.deepEqual(usesOfAsset('feature-group', 'nonsense'), []);
  });
});
