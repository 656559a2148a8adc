import { createProject, type EditableProject } from '../../core/project/create-project.ts';
import type { Location, Project } from '../../core/project/project.ts';

export type Texts = Readonly<Record<string, string>>;

/** A project of texts that nobody edits. What is on the disk later on is in `disk`. */
export function projectOf(texts: Texts, disk?: ReadonlyMap<string, string>): EditableProject {
  const project = createProject('/project', (path) => disk?.get(path) ?? texts[path] ?? '');
  for (const [path, text] of Object.entries(texts)) project.addFile(path, text);
  return project;
}

/** What stands at places, as `path: letters`. */
export function lettersAt(project: Project, places: readonly Location[]): readonly string[] {
  return places.map(({ file, start, end }) => `${file}: ${project.textOf(file).slice(start, end)}`);
}

/** A small project in which every kind of file uses some other. */
export const FLIGHTS: Texts = {
  'plumbline.yaml': 'project: flights\n',
  'flights.feature-group.yaml': `name: flights
version: 1
primary_key: [flight_id]
event_time: departs
features:
  - { name: flight_id, type: string }
  - { name: departs, type: timestamp }
  - { name: origin, type: string, description: Airport of departure. }
  - { name: carrier, type: string }
  - name: distance_km
    type: double
    function: features/distance.py::distance_km
  - { name: late, type: boolean }
expectations: [flights, common]
`,
  'weather.feature-group.yaml': `name: weather
version: 1
primary_key: [origin, hour]
event_time: hour
features:
  - { name: origin, type: string }
  - { name: hour, type: timestamp }
  - { name: visib, type: double }
  - { name: wind, type: double }
`,
  'flights.expectations.yaml': `name: flights
feature_group: flights@1
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: flight_id }
  - type: expect_column_values_to_be_between
    kwargs: { column: distance_km, min_value: 0, row_condition: "carrier <> 'UA'" }
`,
  'common.expectations.yaml': `name: common
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: origin }
`,
  'delay.feature-view.yaml': `name: delay
version: 1
labels: [late]
query:
  from: flights@1
  select: [carrier, distance_km, late]
  joins:
    - { feature_group: weather, on: [origin], as_of: true, select: [visib], prefix: w_ }
  filter: w_wind < 100 and origin <> 'LGA'
transformations:
  - { features: [w_visib], function: standard_scaler }
training_datasets:
  - { version: 1 }
`,
  'everything.feature-view.yaml': `name: everything
version: 1
query: { from: weather@1 }
`,
  'delay.model.yaml': `name: delay
feature_view: delay@1
task: binary-classification
label: late
behaviour_tests:
  - { name: fog, kind: directional, change: { w_visib: 0 }, where: distance_km > 100, expect: increase }
`,
  'delay.deployment.yaml': 'name: delay\nmodel: delay@champion\nmonitors: [inputs]\n',
  'inputs.monitor.yaml': `name: inputs
kind: feature-drift
reference: { training_dataset: delay@1/1 }
current: { deployment: delay, window: 7d }
features: [carrier, w_visib]
`,
  'flights.pipeline.yaml': `name: flights
type: feature
run: [python, p.py]
inputs: { raw: data/flights.csv, weather: weather@1 }
outputs: { flights: { feature_group: flights@1 } }
`,
};
