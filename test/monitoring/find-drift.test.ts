import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FeatureDrift, Judged } from '../../core/monitoring/drift-result.ts';
import { rowsFiltered } from '../../core/monitoring/filter.ts';
import { type DriftRequest, findDrift } from '../../core/monitoring/find-drift.ts';
import { rowsOf } from '../../core/monitoring/rows.ts';
import { rowsInWindow } from '../../core/monitoring/window.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

let kit: TestEngine;

before(async () => {
  kit = await startTestEngine();
});

after(() => kit?.dispose());

async function rows(path: string, types?: Readonly<Record<string, string>>) {
  return rowsOf(await kit.engine.open({ path, ...(types && { types }) }));
}

type Options = Partial<Omit<DriftRequest, 'reference' | 'current'>> & { readonly test?: string };

async function compare(reference: string, current: string, { test: name = 'auto', ...options }: Options = {}) {
  const sides = { reference: await rows(reference), current: await rows(current) };
  return findDrift(kit.engine, { ...sides, testOf: () => ({ test: name }), ...options });
}

function judged(feature: FeatureDrift | undefined): Judged & Pick<FeatureDrift, 'drifted' | 'kind'> {
  assert.equal(feature?.state, 'judged', JSON.stringify(feature));
  return feature as Judged & FeatureDrift;
}

describe('what is read', () => {
  test('columns are what Evidently takes them for', async () => {
    const path = await kit.parquet(
      'kinds.parquet',
      `SELECT i AS id, i % 7 AS few, i * 1.5 AS number, CAST(i AS DECIMAL(9, 2)) AS amount, i % 2 = 0 AS flag,
         'c' || i % 5 AS code, 'text ' || i AS words, DATE '2026-01-01' + CAST(i AS INTEGER) AS day, [i] AS list
       FROM range(200) t(i)`,
    );
    const { features } = await compare(path, path);
    assert.deepEqual(
      features.map(({ feature, kind, state }) => `${feature} ${kind} ${state}`),
      [
        'id num judged',
        'few cat judged',
        'number num judged',
        'amount num judged',
        'flag cat judged',
        'code cat judged',
        'words text failed',
        'day datetime failed',
        'list other failed',
      ],
    );
    assert.ok(features.every(({ drifted }) => !drifted));
  });

  test('few whole numbers are numbers to a test that takes nothing else', async () => {
    const before = await kit.parquet('few.parquet', 'SELECT i % 7 AS x FROM range(2000) t(i)');
    const now = await kit.parquet('fewer.parquet', 'SELECT i % 5 AS x FROM range(2000) t(i)');
    for (const [test, kind] of [
      ['ks', 'num'],
      ['wasserstein', 'num'],
      ['psi', 'cat'],
      ['auto', 'cat'],
    ]) {
      assert.equal(judged((await compare(before, now, { test })).features[0]).kind, kind, test);
    }
  });

  test('missing values and infinities are left out, and counted', async () => {
    const before = kit.file('gaps.csv', 'x\n1\n2\n3\n\n5\n');
    const now = await kit.parquet(
      'gaps.parquet',
      `SELECT unnest([1.0, 2.0, 3.0, 5.0, NULL, 'nan'::DOUBLE, 'inf'::DOUBLE, '-inf'::DOUBLE]) AS x`,
    );
    const { features, rows: all } = await compare(before, now, { test: 'wasserstein', kinds: { x: 'num' } });
    const { score, samples } = judged(features[0]);
    assert.equal(score, 0);
    assert.deepEqual(samples.missing, { reference: 1, current: 4 });
    assert.deepEqual(all, { reference: 5, current: 8 });
  });

  test('a code is the same code as text, as a number and as a decimal', async () => {
    const numbers = await kit.parquet('codes.parquet', 'SELECT i % 3 AS code FROM range(300) t(i)');
    const texts = await kit.parquet('texts.parquet', 'SELECT CAST(i % 3 AS VARCHAR) AS code FROM range(300) t(i)');
    const doubles = await kit.parquet('doubles.parquet', 'SELECT CAST(i % 3 AS DOUBLE) AS code FROM range(300) t(i)');
    for (const other of [texts, doubles]) {
      const { features } = await compare(numbers, other, { test: 'psi', kinds: { code: 'cat' } });
      assert.equal(judged(features[0]).score, 0, other);
    }
  });

  test('of more than a million values a million are compared, the same ones each time', async () => {
    const before = await kit.parquet('large.parquet', 'SELECT CAST(i % 9973 AS DOUBLE) AS x FROM range(1495950) t(i)');
    const now = await kit.parquet('moved.parquet', 'SELECT CAST(i % 9973 AS DOUBLE) + 1000 AS x FROM range(1500) t(i)');
    const [first, second] = [
      await compare(before, now, { test: 'wasserstein' }),
      await compare(before, now, { test: 'wasserstein' }),
    ];
    const found = judged(first?.features[0]);
    assert.equal(found.samples.drawn, true);
    assert.deepEqual(found.samples.values, { reference: 1_495_950, current: 1500 });
    assert.equal(found.score, judged(second?.features[0]).score);
    const whole = await compare(
      await kit.parquet('part.parquet', 'SELECT CAST(i % 9973 AS DOUBLE) AS x FROM range(997300) t(i)'),
      now,
      {
        test: 'wasserstein',
      },
    );
    assert.ok(Math.abs(found.score - judged(whole.features[0]).score) < 0.0005);
  });

  test('identifiers without end are no categories', async () => {
    const path = await kit.parquet('ids.parquet', "SELECT 'id' || i AS id FROM range(150000) t(i)");
    const { features } = await compare(path, path, { kinds: { id: 'cat' } });
    assert.equal(features[0]?.state, 'failed');
    assert.match(JSON.stringify(features[0]), /these are no categories/);
  });
});

describe('what is concluded', () => {
  test('nothing of too few values, nor of none', async () => {
    const few = kit.file('few.csv', `x\n${Array.from({ length: 40 }, (_, i) => i * 1.5).join('\n')}\n`);
    const none = kit.file('none.csv', 'x,y\n,1\n,2\n');
    const low = await compare(few, few, { minRows: 100 });
    assert.equal(low.features[0]?.state, 'too-few');
    assert.deepEqual([low.drifted, low.share], [false, 0]);
    const empty = await compare(few, none, { kinds: { x: 'num' }, columns: ['x'] });
    assert.match(JSON.stringify(empty.features[0]), /the current data has no value/);
  });

  test('a column that one side lacks is told, and does not keep the others from being compared', async () => {
    const both = kit.file('both.csv', 'a,b\n1.5,2.5\n2.5,3.5\n');
    const one = kit.file('one.csv', 'a\n1.5\n2.5\n');
    const { features } = await compare(both, one, { test: 'wasserstein' });
    assert.deepEqual(
      features.map(({ feature, state }) => `${feature} ${state}`),
      ['a judged', 'b failed'],
    );
  });

  test('p-values are held against the number of tests; distances are not', async () => {
    const columns = Array.from({ length: 5 }, (_, k) => `((i * ${k + 3} + ${k}) % 101) * 1.0 AS c${k}`).join(', ');
    const before = await kit.parquet('p-before.parquet', `SELECT ${columns} FROM range(80) t(i)`);
    const now = await kit.parquet('p-now.parquet', `SELECT ${columns.replaceAll('% 101', '% 89')} FROM range(80) t(i)`);
    const plain = await compare(before, now, { test: 'ks' });
    const held = await compare(before, now, { test: 'ks', correction: 'bonferroni' });
    for (const [index, feature] of plain.features.entries()) {
      const [p, after] = [judged(feature), judged(held.features[index])];
      assert.equal(after.pValue, p.pValue);
      assert.equal(after.score, Math.min(1, (p.pValue ?? 0) * 5));
    }
    const distances = await compare(before, now, { test: 'psi' });
    assert.deepEqual(
      (await compare(before, now, { test: 'psi', correction: 'fdr' })).features.map((each) => judged(each).score),
      distances.features.map((each) => judged(each).score),
    );
  });

  test('distributions are drawn over the same bins, each adding up to 1', async () => {
    const before = await kit.parquet('b.parquet', "SELECT i * 1.0 AS x, 'c' || i % 30 AS c FROM range(3000) t(i)");
    const now = await kit.parquet('n.parquet', "SELECT i * 2.0 AS x, 'c' || i % 40 AS c FROM range(3000) t(i)");
    for (const feature of (await compare(before, now)).features) {
      const { bins } = judged(feature).picture;
      assert.ok(bins.length > 10 && bins.length <= 24);
      for (const side of ['reference', 'current'] as const) {
        assert.ok(Math.abs(bins.reduce((all, bin) => all + bin[side], 0) - 1) < 1e-9, `${feature.feature} ${side}`);
      }
    }
  });
});

describe('parts of the rows', () => {
  const events = () =>
    kit.parquet(
      'events.parquet',
      `SELECT TIMESTAMP '2026-01-01' + INTERVAL (i) HOUR AS at, i * 1.0 AS x, 'o' || i % 2 AS origin FROM range(240) t(i)`,
    );
  const countOf = async (part: Awaited<ReturnType<typeof rows>>) => {
    const { text, values } = part.select;
    const { rows: found } = await kit.engine.query({ text: `SELECT count(*), min(x), max(x) FROM (${text})`, values });
    return found[0];
  };

  test('a window lies between two moments, the second one excluded', async () => {
    const all = await rows(await events());
    const part = await rowsInWindow(kit.engine, all, 'at', { from: '2026-01-02', to: '2026-01-03T12:00:00' }, {});
    assert.deepEqual(await countOf(part), [36, 24, 59]);
  });

  test('the last so long counts back from the newest row', async () => {
    const part = await rowsInWindow(kit.engine, await rows(await events()), 'at', '1d', {});
    assert.deepEqual(await countOf(part), [24, 216, 239]);
  });

  test('a filter keeps rows, also within a window', async () => {
    const part = await rowsInWindow(kit.engine, await rows(await events()), 'at', '1d', {});
    assert.deepEqual(await countOf(rowsFiltered(kit.engine, part, "origin = 'o1'")), [12, 217, 239]);
  });

  test('what is no moment and no column is said', async () => {
    const all = await rows(await events());
    await assert.rejects(rowsInWindow(kit.engine, all, 'at', { from: 'yesterday' }, {}), /yesterday is no moment/);
    await assert.rejects(rowsInWindow(kit.engine, all, undefined, '7d', {}), /a window needs an event time/);
    assert.throws(() => rowsFiltered(kit.engine, all, "orgin = 'o1'"), /orgin/);
  });
});
