import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { namesIn } from '../../core/platform/files.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { listRuns, type Run } from '../../core/registry/runs.ts';
import { sliceSource } from '../../core/tables/group-table.ts';
import { readTimeline } from '../../core/tables/timeline.ts';
import { withFiles } from '../cli/cli-kit.ts';

/** What `plumbline.yaml`'s neighbours are in these tests: one group `trips`, with one suite, and one pipeline. */
export interface Shop {
  /** A module for Node: `run` is what PLUMBLINE_RUN names, `write(output, text)` writes an output. */
  readonly program?: string;
  /** More keys of the pipeline, as YAML. */
  readonly pipeline?: string;
  readonly inputs?: string;
  readonly outputs?: string;
  readonly ingestion?: 'strict' | 'always';
  readonly severity?: 'critical' | 'warning';
  readonly files?: Readonly<Record<string, string>>;
}

const GROUP = (ingestion: string) => `name: trips
version: 1
description: One row per trip.
primary_key: [id]
features:
  - { name: id, type: string }
  - { name: km, type: int }
  - { name: stops, type: int, default: 0 }
ingestion: ${ingestion}
`;
const SUITE = (severity: string) => `name: trips
feature_group: trips@1
expectations:
  - type: expect_column_values_to_be_between
    kwargs: { column: km, min_value: 0, max_value: 100 }
    severity: ${severity}
`;

/** The rows that a pipeline writes here, as CSV: each with its distance. */
export function trips(...km: readonly (number | string)[]): string {
  return ['id,km', ...km.map((each, index) => `t${index},${each}`)].join('\n').concat('\n');
}

const PREAMBLE = `import { readFileSync, writeFileSync } from 'node:fs';
const run = JSON.parse(readFileSync(process.env.PLUMBLINE_RUN, 'utf8'));
const write = (output, text, ending = '') => writeFileSync(run.outputs[output] + ending, text);
`;

/** By default the pipeline writes whatever stands in `trips.csv`, so that a test can change it between runs. */
export async function withShop(shop: Shop, work: (folder: string) => Promise<void>): Promise<void> {
  const {
    program = `write('trips', readFileSync(run.inputs.raw, 'utf8'))`,
    pipeline = '',
    inputs = '{ raw: data/trips.csv }',
    outputs = '{ trips: { feature_group: trips@1, operation: overwrite } }',
    ingestion = 'strict',
    severity = 'critical',
    files = {},
  } = shop;
  const definition = [
    'name: make_trips',
    'type: feature',
    `run: ${JSON.stringify([process.execPath, 'make-trips.mjs'])}`,
    `inputs: ${inputs}`,
    `outputs: ${outputs}`,
    pipeline,
  ].join('\n');
  await withFiles(
    {
      'plumbline.yaml': 'project: shop\n',
      'trips.feature-group.yaml': GROUP(ingestion),
      'trips.expectations.yaml': SUITE(severity),
      'make_trips.pipeline.yaml': `${definition}\n`,
      'make-trips.mjs': PREAMBLE + program,
      'data/trips.csv': trips(1, 2, 3),
      ...files,
    },
    work,
  );
}

/** What the table of a feature group holds, as CSV; undefined before the first good run. */
export async function kept(
  folder: string,
  group = 'trips_1',
  columns = 'id, km',
): Promise<{ readonly text: string; readonly run: string | undefined } | undefined> {
  const table = await readTimeline(join(folder, '.plumbline/tables', group), []);
  const commit = table?.commits.at(-1);
  if (table === undefined || commit === undefined) return undefined;
  const [file] = sliceSource(table, commit, group).files ?? [];
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(`SELECT ${columns} FROM '${file}' ORDER BY ALL`);
    const lines = [columns.replaceAll(' ', ''), ...reader.getRowsJson().map((row) => row.join(','))];
    return { text: `${lines.join('\n')}\n`, run: commit.mark?.run };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The runs that the registry knows, the newest first. */
export async function runsOf(folder: string, kind = 'pipeline'): Promise<readonly Run[]> {
  const registry = await openRegistry(join(folder, '.plumbline'));
  try {
    return await registry.read((db) => listRuns(db, { kind }));
  } finally {
    registry.dispose();
  }
}

/** Nothing is left of what any run that has ended read and wrote. */
export async function assertTidy(folder: string): Promise<void> {
  for (const run of await namesIn(join(folder, '.plumbline/runs'))) {
    const files = await namesIn(join(folder, '.plumbline/runs', run));
    assert.ok(!files.includes('outputs') && !files.includes('inputs'), `rows of ${run} are left`);
  }
}
