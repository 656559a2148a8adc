import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { raw, sql } from '../../core/engine/sql.ts';
import { partSql, readSplit, type Split } from '../../core/features/split.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

let kit: TestEngine;
before(async () => {
  kit = await startTestEngine();
});
after(() => kit.dispose());

/** How many rows are in each part, and which. */
async function parts(split: Split, rows: string, select = 'id'): Promise<ReadonlyMap<unknown, readonly unknown[]>> {
  const key = [{ value: raw(select), type: select === 'id' ? ('string' as const) : ('integer' as const) }];
  const part = partSql(split, key, raw('moment'), kit.engine.dialect);
  const answer = await kit.engine.query(sql`SELECT ${part}, id FROM (${raw(rows)}) ORDER BY id`);
  return new Map(
    [...Map.groupBy(answer.rows, ([name]) => name)].map(([name, found]) => [name, found.map(([, id]) => id)]),
  );
}

const NUMBERED = `SELECT 'r' || i AS id, TIMESTAMP '2024-01-01' + to_days(CAST(i % 60 AS INTEGER)) AS moment FROM range(2000) t(i)`;

describe('shares', () => {
  const SEVEN_TO_THREE = readSplit({ train: 0.7, test: 0.3, seed: 42 }, 'v');

  test('are drawn from the MD5 of seed and key, as anybody can compute', async () => {
    const found = await parts(SEVEN_TO_THREE, NUMBERED);
    const drawn = (id: string) => {
      const digest = createHash('md5').update(`42:"${id}"`).digest('hex');
      return Number.parseInt(digest.slice(0, 13), 16) / 2 ** 52;
    };
    const ids = Array.from({ length: 2000 }, (_, i) => `r${i}`).toSorted();
    assert.deepEqual(
      found.get('train'),
      ids.filter((id) => drawn(id) < 0.7),
    );
    assert.deepEqual(
      found.get('test'),
      ids.filter((id) => drawn(id) >= 0.7),
    );
  });

  test('come close to what was asked for', async () => {
    const train = (await parts(SEVEN_TO_THREE, NUMBERED)).get('train')?.length ?? 0;
    // Four standard deviations of a binomial distribution around 1400.
    assert.ok(Math.abs(train - 1400) < 4 * Math.sqrt(2000 * 0.7 * 0.3), `${train} rows`);
  });

  test('are others with another seed, and rows do not move when rows are added', async () => {
    const before = await parts(SEVEN_TO_THREE, NUMBERED);
    const more = await parts(SEVEN_TO_THREE, `${NUMBERED} UNION ALL SELECT 's' || i, NULL FROM range(500) t(i)`);
    assert.deepEqual(
      more.get('train')?.filter((id) => String(id).startsWith('r')),
      before.get('train'),
    );
    assert.notDeepEqual(
      (await parts(readSplit({ train: 0.7, test: 0.3, seed: 43 }, 'v'), NUMBERED)).get('train'),
      before.get('train'),
    );
  });

  test('leave no row out because a sum was rounded, and leave out what they do not add up to', async () => {
    assert.equal((await parts(readSplit({ train: 0.7, validation: 0.2, test: 0.1 }, 'v'), NUMBERED)).has(null), false);
    const some = await parts(readSplit({ train: 0.1 }, 'v'), NUMBERED);
    assert.equal((some.get('train')?.length ?? 0) + (some.get(null)?.length ?? 0), 2000);
    assert.ok((some.get(null)?.length ?? 0) > 1700);
  });

  test('of more than all rows are refused', () => {
    assert.throws(() => readSplit({ train: 0.8, test: 0.3 }, 'v'), /cannot be split/);
  });
});

describe('spans of time', () => {
  const ROWS = `SELECT * FROM (VALUES
    ('before', TIMESTAMP '2023-12-31 23:59:59.999999'), ('first', TIMESTAMP '2024-01-01 00:00:00'),
    ('last', TIMESTAMP '2024-01-31 23:59:59.999999'), ('next', TIMESTAMP '2024-02-01 00:00:00'),
    ('noon', TIMESTAMP '2024-02-02 12:00:00'), ('never', NULL)) t(id, moment)`;

  test('a date at the end is that whole day, a time of day is excluded', async () => {
    const split = readSplit({ train: ['2024-01-01', '2024-01-31'], test: ['2024-02-01', '2024-02-02T12:00'] }, 'v');
    const found = await parts(split, ROWS);
    assert.deepEqual(found.get('train'), ['first', 'last']);
    assert.deepEqual(found.get('test'), ['next']);
    assert.deepEqual(found.get(null), ['before', 'never', 'noon']);
  });

  test('a zone is respected', async () => {
    const found = await parts(readSplit({ train: ['2024-01-31T19:00-05:00', '2024-02-03'] }, 'v'), ROWS);
    assert.deepEqual(found.get('train'), ['next', 'noon']);
  });

  for (const [what, split] of [
    ['that overlap', { train: ['2024-01-01', '2024-01-31'], test: ['2024-01-31', '2024-02-29'] }],
    ['that end before they begin', { train: ['2024-02-01', '2024-01-01'] }],
    ['that are no dates', { train: ['2024-02-30', '2024-03-01'] }],
    ['of one end', { train: ['2024-02-03'] }],
    ['beside shares', { train: 0.7, test: ['2024-02-03', '2024-02-04'] }],
  ] as const) {
    test(`spans ${what} are refused`, () => {
      assert.throws(() => readSplit(split, 'v'), { kind: 'findings', message: /cannot be split/ });
    });
  }
});
