import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  downstream,
  findAssets,
  type Lineage,
  lineageAround,
  upstream,
  wholeLineage,
} from '../../core/project/lineage.ts';
import { FLIGHTS, projectOf } from './kit.ts';

const project = projectOf(FLIGHTS);
const edges = (lineage: Lineage) => lineage.edges.map(({ from, role, to }) => `${from} ${role} ${to}`);
const ids = (lineage: Lineage) => lineage.nodes.map(({ id }) => id);

describe('lineage', () => {
  it('goes up to the data files and functions that an asset is made of', () => {
    assert.deepEqual(edges(upstream(project, 'feature-group:flights@1')), [
      'function:features/distance.py::distance_km computed by feature-group:flights@1',
      'pipeline:flights writes feature-group:flights@1',
      'file:data/flights.csv reads pipeline:flights',
      'feature-group:weather@1 reads pipeline:flights',
    ]);
  });

  it('goes down to the deployments and monitors that are made of it', () => {
    assert.deepEqual(ids(downstream(project, 'feature-view:delay@1')), [
      'feature-view:delay@1',
      'model:delay',
      'monitor:inputs',
      'deployment:delay',
    ]);
  });

  it('has suites below the groups that they judge, once', () => {
    const judged = edges(wholeLineage(project)).filter((edge) => edge.includes('judged by'));
    assert.deepEqual(judged.sort(), [
      'feature-group:flights@1 judged by expectation-suite:common',
      'feature-group:flights@1 judged by expectation-suite:flights',
    ]);
  });

  it('has both ways in one graph, the asset first and nothing twice', () => {
    const around = lineageAround(project, 'feature-group:flights@1');
    assert.equal(around.nodes[0]?.id, 'feature-group:flights@1');
    assert.equal(new Set(ids(around)).size, around.nodes.length);
    assert.ok(ids(around).includes('file:data/flights.csv') && ids(around).includes('monitor:inputs'));
  });

  it('knows what is named and not there, as a node without a file', () => {
    const broken = projectOf({ 'm.model.yaml': 'name: m\nfeature_view: gone@3\n' });
    assert.deepEqual(upstream(broken, 'model:m').nodes, [
      { id: 'model:m', kind: 'model', name: 'm', file: 'm.model.yaml' },
      { id: 'feature-view:gone@3', kind: 'feature-view', name: 'gone@3', file: undefined },
    ]);
  });

  it('is empty of what does not exist, and ends where it goes round', () => {
    assert.deepEqual(upstream(project, 'model:nonsense'), { nodes: [], edges: [] });
    const round = projectOf({
      'p.pipeline.yaml': 'name: p\ninputs: { a: g }\noutputs: { a: { feature_group: g } }\n',
    });
    assert.deepEqual(ids(downstream(round, 'pipeline:p')), ['pipeline:p', 'feature-group:g']);
  });
});

describe('an asset is found', () => {
  it('by its id, by name and version, or by its name in any kind', () => {
    const paths = (text: string) => findAssets(project, text).map(({ path }) => path);
    assert.deepEqual(paths('feature-view:delay@1'), ['delay.feature-view.yaml']);
    assert.deepEqual(paths('feature-view:delay'), ['delay.feature-view.yaml']);
    assert.deepEqual(paths('delay@1'), ['delay.feature-view.yaml']);
    assert.deepEqual(paths('weather'), ['weather.feature-group.yaml']);
    assert.deepEqual(paths('flights'), [
      'flights.expectations.yaml',
      'flights.feature-group.yaml',
      'flights.pipeline.yaml',
    ]);
    assert.deepEqual(paths('nonsense'), []);
  });
});
