import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ColumnScope } from '../../core/definitions/meaning.ts';
import type { Path } from '../../core/documents/node.ts';
import { viewColumns } from '../../core/project/view-columns.ts';
import { FLIGHTS, projectOf, type Texts } from './kit.ts';

function names(texts: Texts, file: string, scope: ColumnScope, path: Path = []): readonly string[] | undefined {
  const project = projectOf(texts);
  const found = project.files.get(file);
  assert.ok(found);
  const columns = project.columns(found, scope, path);
  return columns && [...columns.keys()];
}

/** The flights project with another text of the view. */
const withQuery = (query: string) => ({
  ...FLIGHTS,
  'delay.feature-view.yaml': `name: delay\nversion: 1\nlabels: [late]\nquery: ${query}\n`,
});
const VIEW = 'delay.feature-view.yaml';
const GROUP = ['flight_id', 'departs', 'origin', 'carrier', 'distance_km', 'late'];

describe('the columns at a place are', () => {
  it('those of the group itself', () => {
    assert.deepEqual(names(FLIGHTS, 'flights.feature-group.yaml', 'own'), GROUP);
  });

  it('for a suite those of its group, or of the groups that list it', () => {
    assert.deepEqual(names(FLIGHTS, 'flights.expectations.yaml', 'suite'), GROUP);
    assert.deepEqual(names(FLIGHTS, 'common.expectations.yaml', 'suite'), GROUP);
    const shared = {
      ...FLIGHTS,
      'weather.feature-group.yaml': `${FLIGHTS['weather.feature-group.yaml']}expectations: [common]\n`,
    };
    assert.deepEqual(names(shared, 'common.expectations.yaml', 'suite'), [...GROUP, 'hour', 'visib', 'wind']);
  });

  it('in a query those of the group, of the join, or of both', () => {
    assert.deepEqual(names(FLIGHTS, VIEW, 'from'), GROUP);
    assert.deepEqual(names(FLIGHTS, VIEW, 'joined', ['query', 'joins', 0]), ['origin', 'hour', 'visib', 'wind']);
    assert.deepEqual(names(FLIGHTS, VIEW, 'join-key', ['query', 'joins', 0, 'on', 0]), ['origin']);
  });

  it('in a filter all that the query brings together, joined columns under their prefix', () => {
    const all = [...GROUP, 'w_origin', 'w_hour', 'w_visib', 'w_wind'];
    assert.deepEqual(names(FLIGHTS, VIEW, 'selectable'), all);
  });

  it('of a view those that it selects', () => {
    assert.deepEqual(names(FLIGHTS, VIEW, 'view'), ['carrier', 'distance_km', 'late', 'w_visib']);
    assert.deepEqual(names(withQuery('{ from: weather, select: "*" }'), VIEW, 'view'), [
      'origin',
      'hour',
      'visib',
      'wind',
    ]);
    assert.deepEqual(names(withQuery('{ from: weather, select: { except: [hour, wind] } }'), VIEW, 'view'), [
      'origin',
      'visib',
    ]);
  });

  it('of a join with all its columns not its keys, which the left side has', () => {
    const query = '{ from: flights, select: [carrier], joins: [{ feature_group: weather, on: [origin] }] }';
    assert.deepEqual(names(withQuery(query), VIEW, 'view'), ['carrier', 'hour', 'visib', 'wind']);
  });

  it('for models, deployments and monitors those of the view behind them', () => {
    const view = ['carrier', 'distance_km', 'late', 'w_visib'];
    assert.deepEqual(names(FLIGHTS, 'delay.model.yaml', 'model'), view);
    assert.deepEqual(names(FLIGHTS, 'inputs.monitor.yaml', 'view', ['features', 0]), view);
    assert.deepEqual(names(FLIGHTS, 'inputs.monitor.yaml', 'view', ['current', 'filter']), view);
    const ofGroup = {
      ...FLIGHTS,
      'inputs.monitor.yaml': 'name: inputs\nreference: { file: a.csv }\ncurrent: { feature_group: weather }\n',
    };
    assert.deepEqual(names(ofGroup, 'inputs.monitor.yaml', 'view', ['features', 0]), [
      'origin',
      'hour',
      'visib',
      'wind',
    ]);
    assert.equal(names(ofGroup, 'inputs.monitor.yaml', 'view', ['reference', 'filter']), undefined);
  });

  it('unknown, never wrong, where the group is not there or not typed yet', () => {
    assert.equal(names(withQuery('{ from: fligths }'), VIEW, 'view'), undefined);
    assert.equal(names(withQuery('{ from: fligths }'), VIEW, 'from'), undefined);
    assert.equal(names(withQuery(''), VIEW, 'view'), undefined);
    assert.equal(
      names(withQuery('{ from: flights, joins: [{ feature_group: wether }] }'), VIEW, 'selectable'),
      undefined,
    );
    const half = { ...FLIGHTS, 'flights.feature-group.yaml': 'name: flights\nversion: 1\n' };
    assert.equal(names(half, 'flights.expectations.yaml', 'suite'), undefined);
    const alone = { 's.expectations.yaml': 'name: s\nexpectations: []\n' };
    assert.equal(names(alone, 's.expectations.yaml', 'suite'), undefined);
  });

  it('known from the list of a view, though its group is not there', () => {
    assert.deepEqual(names(withQuery('{ from: fligths, select: [a, late] }'), VIEW, 'view'), ['a', 'late']);
  });
});

describe('a column of a view', () => {
  it('knows its type, where it comes from, and whether it is a label', () => {
    const project = projectOf(FLIGHTS);
    const view = project.files.get(VIEW);
    assert.ok(view?.kind === 'feature-view');
    const columns = project.columns(view, 'view', []);
    assert.deepEqual(columns?.get('w_visib'), {
      name: 'w_visib',
      type: 'double',
      description: undefined,
      group: 'weather@1',
      feature: 'visib',
      label: false,
      place: 0,
    });
    assert.equal(columns?.get('late')?.label, true);
    assert.equal(project.columns(view, 'selectable', [])?.get('origin')?.description, 'Airport of departure.');
  });

  it('stands twice if two groups give it', () => {
    const query = '{ from: flights, select: [origin], joins: [{ feature_group: weather, on: [], select: [origin] }] }';
    const project = projectOf(withQuery(query));
    const view = project.files.get(VIEW);
    assert.ok(view?.kind === 'feature-view');
    assert.deepEqual(
      viewColumns(project, view).selected?.map(({ name, group }) => `${name} of ${group}`),
      ['origin of flights@1', 'origin of weather@1'],
    );
  });
});
