import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { latestResults, wholeResult } from '../../core/registry/latest-results.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { listRuns } from '../../core/registry/runs.ts';
import type { DriftStatistics, StoredDrift, StoredFeatureDrift } from '../../core/views/stored-drift.ts';
import { FLIGHTS, withExamplePython } from '../python/python-kit.ts';
import { events, json, plumbline, withFiles } from './cli-kit.ts';

/** Rows of two features: `price` around a level, `plan` with a share of `pro`. */
function orders(count: number, level: number, pro: number, from = '2026-01-01'): string {
  const start = Date.parse(from);
  const lines = Array.from({ length: count }, (_, i) => {
    const price = (level + 10 * Math.sin(i * 1.7) + ((i * 37) % 11)).toFixed(2);
    const at = new Date(start + i * 600_000).toISOString().slice(0, 19);
    return `o${i + level},${at},${price},${(i * 7) % 100 < pro ? 'pro' : 'free'}`;
  });
  return `order_id,placed_at,price,plan\n${lines.join('\n')}\n`;
}

const BEFORE = orders(2000, 50, 30);
const DEARER = orders(2000, 62, 30, '2026-03-01');
const SAME = orders(1900, 50, 30, '2026-03-01');

describe('plumbline drift on two files', () => {
  test('tells which features moved, by how much, and why it says so; no project is needed', () =>
    withFiles({ 'before.csv': BEFORE, 'now.csv': DEARER }, async (folder) => {
      const ended = await plumbline(folder, [
        'drift',
        ...['--reference', 'before.csv', '--current', 'now.csv', '--column', 'price', 'plan', '--format', 'json'],
      ]);
      assert.equal(ended.code, 1, ended.stderr);
      const told = json(ended);
      assert.deepEqual([told.drifted, told.share], [true, 0.5]);
      const [price, plan] = told.features;
      assert.deepEqual(Object.keys(price), [
        ...['feature', 'type', 'test', 'statistic', 'p_value', 'score', 'threshold', 'drifted', 'reason'],
      ]);
      assert.deepEqual(
        [price.feature, price.type, price.test, price.p_value, price.threshold, price.drifted],
        ['price', 'num', 'wasserstein', null, 0.1, true],
      );
      assert.ok(price.score > 1 && price.score < 2, String(price.score));
      assert.match(
        price.reason,
        /^Wasserstein distance, normed: 1\.\d+; from 0\.1 it is drift\. The median went from 5\d/,
      );
      assert.deepEqual([plan.type, plan.test, plan.drifted], ['cat', 'jensenshannon', false]);
      const text = await plumbline(folder, [
        'drift',
        '--reference',
        'before.csv',
        '--current',
        'now.csv',
        '--column',
        'price',
      ]);
      assert.equal(text.code, 1);
      assert.match(
        text.stdout,
        /^✗ 1 of 1 feature drifted \(before\.csv, 2,000 rows, against now\.csv, 2,000 rows\)\n {2}drift {2}price: /,
      );
    }));

  test('passes what did not move, and says what cannot be compared', () =>
    withFiles({ 'before.csv': BEFORE, 'now.csv': SAME }, async (folder) => {
      const ended = await plumbline(folder, [
        'drift',
        '--reference',
        'before.csv',
        '--current',
        'now.csv',
        '--format',
        'json',
      ]);
      assert.equal(ended.code, 0);
      const { features } = json(ended);
      assert.deepEqual(
        features.map((each: { feature: string; type: string; error?: string }) => [
          each.feature,
          each.type,
          each.error,
        ]),
        [
          ['order_id', 'text', 'free text is not compared'],
          ['placed_at', 'datetime', 'times are not compared'],
          ['price', 'num', undefined],
          ['plan', 'cat', undefined],
        ],
      );
    }));

  test('takes a test, a threshold, types, a correction and a least number of rows', () =>
    withFiles({ 'before.csv': BEFORE, 'now.csv': DEARER }, async (folder) => {
      const drift = async (...more: string[]) => {
        const ended = await plumbline(folder, [
          'drift',
          '--reference',
          'before.csv',
          '--current',
          'now.csv',
          '--format',
          'json',
          ...more,
        ]);
        return { code: ended.code, ...json(ended) };
      };
      const ks = await drift('--column', 'price', '--test', 'ks', '--correction', 'bonferroni');
      assert.deepEqual([ks.code, ks.features[0].test, ks.features[0].p_value < 1e-6], [1, 'ks', true]);
      const lenient = await drift('--column', 'price', '--threshold', '5');
      assert.deepEqual([lenient.code, lenient.features[0].threshold], [0, 5]);
      const coded = await drift('--column', 'order_id', '--type', 'order_id=cat', '--test', 'psi');
      assert.equal(coded.features[0].type, 'cat');
      const evidently = await drift('--column', 'price', 'plan', '--test', 'evidently-default');
      assert.deepEqual(
        evidently.features.map((each: { test: string }) => each.test),
        ['wasserstein', 'jensenshannon'],
      );
      const few = await drift('--column', 'price', '--min-rows', '2001');
      assert.deepEqual(
        [few.code, few.drifted, few.features[0].drifted, few.features[0].score],
        [0, false, false, null],
      );
      assert.match(few.features[0].reason, /^Too few values to conclude anything: 2,000 in the reference/);
      const unfit = await drift('--column', 'plan', '--test', 'ks');
      assert.equal(unfit.code, 3);
      assert.equal(unfit.features[0].error, 'the test does not fit the feature');
    }));

  test('refuses what it does not know, with what to do', () =>
    withFiles({ 'before.csv': BEFORE, 'now.csv': SAME }, async (folder) => {
      const sides = ['--reference', 'before.csv', '--current', 'now.csv'];
      const cases: readonly (readonly [readonly string[], RegExp])[] = [
        [['--reference', 'before.csv'], /--current is missing/],
        [[...sides, '--test', 'kss'], /there is no drift test kss\n {2}try: did you mean ks\?/],
        [[...sides, '--column', 'prize'], /there is no column prize\n {2}try: did you mean price\?/],
        [[...sides, '--type', 'price=number'], /write COLUMN=num or COLUMN=cat/],
        [[...sides, '--threshold', 'high'], /--threshold high: this is no number/],
      ];
      for (const [args, message] of cases) {
        const { code, stderr } = await plumbline(folder, ['drift', ...args]);
        assert.equal(code, 2, args.join(' '));
        assert.match(stderr, message);
      }
      const gone = await plumbline(folder, ['drift', '--reference', 'gone.csv', '--current', 'now.csv']);
      assert.equal(gone.code, 3);
      assert.match(gone.stderr, /there is no such file/);
    }));
});

const PROJECT = {
  'plumbline.yaml': 'project: shop\nrules: { missing-description: off }\n',
  'feature_groups/orders.feature-group.yaml': `name: orders
version: 1
primary_key: [order_id]
event_time: placed_at
features:
  - { name: order_id, type: string }
  - { name: placed_at, type: timestamp }
  - { name: price, type: double }
  - { name: plan, type: string }
`,
  'pipelines/orders.pipeline.yaml': `name: orders
type: feature
run: [cp, data/orders.csv, out.csv]
inputs: { raw: data/orders.csv }
outputs: { orders: { feature_group: orders@1, operation: upsert } }
`,
  'monitors/prices.monitor.yaml': `name: prices
kind: feature-drift
reference: { feature_group: orders@1, window: { from: "2026-01-01", to: "2026-02-01" } }
current: { feature_group: orders@1, window: { from: "2026-03-01", to: "2026-04-01" } }
features: [price, plan]
tests: { default: auto, plan: { test: psi, threshold: 0.2 } }
share: 0.5
`,
  'monitors/files.monitor.yaml': `name: files
kind: feature-pipeline
reference: { file: data/before.csv }
current: { file: data/now.csv, filter: "plan = 'free'" }
features: [price]
`,
  'data/before.csv': BEFORE,
  'data/now.csv': SAME,
};

describe('plumbline drift in a project', () => {
  test('runs a monitor, keeps the result, its page and what stands on the lines', () =>
    withFiles(
      { ...PROJECT, 'data/orders.csv': `${BEFORE}${DEARER.split('\n').slice(1).join('\n')}` },
      async (folder) => {
        await copyingPipeline(folder);
        const ran = await plumbline(folder, ['run', 'orders']);
        assert.equal(ran.code, 0, ran.stderr);
        const ended = await plumbline(folder, ['drift', 'prices', '--format', 'ndjson']);
        assert.equal(ended.code, 1, ended.stderr);
        const told = events(ended).at(-1) as {
          value: { result: string; features: { feature: string; drifted: boolean }[] };
        };
        assert.deepEqual(
          told.value.features.map(({ feature, drifted }) => [feature, drifted]),
          [
            ['price', true],
            ['plan', false],
          ],
        );
        const registry = await openRegistry(join(folder, '.plumbline'));
        try {
          const [result] = await registry.read((db) => latestResults(db, { kind: 'drift' }));
          assert.equal(result?.id, told.value.result);
          assert.deepEqual(
            [result?.subject, result?.success, result?.subjectFile],
            ['prices', false, 'monitors/prices.monitor.yaml'],
          );
          const statistics = result?.statistics as DriftStatistics;
          assert.deepEqual([statistics.groups, statistics.drifted, statistics.judged], [['orders@1'], 1, 2]);
          const summaries = (result?.items ?? []).map(({ summary }) => summary as StoredFeatureDrift);
          assert.deepEqual(
            summaries.map(({ outcome, of }) => [outcome, of]),
            [
              ['drifted', { group: 'orders@1', feature: 'price' }],
              ['steady', { group: 'orders@1', feature: 'plan' }],
            ],
          );
          const { page } = (await wholeResult(registry, result?.id ?? '')) as StoredDrift;
          assert.deepEqual([page.kind, page.monitor, page.drifted, page.allowedShare], ['drift', 'prices', true, 0.5]);
          assert.deepEqual([page.reference.rows, page.current.rows], [2000, 2000]);
          assert.deepEqual(
            page.features.map(({ feature }) => feature),
            ['price', 'plan'],
          );
          const [price, plan] = page.features;
          assert.ok((price?.bins.length ?? 0) > 10);
          assert.deepEqual(
            plan?.bins.map(({ label }) => label),
            ['free', 'pro'],
          );
          const runs = await registry.read((db) => listRuns(db, { kind: 'drift' }));
          assert.deepEqual(
            runs.map(({ status, asset }) => [status, asset?.name]),
            [['failed', 'prices']],
          );
        } finally {
          registry.dispose();
        }
      },
    ));

  test('compares a group with a file, and a commit with what is there now', () =>
    withFiles({ ...PROJECT, 'data/orders.csv': BEFORE }, async (folder) => {
      await copyingPipeline(folder);
      assert.equal((await plumbline(folder, ['run', 'orders'])).code, 0);
      const { commits } = json(await plumbline(folder, ['commits', 'orders', '--format', 'json']));
      const same = await plumbline(folder, [
        'drift',
        '--reference',
        'orders',
        '--current',
        'data/now.csv',
        '--format',
        'json',
      ]);
      assert.equal(same.code, 0);
      assert.deepEqual(
        json(same).features.map(({ feature }: { feature: string }) => feature),
        ['price', 'plan'],
      );
      await writeFile(join(folder, 'data/orders.csv'), DEARER);
      assert.equal((await plumbline(folder, ['run', 'orders'])).code, 0);
      const moved = await plumbline(folder, [
        'drift',
        ...[
          '--reference',
          `orders@1@${commits[0].commit}`,
          '--current',
          'orders@1',
          '--column',
          'price',
          '--format',
          'json',
        ],
      ]);
      assert.equal(moved.code, 1, moved.stderr);
      const told = json(moved);
      assert.deepEqual([told.reference.rows, told.current.rows], [2000, 4000]);
    }));

  test('a monitor may watch files, and part of them; options beside a monitor are refused', () =>
    withFiles(PROJECT, async (folder) => {
      const ended = await plumbline(folder, ['drift', 'files', '--format', 'json']);
      assert.equal(ended.code, 0, ended.stderr);
      assert.equal(json(ended).current.label, "data/now.csv where plan = 'free'");
      const both = await plumbline(folder, ['drift', 'files', '--min-rows', '5']);
      assert.deepEqual([both.code, /--min-rows stands beside the monitor files/.test(both.stderr)], [2, true]);
      const none = await plumbline(folder, ['drift', 'file']);
      assert.match(none.stderr, /there is no monitor file\n {2}try: did you mean files\?/);
      const early = await plumbline(folder, ['drift', 'prices']);
      assert.equal(early.code, 3);
      assert.match(early.stderr, /the feature group has no rows yet/);
    }));
});

/** A program that needs nothing installed: Node writes what it is given. */
async function copyingPipeline(folder: string): Promise<void> {
  const program = `const { inputs, outputs } = JSON.parse(require('node:fs').readFileSync(process.env.PLUMBLINE_RUN, 'utf8'));
require('node:fs').copyFileSync(inputs.raw, outputs.orders + '.csv');
`;
  await writeFile(join(folder, 'pipelines/copy.cjs'), program);
  const path = join(folder, 'pipelines/orders.pipeline.yaml');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/run: .*/, `run: [${JSON.stringify(process.execPath)}, pipelines/copy.cjs]`));
}

describe('the flights of 2013', withExamplePython(), () => {
  test('random halves of January do not drift, and July does not look like January', async () => {
    const [header = '', ...lines] = (await readFile(join(FLIGHTS, 'data/raw/flights.csv'), 'utf8')).trim().split('\n');
    const ofMonth = (month: number) => lines.filter((line) => line.startsWith(`2013,${month},`));
    const january = ofMonth(1);
    // A fixed shuffle: whether a line is in the first half, its place tells.
    const isFirst = (index: number) => (Math.imul(index + 1, 0x9e3779b1) >>> 16) % 2 === 0;
    const file = (rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;
    const files = {
      'first.csv': file(january.filter((_, index) => isFirst(index))),
      'second.csv': file(january.filter((_, index) => !isFirst(index))),
      'january.csv': file(january),
      'july.csv': file(ofMonth(7)),
    };
    await withFiles(files, async (folder) => {
      for (const test of ['auto', 'evidently-default']) {
        const halves = await plumbline(folder, [
          'drift',
          ...['--reference', 'first.csv', '--current', 'second.csv', '--test', test, '--format', 'json'],
        ]);
        assert.equal(halves.code, 0, halves.stderr);
        const moved = json(halves).features.filter((each: { drifted: boolean }) => each.drifted);
        // Of 4,000 tail numbers, few rows each, a distance finds drift wherever there is none: why `auto` tests them.
        assert.deepEqual(
          moved.map(({ feature }: { feature: string }) => feature),
          test === 'auto' ? [] : ['tailnum'],
        );
      }
      const seasons = await plumbline(folder, [
        'drift',
        ...['--reference', 'january.csv', '--current', 'july.csv', '--column', 'dep_delay', '--format', 'json'],
      ]);
      assert.equal(seasons.code, 1);
      const [delay] = json(seasons).features;
      assert.deepEqual([delay.test, delay.drifted, Number(delay.score.toFixed(3))], ['wasserstein', true, 0.323]);
    });
  });
});
