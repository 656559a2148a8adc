import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files of the project that `largeProject` writes. */
export const LARGE = {
  files: 10_000,
  /** A suite of 5,000 lines with flow maps. */
  suite: 'expectations/large.expectations.yaml',
  /** The feature `shared` of this group is used by so many views. */
  group: 'feature_groups/shared.feature-group.yaml',
  users: 500,
} as const;

/** Columns of the group that the large suite is about. */
const WIDTH = 250;
const TYPES = ['string', 'double', 'int', 'timestamp', 'boolean'];

/** Writes a project of 10,000 definition files such as teams have: groups, views on them, suites, pipelines, models. */
export function largeProject(root: string): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('plumbline.yaml', 'project: large\nrules: { missing-description: off, duplicate-expectation: off }\n');
  // A suite that is not there: an editor is told of a file as long as there is something to tell.
  write(LARGE.group, `${group('shared', 'shared')}expectations: [nowhere]\n`);
  const wide = Array.from({ length: WIDTH }, (_, index) => `  - { name: w${index}, type: double }\n`);
  write('feature_groups/wide.feature-group.yaml', group('wide', 'value') + wide.join(''));
  write(LARGE.suite, largeSuite());
  for (let index = 0; index < LARGE.users; index++)
    write(`feature_views/shared_${index}.feature-view.yaml`, sharedView(index));
  const rest = Math.floor((LARGE.files - LARGE.users - 4) / 4);
  for (let index = 0; index < rest; index++) {
    const folder = `team_${index % 40}`;
    write(`${folder}/feature_groups/g${index}.feature-group.yaml`, group(`g${index}`, 'value'));
    write(`${folder}/feature_views/v${index}.feature-view.yaml`, view(index, rest));
    write(`${folder}/expectations/g${index}.expectations.yaml`, suite(index));
    write(`${folder}/pipelines/p${index}.pipeline.yaml`, pipeline(index));
  }
}

/**
 * 2,500 expectations on two lines each, ten for each column of a wide group. The last one names a column that is not
 * there, for the same reason.
 */
function largeSuite(): string {
  const expectations = Array.from({ length: 2499 }, (_, index) => {
    const kwargs = `{ column: w${index % WIDTH}, max_value: ${index + 10} }`;
    return `  - type: expect_column_values_to_be_between\n    kwargs: ${kwargs}\n`;
  });
  const wrong = '  - type: expect_column_to_exist\n    kwargs: { column: nowhere }\n';
  return `name: large\nfeature_group: wide@1\nexpectations:\n${expectations.join('')}${wrong}`;
}

function group(name: string, feature: string): string {
  const features = TYPES.map(
    (type, index) => `  - { name: f${index}, type: ${type}, description: Feature ${index}. }\n`,
  );
  return `name: ${name}
version: 1
description: Rows of ${name}, one for each key and moment.
owner: data-team
primary_key: [key]
event_time: at
features:
  - { name: key, type: string }
  - { name: at, type: timestamp }
  - { name: ${feature}, type: double }
${features.join('')}`;
}

function sharedView(index: number): string {
  return `name: shared_${index}
version: 1
description: View number ${index} on the shared group.
query:
  from: shared@1
  select: [key, shared]
transformations:
  - { features: [shared], function: standard_scaler }
`;
}

function view(index: number, groups: number): string {
  return `name: v${index}
version: 1
description: View number ${index}.
labels: [value]
query:
  from: g${index}@1
  select: [key, value, f1, f2]
  joins:
    - { feature_group: g${(index + 1) % groups}@1, on: [key], as_of: true, select: [f3], prefix: n_ }
  filter: "f1 > 0 AND n_f3 IS NOT NULL"
transformations:
  - { features: [f1], function: standard_scaler }
`;
}

function suite(index: number): string {
  return `name: g${index}
feature_group: g${index}@1
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: key }
  - type: expect_column_values_to_be_between
    kwargs: { column: value, min_value: 0, max_value: 9000, mostly: 0.999 }
    meta: { why: "the longest there is" }
  - type: expect_column_values_to_be_unique
    kwargs: { column: f0, row_condition: "f1 > 10" }
    severity: warning
`;
}

function pipeline(index: number): string {
  return `name: p${index}
type: feature
run: [python, -c, pass]
inputs: { other: g${index + 1}@1 }
outputs: { rows: { feature_group: g${index}@1, operation: upsert } }
params: { start: "2013-01-01", end: "2013-01-31" }
timeout: 30m
`;
}
