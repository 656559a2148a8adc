import type { FileKind } from './kinds.ts';

/** A complete file of each kind, for reference pages and for `New …` commands; a test reads them all without a problem. */
export const EXAMPLES: Readonly<Record<FileKind, string>> = {
  project: `project: flights
python: .venv/bin/python
engine: duckdb
compatibility: backward
rules: { feature-without-test: warning, missing-description: off }
`,
  'feature-group': `name: flights
version: 1
description: One row per scheduled flight.
primary_key: [flight_id]
event_time: scheduled_departure
partition_key: [origin]
online: true
features:
  - { name: flight_id, type: string, description: "Carrier, number and day." }
  - { name: scheduled_departure, type: timestamp, description: "In UTC." }
  - { name: origin, type: string, description: "Airport of departure." }
  - { name: dest, type: string, description: "Airport of arrival." }
  - { name: carrier, type: string, online_type: varchar(2), description: "Airline." }
  - name: distance_km
    type: double
    unit: km
    function: features/on_demand_features.py::haversine_km
    description: Great-circle distance between origin and destination.
  - { name: gate, type: string, default: "unknown", description: "Gate, where it is known." }
expectations: [flights]
ingestion: strict
`,
  'feature-view': `name: arrival_delay
version: 1
description: What is known of a flight before it departs, and whether it arrived late.
labels: [late]
query:
  from: flights@1
  select: [carrier, origin, dest, distance_km, late]
  joins:
    - feature_group: weather@1
      on: [origin]
      as_of: true
      within: 3h
      select: [wind_speed, visib]
      prefix: w_
  filter: "dest <> 'LGA'"
transformations:
  - { features: [distance_km], function: standard_scaler }
  - { features: [carrier], function: one_hot_encoder }
  - { features: [w_visib], function: features/custom_transformations.py::cap_visibility }
training_datasets:
  - version: 1
    split: { train: 0.7, validation: 0.15, test: 0.15, seed: 42 }
batch_inference_datasets:
  - { name: tomorrow, window: { from: "2013-12-31", to: "2014-01-01" } }
evaluation_sets:
  - { name: regional, filter: "carrier IN ('9E', 'EV', 'MQ')" }
  - { name: by_origin, by: origin }
`,
  'expectation-suite': `name: flights
feature_group: flights@1
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: flight_id }
    severity: critical
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, min_value: 0, max_value: 9000, mostly: 0.999 }
    warn: { mostly: 1.0 }
    meta: { why: "the longest domestic leg is Honolulu" }
  - type: expect_column_values_to_be_in_set
    kwargs: { column: carrier, value_set: [UA, AA, DL], row_condition: "distance_km > 3000" }
    severity: warning
`,
  pipeline: `name: flights_features
type: feature
run: [python, pipelines/feature-pipeline.py]
inputs: { raw: data/raw/flights.csv, weather: weather@1 }
outputs: { flights: { feature_group: flights@1, operation: upsert } }
params: { start: "2013-01-01", end: "2013-01-31" }
environment: { requirements: requirements.txt }
tests: [test_features, test_pipelines]
timeout: 30m
`,
  model: `name: arrival_delay
feature_view: arrival_delay@1
training_dataset: 1
pipeline: train_arrival_delay
framework: sklearn
task: binary-classification
label: late
predictor: serving/predictor.py
hyperparameters: { max_depth: { value: 6, tuned_by: docs/tuning.md }, seed: 1 }
baseline: { pipeline: train_majority }
gates:
  - { metric: roc_auc, min: 0.70 }
  - { metric: roc_auc, min_improvement: 0.0, over: deployed }
  - { metric: latency_p99_ms, max: 20 }
  - { metric: recall, evaluation_set: by_origin, max_gap: 0.05, confidence: 0.95, min_rows: 200 }
  - { behaviour_tests: pass }
  - { parity: pass }
  - { attestation: ethical-data, by: owner }
behaviour_tests:
  - { name: longer-delay-at-night, kind: directional, change: { hour: 22 }, expect: increase }
  - { name: id-does-not-matter, kind: invariance, change: { flight_id: "x" }, tolerance: 0 }
  - { name: red-eye, kind: minimum-functionality, where: "hour >= 23", expect: "mean(prediction) > 0.3" }
`,
  deployment: `name: arrival_delay
model: arrival_delay@3
serving: { protocol: open-inference-v2, workers: 2, timeout: 500ms }
request_expectations: flights
logging: { features: untransformed, predictions: true, sample: 1.0 }
rollout:
  strategy: canary
  steps: [{ weight: 5, for: 10m }, { weight: 25, for: 30m }, { weight: 100 }]
  sticky: flight_id
  analysis:
    - { metric: error_rate, max: 0.01 }
    - { metric: latency_p99_ms, max: 50 }
    - { metric: prediction_drift, max: 0.1 }
  on_failure: abort
monitors: [arrival_delay_inputs]
`,
  monitor: `name: arrival_delay_inputs
kind: feature-drift
reference: { training_dataset: arrival_delay@1/1 }
current: { deployment: arrival_delay, window: 7d }
features: "*"
tests: { default: auto, carrier: { test: psi, threshold: 0.2 } }
min_rows: 500
correction: fdr
share: 0.5
on_drift: [notify, retrain: train_arrival_delay]
schedule: { every: 1d }
`,
};
