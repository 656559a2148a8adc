import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectOf } from './kit.ts';

const group = (version: string | number) => `name: flights\nversion: ${version}\nprimary_key: [id]\nfeatures: []\n`;

describe('a reference', () => {
  const project = projectOf({
    'b.feature-group.yaml': group(2),
    'a.feature-group.yaml': group(10),
    'c.feature-group.yaml': group(1),
    'm.model.yaml': 'name: late\nfeature_view: v\ntask: regression\n',
  });
  const path = (ref: string) => project.resolve('feature-group', ref)?.path;

  it('without a version means the highest, and so does an alias', () => {
    assert.equal(path('flights'), 'a.feature-group.yaml');
    assert.equal(path('flights@champion'), 'a.feature-group.yaml');
  });

  it('with a version means exactly that one', () => {
    assert.equal(path('flights@2'), 'b.feature-group.yaml');
    assert.equal(path('flights@3'), undefined);
  });

  it('to a kind without versions in its files means the file of the name', () => {
    assert.equal(project.resolve('model', 'late@7')?.path, 'm.model.yaml');
    assert.equal(project.resolve('model', 'late@champion')?.path, 'm.model.yaml');
  });

  it('to another kind or name means nothing', () => {
    assert.equal(project.resolve('feature-view', 'flights'), undefined);
    assert.equal(path('flight'), undefined);
    assert.equal(path(''), undefined);
  });

  it('finds a file whose version is just being typed', () => {
    const typing = projectOf({ 'a.feature-group.yaml': group('') });
    assert.equal(typing.resolve('feature-group', 'flights@1')?.path, 'a.feature-group.yaml');
    assert.equal(typing.files.get('a.feature-group.yaml')?.key, undefined);
  });

  it('lists its definers from the lowest version to the highest, and names in order', () => {
    assert.deepEqual(
      project.definers('feature-group', 'flights').map((file) => file.definition.version),
      [1, 2, 10],
    );
    assert.deepEqual(projectOf({ 'b.model.yaml': 'name: b', 'a.model.yaml': 'name: a' }).names('model'), ['a', 'b']);
  });
});

describe('a file is part of the project', () => {
  it('by its name, or in JSON by what is in it', () => {
    const project = projectOf({
      'suites/a.json': '{"name": "a", "expectations": []}',
      'package.json': '{"name": "package"}',
      'notes.yaml': 'name: x\n',
      'g.feature-group.yml': group(1),
      'inner/plumbline.yaml': 'project: other\n',
      'plumbline.yaml': 'project: this\nengine: spark\n',
    });
    assert.deepEqual([...project.files.keys()].sort(), ['g.feature-group.yml', 'plumbline.yaml', 'suites/a.json']);
    assert.equal(project.config.engine, 'spark');
  });

  it('once its text makes it one, and no longer than that', () => {
    const project = projectOf({});
    assert.deepEqual(project.setFile('a.json', '{"name": "a"'), []);
    assert.deepEqual(project.editFile('a.json', [{ start: 12, end: 12, text: ', "expectations": []}' }]), ['a.json']);
    assert.equal(project.resolve('expectation-suite', 'a')?.path, 'a.json');
    assert.deepEqual(project.editFile('a.json', [{ start: 0, end: 1, text: '' }]), ['a.json']);
    assert.equal(project.files.size, 0);
  });
});
