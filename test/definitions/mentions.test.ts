import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { meanings } from './kit.ts';

describe('what a definition mentions', () => {
  it('of a group: its columns, keys, functions and suites', () => {
    const text = `name: flights
version: 1
primary_key: [id]
event_time: departs
features:
  - { name: id, type: string }
  - name: distance_km
    type: double
    function: features/on_demand.py::haversine_km
expectations: [flights, "common"]
`;
    assert.equal(
      meanings('feature-group', text),
      `asset-name name: flights
column own primary_key.0: id
column own event_time: departs
column-name features.0.name: id
feature-type features.0.type: string
column-name features.1.name: distance_km
feature-type features.1.type: double
python-function features.1.function: features/on_demand.py::haversine_km
asset expectation-suite expectations.0: flights
asset expectation-suite expectations.1: common`,
    );
  });

  it('of a view: groups, and columns by where they come from, inside expressions too', () => {
    const text = `name: delay
version: 1
labels: [late]
query:
  from: flights@1
  select: { except: [gate] }
  joins:
    - { feature_group: weather, on: [origin], select: [visib], prefix: w_ }
  filter: "dest <> 'LGA' AND \\"w_visib\\" > 1"
transformations:
  - { features: [distance_km], function: standard_scaler }
evaluation_sets:
  - { name: far, filter: distance_km > 1000 }
`.replaceAll('\\"', "'");
    assert.equal(
      meanings('feature-view', text.replace("'w_visib'", 'w_visib')),
      `asset-name name: delay
column view labels.0: late
asset feature-group query.from: flights@1
column from query.select.except.0: gate
asset feature-group query.joins.0.feature_group: weather
column join-key query.joins.0.on.0: origin
column joined query.joins.0.select.0: visib
expression selectable query.filter: dest <> 'LGA' AND w_visib > 1
column selectable query.filter: dest
column selectable query.filter: w_visib
column view transformations.0.features.0: distance_km
transformation transformations.0.function: standard_scaler
expression view evaluation_sets.0.filter: distance_km > 1000
column view evaluation_sets.0.filter: distance_km`,
    );
  });

  it('of a model, a deployment, a monitor and a pipeline: keys of maps count as columns where they are', () => {
    const model = `name: delay
feature_view: delay@1
task: regression
label: late
behaviour_tests:
  - { name: night, kind: directional, change: { hour: 22 }, where: hour > 3, expect: increase }
`;
    assert.equal(
      meanings('model', model),
      `asset-name name: delay
asset feature-view feature_view: delay@1
column model label: late
column model behaviour_tests.0.change.hour: hour
expression model behaviour_tests.0.where: hour > 3
column model behaviour_tests.0.where: hour`,
    );
    const monitor = `name: inputs
kind: feature-drift
reference: { training_dataset: delay@1/2 }
current: { deployment: delay, filter: hour > 3 }
tests: { default: auto, carrier: { test: psi } }
on_drift: [notify, retrain: train_delay]
`;
    assert.equal(
      meanings('monitor', monitor),
      `asset-name name: inputs
training-dataset reference.training_dataset: delay@1/2
asset deployment current.deployment: delay
expression view current.filter: hour > 3
column view current.filter: hour
drift-test tests.default: auto
column view tests.carrier: carrier
drift-test tests.carrier.test: psi
asset pipeline on_drift.1.retrain: train_delay`,
    );
    const pipeline = `name: features
type: feature
run: [python, p.py]
inputs: { raw: data/raw.csv, local: raw.csv, weather: weather@1, planes: planes }
outputs: { flights: { feature_group: flights } }
tests: [test_features]
`;
    assert.equal(
      meanings('pipeline', pipeline),
      `asset-name name: features
file inputs.raw: data/raw.csv
file inputs.local: raw.csv
asset feature-group inputs.weather: weather@1
asset feature-group inputs.planes: planes
asset feature-group outputs.flights.feature_group: flights
folder tests.0: test_features`,
    );
  });

  it('of an expectation: the columns among its arguments, as its type has them', () => {
    const text = `name: s
expectations:
  - type: expect_column_pair_values_to_be_equal
    kwargs: { column_A: a, column_B: b, ignore_row_if: neither }
  - kwargs: { column_list: [c, d], sum_total: 1, row_condition: e > 1 }
    type: expect_multicolumn_sum_to_equal
  - type: expect_table_columns_to_match_set
    kwargs:
      column_set: [f]
  - type: expect_something_of_our_own
    kwargs: { column: g, limit: x }
  - type: expect_table_row_count_to_equal
    kwargs: { column: 1, value: 2 }
`;
    assert.equal(
      meanings('expectation-suite', text),
      `asset-name name: s
expectation-type expectations.0.type: expect_column_pair_values_to_be_equal
column suite expectations.0.kwargs.column_A: a
column suite expectations.0.kwargs.column_B: b
column suite expectations.1.kwargs.column_list.0: c
column suite expectations.1.kwargs.column_list.1: d
row-condition suite expectations.1.kwargs.row_condition: e > 1
column suite expectations.1.kwargs.row_condition: e
expectation-type expectations.1.type: expect_multicolumn_sum_to_equal
expectation-type expectations.2.type: expect_table_columns_to_match_set
column suite expectations.2.kwargs.column_set.0: f
expectation-type expectations.3.type: expect_something_of_our_own
column suite expectations.3.kwargs.column: g
expectation-type expectations.4.type: expect_table_row_count_to_equal`,
    );
  });

  it('of a row condition: the columns, in the notation that its parser names', () => {
    const text = `name: s
expectations:
  - type: expect_column_values_to_be_unique
    kwargs: { row_condition: 'status == "paid"', condition_parser: pandas }
  - type: expect_column_values_to_be_unique
    kwargs: { row_condition: 'col("amount") > 0', condition_parser: great_expectations }
  - type: expect_column_values_to_be_unique
    kwargs:
      row_condition:
        type: and
        conditions:
          - { type: comparison, column: { name: a }, operator: "==", parameter: x }
          - { type: nullity, column: { name: b }, is_null: false }
`;
    assert.equal(
      meanings('expectation-suite', text)
        .split('\n')
        .filter((line) => line.startsWith('column'))
        .join('\n'),
      `column suite expectations.0.kwargs.row_condition: status
column suite expectations.1.kwargs.row_condition: amount
column suite expectations.2.kwargs.row_condition.conditions.0.column.name: a
column suite expectations.2.kwargs.row_condition.conditions.1.column.name: b`,
    );
  });

  it('stands at its letters, or at the whole text where the letters in the file are others', () => {
    const text = `name: "delay"
version: 1
labels: ['late', "l\\u0061te"]
query:
  from: &anchor flights
  filter: "a > 1 AND\\tb > 2"
evaluation_sets:
  - name: folded
    filter: a > 1
      AND b > 2
  - { name: quoted, filter: 'a = ''x'' AND b > 1', by: *anchor }
  - { name: names, filter: '"a" > 1 AND \`b\` > 1' }
`;
    assert.deepEqual(
      meanings('feature-view', text)
        .split('\n')
        .filter((line) => line.startsWith('column') || line.startsWith('asset-name')),
      [
        'asset-name name: delay',
        'column view labels.0: late',
        'column view labels.1: late (written "l\\u0061te")',
        'column selectable query.filter: a (written "a > 1 AND\\tb > 2")',
        'column selectable query.filter: b (written "a > 1 AND\\tb > 2")',
        'column view evaluation_sets.0.filter: a (written a > 1⏎      AND b > 2)',
        'column view evaluation_sets.0.filter: b (written a > 1⏎      AND b > 2)',
        "column view evaluation_sets.1.filter: a (written 'a = ''x'' AND b > 1')",
        "column view evaluation_sets.1.filter: b (written 'a = ''x'' AND b > 1')",
        'column view evaluation_sets.1.by: flights (written *anchor)',
        'column view evaluation_sets.2.filter: a',
        'column view evaluation_sets.2.filter: b',
      ],
    );
  });
});
