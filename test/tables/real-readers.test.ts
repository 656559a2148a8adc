import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { capture } from '../../core/platform/capture.ts';
import { ROOT } from '../python/python-kit.ts';
import { type Group, groupOf, type Tables, withTables } from './table-kit.ts';

const PEERS = join(ROOT, 'test/peers/tables');
const PYTHON = ['bin/python', 'Scripts/python.exe']
  .map((name) => join(PEERS, '.venv', name))
  .find((path) => existsSync(path));

function withPeers(): { readonly skip: string | false } {
  if (PYTHON !== undefined) return { skip: false };
  const missing = 'deltalake and hudi are not there: npm test installs them into test/peers/tables/.venv';
  if (process.env.CI) throw new Error(missing);
  return { skip: missing };
}

/** Rows as the readers print them: numbers, times and bytes as text. */
type Cells = readonly unknown[];

interface Seen {
  readonly delta: readonly (readonly Cells[])[];
  readonly hudi: {
    readonly latest: readonly Cells[];
    readonly as_of: readonly (readonly Cells[])[];
    /** Rows that came or changed after each instant but the last. */
    readonly since: readonly (readonly Cells[])[];
  };
}

/** What deltalake and hudi see in a table of ours. */
async function seen(tables: Tables, group: Group): Promise<Seen> {
  const columns = (group.definition.features ?? []).map((feature) => feature?.name);
  const instants = (await tables.commits(group)).map(({ instant }) => instant);
  const { exitCode, stdout, stderr } = await capture(
    { program: PYTHON ?? '', args: [join(PEERS, 'read_table.py')], cwd: PEERS },
    JSON.stringify({ folder: tables.folder(group), columns, instants }),
  );
  assert.equal(exitCode, 0, stderr);
  return JSON.parse(stdout.toString()) as Seen;
}

const inOrder = (rows: Iterable<Cells>) => [...rows].sort((a, b) => Number(a[0]) - Number(b[0]));

/** A table of every type there is: a cell is what the readers print, and the SQL that writes it. */
const TYPES: readonly (readonly [name: string, type: string, cells: readonly (readonly [unknown, string])[]])[] = [
  [
    'truth',
    'boolean',
    [
      [true, 'true'],
      [false, 'false'],
      [null, 'NULL'],
    ],
  ],
  [
    'small',
    'int',
    [
      ['-2147483648', '-2147483648'],
      ['2147483647', '2147483647'],
      [null, 'NULL'],
    ],
  ],
  [
    'large',
    'bigint',
    [
      ['-9223372036854775808', '-9223372036854775808'],
      ['9223372036854775807', '9223372036854775807'],
      [null, 'NULL'],
    ],
  ],
  // "Not a number" is missing, as it is to pandas.
  [
    'single',
    'float',
    [
      ['0.5', '0.5'],
      ['inf', `'inf'`],
      [null, `'nan'`],
    ],
  ],
  [
    'double',
    'double',
    [
      ['0.1', '0.1::DOUBLE'],
      ['-inf', `'-inf'`],
      [null, `'nan'`],
    ],
  ],
  [
    'words',
    'string',
    [
      ['zwölf 🛬\nlines', `'zwölf 🛬' || chr(10) || 'lines'`],
      ['', `''`],
      [null, 'NULL'],
    ],
  ],
  [
    'bytes',
    'binary',
    [
      ['00ff', `'\\x00\\xFF'::BLOB`],
      ['', `''::BLOB`],
      [null, 'NULL'],
    ],
  ],
  [
    'day',
    'date',
    [
      ['0001-01-01', `'0001-01-01'`],
      ['9999-12-31', `'9999-12-31'`],
      [null, 'NULL'],
    ],
  ],
  [
    'moment',
    'timestamp',
    [
      ['1582-10-14T00:00:00.000001+00:00', `'1582-10-14 00:00:00.000001+00'`],
      ['2026-01-31T11:30:00.000000+00:00', `'2026-01-31 12:30:00+01'`],
      [null, 'NULL'],
    ],
  ],
  [
    'price',
    'decimal(10,2)',
    [
      ['12345678.90', '12345678.90'],
      ['-0.01', '-0.01'],
      [null, 'NULL'],
    ],
  ],
  [
    'exact',
    'decimal(38,10)',
    [
      ['1234567890123456789012345678.0123456789', '1234567890123456789012345678.0123456789'],
      ['0E-10', '0'],
      [null, 'NULL'],
    ],
  ],
  [
    'list',
    'array<int>',
    [
      [['1', null, '2'], '[1, NULL, 2]'],
      [[], '[]'],
      [null, 'NULL'],
    ],
  ],
  [
    'pair',
    'struct<x:double,y:array<string>>',
    [
      [{ x: '1.5', y: ['a'] }, `{'x': 1.5, 'y': ['a']}`],
      [{ x: null, y: null }, `{'x': NULL, 'y': NULL}`],
      [null, 'NULL'],
    ],
  ],
  [
    'nothing',
    'string',
    [
      [null, 'NULL'],
      [null, 'NULL'],
      [null, 'NULL'],
    ],
  ],
];

const everything = await groupOf(
  [
    'name: every-thing\nversion: 1\nprimary_key: [id]\nfeatures:',
    '  - { name: id, type: int }',
    ...TYPES.map(([name, type]) => `  - { name: ${name}, type: "${type}" }`),
  ].join('\n'),
);

/** SQL for the rows with these ids; the cells of each are taken from the third that `turn` says. */
function select(ids: readonly number[], turn: number): string {
  const duckdb: Readonly<Record<string, string>> = { string: 'VARCHAR', binary: 'BLOB', timestamp: 'TIMESTAMPTZ' };
  const typeOf = (type: string) =>
    duckdb[type] ??
    (type.startsWith('array') ? 'INTEGER[]' : type.startsWith('struct') ? 'STRUCT(x DOUBLE, y VARCHAR[])' : type);
  const rows = ids.map((id) => {
    const cells = TYPES.map(
      ([name, type, each]) => `CAST(${each[(id + turn) % 3]?.[1]} AS ${typeOf(type)}) AS ${name}`,
    );
    return `SELECT ${id} AS id, ${cells.join(', ')}`;
  });
  return rows.join(' UNION ALL ');
}

const cellsOf = (id: number, turn: number): Cells => [
  String(id),
  ...TYPES.map(([, , each]) => each[(id + turn) % 3]?.[0]),
];
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('deltalake and hudi read what we write', withPeers(), () => {
  test('every type, at every version and instant, and what came since', async () => {
    await withTables(async (tables) => {
      const model = new Map<number, Cells>();
      const states: (readonly Cells[])[] = [];
      /** What each commit wrote, as far as it is still there after the last one. */
      const wrote = new Map<number, number>();
      const step = (ids: readonly number[], turn: number) => {
        for (const id of ids) {
          model.set(id, cellsOf(id, turn));
          wrote.set(id, states.length);
        }
        states.push(inOrder(model.values()));
      };
      await tables.commitSelect(everything, 'insert', select(range(0, 9), 0));
      step(range(0, 9), 0);
      await tables.commitSelect(everything, 'upsert', select(range(6, 12), 1));
      step(range(6, 12), 1);
      await tables.commit(everything, 'delete', [{ id: 0 }, { id: 7 }]);
      for (const id of [0, 7]) model.delete(id);
      step([], 0);
      await tables.commitSelect(everything, 'upsert', select([7], 2));
      step([7], 2);
      const { delta, hudi } = await seen(tables, everything);
      assert.deepEqual(delta.map(inOrder), states);
      assert.deepEqual(hudi.as_of.map(inOrder), states);
      assert.deepEqual(inOrder(hudi.latest), states.at(-1));
      const since = [0, 1, 2].map((version) =>
        inOrder([...model].filter(([id]) => (wrote.get(id) ?? 0) > version).map(([, cells]) => cells)),
      );
      assert.deepEqual(hudi.since.map(inOrder), since);
    });
  });

  test('an overwrite, a column that was appended, and a key of several columns', async () => {
    const before = `name: trips
version: 2
primary_key: [id, kind]
event_time: at
features:
  - { name: id, type: int }
  - { name: kind, type: string }
  - { name: at, type: timestamp }
`;
    const first = await groupOf(before);
    const second = await groupOf(`${before}  - { name: km, type: int, default: 7 }\n`);
    const at = '2026-01-31T12:00:00.000000+00:00';
    const row = (id: number, km?: number) => ({ id, kind: 'a,b:c', at, ...(km === undefined ? {} : { km }) });
    await withTables(async (tables) => {
      await tables.commit(first, 'upsert', [row(1), row(2)]);
      await tables.commit(second, 'upsert', [row(2, 3), row(3, 4)]);
      await tables.commit(second, 'overwrite', [row(4, 5)]);
      const { delta, hudi } = await seen(tables, second);
      const cells = (id: number, km: string | null) => [String(id), 'a,b:c', at, km];
      // Who reads an old version sees no default: the column was not there.
      const states = [[cells(1, null), cells(2, null)], [cells(1, '7'), cells(2, '3'), cells(3, '4')], [cells(4, '5')]];
      assert.deepEqual(delta.map(inOrder), states);
      assert.deepEqual(hudi.as_of.map(inOrder), states);
      assert.deepEqual(inOrder(hudi.latest), states.at(-1));
    });
  });

  test('a table without rows', async () => {
    await withTables(async (tables) => {
      await tables.commitSelect(everything, 'insert', select([1], 0));
      await tables.commit(everything, 'delete', [{ id: 1 }]);
      const { delta, hudi } = await seen(tables, everything);
      assert.deepEqual([delta.at(-1), hudi.latest, hudi.as_of.at(-1)], [[], [], []]);
    });
  });
});
