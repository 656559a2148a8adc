import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { diffFeatureGroups } from '../../core/contracts/diff-feature-groups.ts';
import { featureChanges, groupChanges } from './changes.ts';

test('a feature that is gone breaks whoever reads or writes it', () => {
  assert.deepEqual(
    groupChanges('features: [{ name: a, type: int }, { name: b, type: string }]', 'features: [{ name: a, type: int }]'),
    ['breaking: `b` is dropped'],
  );
});

test('a feature that comes back under another name, alike in all else, is a rename', () => {
  assert.deepEqual(
    groupChanges(
      'features: [{ name: dep_delay, type: double, unit: min }, { name: carrier, type: string }]',
      'features: [{ name: departure_delay, type: double, unit: min, description: Minutes late. }, { name: carrier, type: string }]',
    ),
    ['breaking: `dep_delay` is renamed to `departure_delay`'],
  );
});

test('a feature that comes back under another name with another type is a drop and an append', () => {
  assert.deepEqual(groupChanges('features: [{ name: a, type: int }]', 'features: [{ name: b, type: string }]'), [
    'breaking: `a` is dropped',
    'breaking: `b` is appended without a default',
  ]);
});

test('of several candidates the one with the nearest name is the rename', () => {
  assert.deepEqual(
    groupChanges(
      'features: [{ name: wind_speed, type: double }, { name: temp, type: double }]',
      'features: [{ name: humidity, type: double }, { name: wind_sped, type: double }, { name: temp, type: double }]',
    ),
    ['breaking: `humidity` is appended without a default', 'breaking: `wind_speed` is renamed to `wind_sped`'],
  );
});

test('two drops and one append that could be either are no rename', () => {
  assert.deepEqual(
    groupChanges(
      'features: [{ name: alpha, type: int }, { name: beta, type: int }]',
      'features: [{ name: x_1, type: int }]',
    ),
    ['breaking: `alpha` is dropped', 'breaking: `beta` is dropped', 'breaking: `x_1` is appended without a default'],
  );
});

test('an appended feature with a default breaks nobody, one without a default does', () => {
  const before = 'features: [{ name: a, type: int }]';
  assert.deepEqual(groupChanges(before, 'features: [{ name: a, type: int }, { name: g, type: string, default: "" }]'), [
    'safe: `g` is appended with a default',
  ]);
  assert.deepEqual(groupChanges(before, 'features: [{ name: g, type: string }, { name: a, type: int }]'), [
    'breaking: `g` is appended without a default',
  ]);
});

test('the order of features is not part of the contract', () => {
  assert.deepEqual(
    groupChanges(
      'features: [{ name: a, type: int }, { name: b, type: int }]',
      'features: [{ name: b, type: int }, { name: a, type: int }]',
    ),
    [],
  );
});

test('another type breaks, a wider one is for review', () => {
  assert.deepEqual(featureChanges('type: int', 'type: string'), [
    'breaking: the type of `x` changes from `int` to `string`',
  ]);
  assert.deepEqual(featureChanges('type: bigint', 'type: int'), [
    'breaking: the type of `x` changes from `bigint` to `int`',
  ]);
  assert.deepEqual(featureChanges('type: int', 'type: bigint'), [
    'review: the type of `x` changes from `int` to `bigint`',
  ]);
  assert.deepEqual(featureChanges('type: "decimal(10,2)"', 'type: "decimal(12,2)"'), [
    'review: the type of `x` changes from `decimal(10,2)` to `decimal(12,2)`',
  ]);
  assert.deepEqual(featureChanges('type: "decimal(10,2)"', 'type: "decimal(12,6)"'), [
    'breaking: the type of `x` changes from `decimal(10,2)` to `decimal(12,6)`',
  ]);
});

test('a type that is only spaced differently is the same type', () => {
  assert.deepEqual(featureChanges('type: "struct<a:int,b:string>"', 'type: "struct< a : int, b : string >"'), []);
});

test('a type that cannot be read is not called a change', () => {
  assert.deepEqual(featureChanges('type: int', 'type: integr'), []);
});

test('changes inside structs and arrays are found where they are', () => {
  assert.deepEqual(featureChanges('type: "array<struct<a:int,b:int>>"', 'type: "array<struct<a:bigint,b:string>>"'), [
    'review: the type of `x[].a` changes from `int` to `bigint`',
    'breaking: the type of `x[].b` changes from `int` to `string`',
  ]);
  assert.deepEqual(featureChanges('type: "struct<a:int,b:string>"', 'type: "struct<a:int>"'), [
    'breaking: `x.b` is dropped',
  ]);
  assert.deepEqual(featureChanges('type: "struct<a:int>"', 'type: "struct<a:int,b:string>"'), [
    'breaking: `x.b` is appended',
  ]);
  assert.deepEqual(featureChanges('type: "struct<a:struct<city:string>>"', 'type: "struct<a:struct<town:string>>"'), [
    'breaking: `x.a.city` is renamed to `x.a.town`',
  ]);
});

test('an online type may grow but not shrink', () => {
  const type = (online: string): string => `type: string, online_type: ${online}`;
  assert.deepEqual(featureChanges(type('varchar(20)'), type('varchar(30)')), [
    'safe: the online type of `x` changes from `varchar(20)` to `varchar(30)`',
  ]);
  assert.deepEqual(featureChanges(type('varchar(20)'), type('varchar(10)')), [
    'breaking: the online type of `x` changes from `varchar(20)` to `varchar(10)`',
  ]);
  assert.deepEqual(featureChanges(type('varchar(20)'), type('int')), [
    'breaking: the online type of `x` changes from `varchar(20)` to `int`',
  ]);
  assert.deepEqual(featureChanges('type: string', type('varchar(20)')), [
    'review: the online type of `x` changes from none to `varchar(20)`',
  ]);
});

test('a default may come, its change is for review, its loss breaks', () => {
  assert.deepEqual(featureChanges('type: int', 'type: int, default: 0'), ['safe: `x` gets a default']);
  assert.deepEqual(featureChanges('type: int, default: 0', 'type: int, default: -1'), [
    'review: the default of `x` changes from `0` to `-1`',
  ]);
  assert.deepEqual(featureChanges('type: int, default: 0', 'type: int'), ['breaking: `x` loses its default']);
});

test('another unit or function changes what the numbers mean', () => {
  assert.deepEqual(featureChanges('type: double, unit: km', 'type: double, unit: mi'), [
    'breaking: the unit of `x` changes from `km` to `mi`',
  ]);
  assert.deepEqual(featureChanges('type: double, function: f.py::a', 'type: double, function: f.py::b'), [
    'breaking: the function of `x` changes from `f.py::a` to `f.py::b`',
  ]);
});

test('a primary key is a set of columns', () => {
  assert.deepEqual(groupChanges('primary_key: [a, b]', 'primary_key: [b, a]'), []);
  assert.deepEqual(groupChanges('primary_key: [a]', 'primary_key: [a, b]'), [
    'breaking: the primary key changes from `a` to `a` and `b`',
  ]);
});

test('a primary key that is being typed is not compared', () => {
  assert.deepEqual(groupChanges('primary_key: [a]', 'name: flights'), []);
});

test('another event time breaks point-in-time joins, another partition key only moves files', () => {
  assert.deepEqual(groupChanges('event_time: a', 'event_time: b'), [
    'breaking: the event time changes from `a` to `b`',
  ]);
  assert.deepEqual(groupChanges('event_time: a', 'name: x'), ['breaking: the event time changes from `a` to none']);
  assert.deepEqual(groupChanges('partition_key: [a]', 'partition_key: [b]'), [
    'review: the partition key changes from `a` to `b`',
  ]);
});

test('serving online may begin; its end breaks online readers', () => {
  assert.deepEqual(groupChanges('online: false', 'online: true'), ['safe: the group is now served online']);
  assert.deepEqual(groupChanges('online: true', 'name: x'), ['breaking: the group is no longer served online']);
});

test('what guards the data is for review', () => {
  assert.deepEqual(groupChanges('expectations: [a]', 'expectations: [b]'), [
    'review: the suite `a` is detached',
    'review: the suite `b` is attached',
  ]);
  assert.deepEqual(groupChanges('ingestion: always', 'ingestion: strict'), [
    'review: ingestion changes from `always` to `strict`',
  ]);
});

test('words about the group break nobody', () => {
  assert.deepEqual(
    groupChanges(
      'description: Old.\ntags: [a]\nfeatures: [{ name: a, type: int }]',
      'description: New.\nowner: me\nfeatures: [{ name: a, type: int, description: Count. }]',
    ),
    ['safe: description changes', 'safe: owner changes', 'safe: tags changes', 'safe: description of `a` changes'],
  );
});

test('half-typed features neither throw nor count', () => {
  const after = parse('features: [{ name: a, type: int }, { type: int }, null]');
  assert.deepEqual(diffFeatureGroups(parse('features: [{ name: a, type: int }]'), after), []);
  assert.deepEqual(diffFeatureGroups({}, {}), []);
});

test('a change says where it shows in the newer definition', () => {
  const [change] = diffFeatureGroups(
    parse('features: [{ name: a, type: int }, { name: b, type: int }]'),
    parse('features: [{ name: a, type: int }, { name: b, type: double }]'),
  );
  assert.deepEqual(change?.path, ['features', 1, 'type']);
});
