import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { json, plumbline, ROOT, withWorkspace } from './cli-kit.ts';

/** The definitions and Python files of the example, without its data and environment. */
async function withFlights(work: (folder: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    for (const part of ['plumbline.yaml', 'expectations', 'feature_groups', 'feature_views', 'features', 'pipelines'])
      await cp(join(ROOT, 'examples/flights', part), join(folder, part), { recursive: true });
    await work(folder);
  });
}

describe('plumbline lineage', () => {
  test('as trees, in both directions; what was unfolded once is not unfolded again', async () => {
    await withFlights(async (folder) => {
      const { code, stdout } = await plumbline(folder, ['lineage', 'airports']);
      assert.equal(code, 0);
      assert.equal(
        stdout,
        `airports@1 (feature group)
upstream
  computed by features/feature_engineering.py::altitude_m (function)
  written by reference_features (pipeline)
    reads data/raw/planes.csv (file)
    reads data/raw/airports.csv (file)
downstream
  judged by airports (expectation suite)
  read by flights_features (pipeline)
    writes flights@1 (feature group)
      judged by flights (expectation suite)
      read by arrival_delay@1 (feature view)
`,
      );
      const { stdout: up } = await plumbline(folder, ['lineage', 'arrival_delay', '--up']);
      assert.match(up, /^arrival_delay@1 \(feature view\)\nupstream\n/);
      assert.match(up, /\n {2}joins weather@1 \(feature group, see above\)\n/);
      assert.doesNotMatch(up, /downstream/);
      const { stdout: down } = await plumbline(folder, ['lineage', 'arrival_delay', '--down']);
      assert.equal(down, 'arrival_delay@1 (feature view)\nnothing downstream\n');
    });
  });

  test('JSON: the asset, nodes and edges', async () => {
    await withFlights(async (folder) => {
      const { asset, nodes, edges, ...others } = json(
        await plumbline(folder, ['lineage', 'planes@1', '--down', '--format', 'json']),
      );
      assert.deepEqual([asset, others], ['feature-group:planes@1', {}]);
      assert.deepEqual(nodes[0], {
        id: 'feature-group:planes@1',
        kind: 'feature-group',
        name: 'planes@1',
        file: 'feature_groups/planes.feature-group.yaml',
      });
      const known = new Set(nodes.map(({ id }: { id: string }) => id));
      assert.ok(edges.every(({ from, to }: { from: string; to: string }) => known.has(from) && known.has(to)));
      assert.ok(
        edges.some(
          ({ from, to, role }: Record<string, string>) =>
            from === 'feature-group:planes@1' && to === 'pipeline:flights_features' && role === 'reads',
        ),
      );
    });
  });

  test('an asset is named with or without version and kind, and a data file by its path', async () => {
    await withFlights(async (folder) => {
      const found = async (name: string) =>
        json(await plumbline(folder, ['lineage', name, '--format', 'json'])).asset as string;
      assert.equal(await found('flights'), 'feature-group:flights@1');
      assert.equal(await found('flights@1'), 'feature-group:flights@1');
      assert.equal(await found('feature-group:flights@1'), 'feature-group:flights@1');
      assert.equal(await found('expectation-suite:flights'), 'expectation-suite:flights');
      assert.equal(await found('data/raw/flights.csv'), 'file:data/raw/flights.csv');
    });
    await withWorkspace('spend-signups', async (folder) => {
      const highest = json(await plumbline(folder, ['lineage', 'customer_features', '--format', 'json']));
      // The suite has the name of the group, and the group comes first.
      assert.equal(highest.asset, 'feature-group:customer_features@2');
    });
  });

  test('unknown: exit code 2, and the nearest name', async () => {
    await withFlights(async (folder) => {
      const wrong = async (name: string) => {
        const { code, stderr } = await plumbline(folder, ['lineage', name]);
        assert.equal(code, 2);
        return stderr;
      };
      assert.match(await wrong('flihgts'), /there is no asset flihgts\n {2}try: did you mean flights\?/);
      assert.match(await wrong('flights@2'), /did you mean flights@1\?/);
      assert.match(await wrong('x'), /try: name a feature group, view, suite, pipeline or data file: airports@1, /);
    });
  });
});
