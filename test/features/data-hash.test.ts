import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { dataHash } from '../../core/features/data-hash.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

let kit: TestEngine;
before(async () => {
  kit = await startTestEngine();
});
after(() => kit.dispose());

const TYPES: Readonly<Record<string, string>> = {
  id: 'string',
  n: 'int',
  x: 'double',
  moment: 'timestamp',
  ok: 'boolean',
};
const ROWS = `SELECT * FROM (VALUES
  ('a"b', 1, 0.1, TIMESTAMPTZ '2024-01-01 12:00:00.5+00', true), ('ä,', NULL, 1e300, NULL, NULL), ('', -7, -0.5, TIMESTAMPTZ '1969-12-31 23:00:00+00', false)
  ) t(id, n, x, moment, ok)`;

let files = 0;
async function hashOf(select: string, part = 'train', types = TYPES): Promise<string> {
  const relation = await kit.engine.open({ path: await kit.parquet(`rows-${++files}.parquet`, select) });
  const columns = relation.columns.map((each) => ({ ...each, type: types[each.name] ?? each.type }));
  return (await dataHash(kit.engine, columns, { [part]: relation.from })).hash;
}

test('the hash can be computed by anybody from the words of its definition', async () => {
  const lines = [
    `"a""b","1","0x1.999999999999ap-4","2024-01-01 12:00:00.5","true"`,
    `"ä,",,"0x1.7e43c8800759cp+996",,`,
    `"","-7","-0x1p-1","1969-12-31 23:00:00","false"`,
  ];
  const digests = lines.map((line) => createHash('sha256').update(line).digest('hex'));
  const sums = [0, 16, 32, 48].map((start) =>
    String(digests.reduce((sum, digest) => sum + BigInt(`0x${digest.slice(start, start + 16)}`), 0n)),
  );
  const columns = Object.entries(TYPES);
  const told = JSON.stringify({ columns, parts: { train: ['3', ...sums] } });
  assert.equal(await hashOf(ROWS), createHash('sha256').update(told).digest('hex'));
});

test('order, width of integers and time zone of files do not matter', async () => {
  const hash = await hashOf(ROWS);
  assert.equal(await hashOf(`${ROWS} ORDER BY id DESC`), hash);
  const stored = `SELECT id, CAST(n AS BIGINT) AS n, x, CAST(moment AS TIMESTAMP) AS moment, ok FROM (${ROWS})`;
  assert.equal(await hashOf(stored), hash);
  assert.equal(await hashOf(ROWS, 'train', { ...TYPES, moment: ' timestamp ' }), hash);
});

test('a value, a row, a name, a type, a part: whatever changes is another hash', async () => {
  const others = [
    `SELECT * REPLACE (nextafter(x, 1) AS x) FROM (${ROWS})`,
    `SELECT * REPLACE (coalesce(n, 0) AS n) FROM (${ROWS})`,
    `${ROWS} WHERE id <> ''`,
    `${ROWS} UNION ALL (${ROWS} LIMIT 1)`,
    `SELECT * RENAME (n AS m) FROM (${ROWS})`,
    // What stands in two columns must not be taken for what stands in one.
    `SELECT * REPLACE (id || '"' AS id) FROM (${ROWS})`,
  ];
  const hashes = [
    await hashOf(ROWS),
    await hashOf(ROWS, 'test'),
    await hashOf(ROWS, 'train', { ...TYPES, n: 'bigint' }),
  ];
  for (const select of others) hashes.push(await hashOf(select));
  assert.equal(new Set(hashes).size, hashes.length);
});
