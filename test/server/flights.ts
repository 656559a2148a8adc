/** A small project with one of everything, for tests of the language server. */
export const FLIGHTS = `-- plumbline.yaml --
project: flights
rules: { missing-description: off, feature-without-test: off }
-- feature_groups/flights.feature-group.yaml --
name: flights
version: 1
description: One row per scheduled flight.
primary_key: [flight_id]
event_time: scheduled_departure
features:
  - { name: flight_id, type: string, description: Carrier and day and number. }
  - { name: scheduled_departure, type: timestamp }
  - { name: origin, type: string }
  - { name: distance_km, type: double, unit: km, function: "features/on_demand.py::distance_km" }
  - { name: cancelled, type: boolean }
expectations: [flights]
-- feature_groups/weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin, hour]
event_time: hour
features:
  - { name: origin, type: string }
  - { name: hour, type: timestamp }
  - { name: wind_speed, type: double }
-- feature_groups/weather_v2.feature-group.yaml --
name: weather
version: 2
description: With visibility.
primary_key: [origin, hour]
event_time: hour
features:
  - { name: origin, type: string }
  - { name: hour, type: timestamp }
  - { name: wind_speed, type: double }
  - { name: visib, type: double }
-- feature_views/delay.feature-view.yaml --
name: delay
version: 1
labels: [cancelled]
query:
  from: flights@1
  joins:
    - { feature_group: weather@1, on: [origin], as_of: true, select: [wind_speed], prefix: w_ }
  filter: "w_wind_speed < 200 AND origin <> 'LGA'"
transformations:
  - { features: [distance_km], function: standard_scaler }
training_datasets:
  - { version: 1, description: The year 2013. }
evaluation_sets:
  - { name: by_origin, by: origin }
-- expectations/flights.expectations.yaml --
name: flights
feature_group: flights@1
parameters: { longest: 9000 }
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: flight_id }
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, min_value: 0, max_value: 9000, row_condition: "origin = 'JFK'" }
-- pipelines/flights.pipeline.yaml --
name: flights
type: feature
run: [python, pipelines/flights.py]
inputs: { raw: data/flights.csv, weather: weather@1 }
outputs: { flights: { feature_group: flights@1, operation: upsert } }
tests: [tests]
-- pipelines/flights.py --
print("nothing to do")
-- data/flights.csv --
flight_id
-- features/on_demand.py --
from math import hypot

def distance_km(origin: str, cancelled: bool) -> float:
    """Distance in kilometres."""
    # origin is a code
    return 0.0 if cancelled else hypot(len(origin), len("origin"))
-- tests/test_on_demand.py --
from features.on_demand import distance_km

def test_distance():
    assert distance_km("JFK", True) == 0.0
-- models/delay.model.yaml --
name: delay
feature_view: delay@1
training_dataset: 1
task: binary-classification
label: cancelled
gates:
  - { metric: roc_auc, min: 0.7 }
-- deployments/delay.deployment.yaml --
name: delay
model: delay@3
request_expectations: flights
monitors: [inputs]
-- monitors/inputs.monitor.yaml --
name: inputs
kind: feature-drift
reference: { training_dataset: delay@1/1 }
current: { deployment: delay }
tests: { default: auto }
`;
