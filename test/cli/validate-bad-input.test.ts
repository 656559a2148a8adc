import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { latestResults } from '../../core/registry/latest-results.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { listRuns } from '../../core/registry/runs.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';
import { plumblineHere } from './in-process.ts';

const RULE = 'type: expect_column_values_to_not_be_null\n    kwargs: { column: b }\n';
/** It reads the rows: what the end of a Parquet file says of them is not enough for it. */
const SUITE = `name: whole
expectations:
  - ${RULE}  - type: expect_column_values_to_be_unique
    kwargs: { column: b }
`;
const OLD = {
  expectation_suite_name: 'old',
  data_asset_type: null,
  expectations: [{ expectation_type: 'expect_column_values_to_not_be_null', kwargs: { column: 'b' }, meta: {} }],
  meta: { great_expectations_version: '0.11.9' },
};
const FUTURE = { suite_format: 3, name: 'new', checks: [{ kind: 'not_null', column: 'b' }] };
const RECENT = { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'b' } };
const NEWER = { name: 'newer', expectations: [{ ...RECENT, urgency: 3 }] };
const WIDE = Array.from({ length: 9998 }, (_, index) => `c${index}`);

let on: TestEngine;
const home = process.cwd();

before(async () => {
  on = await startTestEngine();
  const folder = (name: string) => mkdirSync(join(on.folder, name));
  on.file('plumbline.yaml', 'project: bad_input\n');
  on.file('whole.expectations.yaml', SUITE);
  on.file('good.csv', 'a,b\n1,x\n2,y\n');
  const whole = readFileSync(
    await on.parquet('whole.parquet', "SELECT range AS a, 'x' || range AS b FROM range(5000)"),
  );
  on.file('cut.parquet', whole.subarray(0, whole.length / 2));
  on.file('begun.parquet', whole.subarray(0, 4));
  on.file('hole.parquet', Buffer.concat([whole.subarray(0, 4), whole.subarray(8000)]));
  on.file(
    'overwritten.parquet',
    Buffer.concat([whole.subarray(0, 24_000), Buffer.alloc(16_000, 0x55), whole.subarray(40_000)]),
  );
  on.file('parquet.csv', whole);
  on.file('parquet.jsonl', whole);
  on.file('csv.parquet', 'a,b\n1,x\n');
  on.file('book.csv', 'PK\u0003\u0004 and more');
  on.file('book.xlsx', 'PK\u0003\u0004 and more');
  on.file('packed.csv', gzipSync('a,b\n1,x\n'));
  on.file('plain.csv.gz', 'a,b\n1,x\n');
  on.file('mixed.csv', Buffer.concat([Buffer.from('a,b\n1,Zürich\n'), Buffer.from('2,Zürich\n', 'latin1')]));
  on.file('late.csv', Buffer.concat([Buffer.from(`a,b\n${'1,x\n'.repeat(60_000)}`), Buffer.from('2,é\n', 'latin1')]));
  on.file('mixed.jsonl', Buffer.from('{"a": 1, "b": "Zürich"}\n', 'latin1'));
  on.file('utf16.csv', Buffer.from('\uFEFFa,b\n1,x\n', 'utf16le'));
  on.file('twice.csv', 'a,b,b\n1,x,y\n');
  const named = readFileSync(await on.parquet('named.parquet', 'SELECT 1 AS a, 2 AS bbbb, 3 AS cccc'));
  on.file('twice.parquet', Buffer.from(named.toString('latin1').replaceAll('cccc', 'bbbb'), 'latin1'));
  on.file('numbered.csv', 'a,b,b_1\n1,x,y\n');
  on.file('wide.csv', `a,b,${WIDE}\n1,x,${WIDE.map(() => 1)}\n2,y,${WIDE.map(() => 2)}\n`);
  on.file('empty.csv', '');
  on.file('empty.parquet', '');
  on.file('blank.csv', '\n\n');
  on.file('none.json', '[]');
  on.file('header.csv', 'a,b\n');
  folder('folder.csv');
  on.file('folder.csv/part.csv', 'a,b\n1,x\n');
  folder('nothing');
  folder('folder.yaml');
  on.file('old.json', JSON.stringify(OLD));
  on.file('future.json', JSON.stringify(FUTURE));
  on.file('newer.json', JSON.stringify(NEWER));
  on.file('cut.json', JSON.stringify(OLD).slice(0, 90));
  on.file('cut.yaml', `name: cut\nexpectations:\n  - ${RULE.slice(0, -4)}`);
  on.file('empty.yaml', '');
  process.chdir(on.folder);
});

after(async () => {
  process.chdir(home);
  await on.dispose();
});

const validate = (...args: readonly string[]) => plumblineHere(['validate', ...args]);

/** What is wrong, the file, and all that is told: where, what, why, and what to do. */
type Case = readonly [what: string, file: string, told: RegExp];

const COPY = 'copy the file again from where it came from, or have it written again';
const CUT = `cannot read the file as Parquet\n  why: its end is missing, .* cut off\n  try: ${COPY}$`;
const BYTES = 'it has bytes that are not UTF-8, .*\n  try: save it as UTF-8, such as with iconv';

const CLOSED =
  'the file may not be read\n  why: permission denied\n  try: let the user who runs this read it: chmod u+r, or chown';

const DATA: readonly Case[] = [
  ['Parquet that ends in its middle', 'cut.parquet', RegExp(`^cut.parquet: ${CUT}`)],
  ['Parquet that has only begun', 'begun.parquet', RegExp(`^begun.parquet: ${CUT}`)],
  [
    'Parquet with a hole before its end',
    'hole.parquet',
    RegExp(`^hole.parquet: the data is damaged\n  why: its rows cannot be decoded: .*\n  try: ${COPY}$`),
  ],
  [
    'Parquet with other bytes in it',
    'overwritten.parquet',
    RegExp(`^overwritten.parquet: the data is damaged\n  why: its rows cannot be decoded: .*\n  try: ${COPY}$`),
  ],
  [
    'Parquet named CSV',
    'parquet.csv',
    /^parquet.csv: .* as CSV\n {2}why: it is a Parquet file\n {2}try: .* \.parquet$/,
  ],
  ['Parquet named JSON lines', 'parquet.jsonl', /as JSON lines\n {2}why: it is a Parquet file\n {2}try: .* \.parquet$/],
  [
    'CSV named Parquet',
    'csv.parquet',
    /^csv.parquet: .* as Parquet\n {2}why: it does not begin as .*\n {2}try: .*\.csv/,
  ],
  ['a workbook named CSV', 'book.csv', /^book.csv: .*\n {2}why: it is a zip archive, .*\n {2}try: export it as CSV/],
  ['a workbook', 'book.xlsx', /^book.xlsx: cannot tell the format .*\n {2}why: .* none of \.parquet, .*\n {2}try: /],
  ['gzip that does not say so', 'packed.csv', /^packed.csv: .*\n {2}why: it is compressed with gzip\n {2}try: .* \.gz/],
  [
    'no gzip that says so',
    'plain.csv.gz',
    /^plain.csv.gz: .*\n {2}why: it is not compressed\n {2}try: .* not end in \.gz$/,
  ],
  ['Latin-1 after UTF-8', 'mixed.csv', RegExp(`^mixed.csv: cannot read line 3 of the CSV file\n  why: ${BYTES}`)],
  ['Latin-1 far below', 'late.csv', RegExp(`^late.csv: cannot read line 60002 of the CSV file\n  why: ${BYTES}`)],
  ['Latin-1 in JSON', 'mixed.jsonl', RegExp(`^mixed.jsonl: cannot read the file as JSON lines\n  why: ${BYTES}`)],
  ['UTF-16', 'utf16.csv', /^utf16.csv: .*\n {2}why: it is text in UTF-16\n {2}try: save it as UTF-8$/],
  [
    'a name twice in a header',
    'twice.csv',
    /^twice.csv: two columns have the name "b"\n {2}why: .*\n {2}try: rename one/,
  ],
  [
    'a name twice in Parquet',
    'twice.parquet',
    /^twice.parquet: two columns have the name "bbbb"\n {2}why: .*\n {2}try: /,
  ],
  ['an empty file', 'empty.csv', /^empty.csv: the file has no data\n {2}why: it is empty$/],
  ['an empty Parquet file', 'empty.parquet', /^empty.parquet: the file has no data\n {2}why: it is empty$/],
  ['empty lines', 'blank.csv', /^blank.csv: the file has no data\n {2}why: its lines are empty$/],
  ['an empty list', 'none.json', /^none.json: the file has no data\n {2}why: no row is in it$/],
  [
    'a folder of CSV',
    'folder.csv',
    /^folder.csv: there is no file to read\n {2}why: no \.parquet .*\n {2}try: .*\/\*\.csv$/,
  ],
  ['an empty folder', 'nothing', /^nothing: there is no file to read\n {2}why: no \.parquet file is in the folder/],
  ['a pattern for nothing', 'nope*.csv', /^nope\*\.csv: there is no file to read\n {2}why: no file matches\n/],
];

const MISTAKES = 'a suite with mistakes in it is not run: .*';

const SUITES: readonly Case[] = [
  ['a shape that is not known', 'future.json', /^future.json: this is no expectation suite\n {2}why: .*\n {2}try: /],
  [
    'a key that is not known',
    'newer.json',
    RegExp(`^newer.json:1:\\d+: .* no key \`urgency\`\n  why: ${MISTAKES}\n  try: `),
  ],
  ['half a JSON file', 'cut.json', /^cut.json: the suite is no JSON\n {2}why: .* in JSON at position 90.*\n {2}try: /],
  ['half a YAML file', 'cut.yaml', RegExp(`^cut.yaml:4:\\d+: .*\n  why: ${MISTAKES}`)],
  ['an empty file', 'empty.yaml', RegExp(`^empty.yaml:1:1: the file needs the key \`name\`\n  why: ${MISTAKES}`)],
  ['data', 'whole.parquet', /^whole.parquet: this is no expectation suite\n {2}why: .*\n {2}try: /],
  ['a folder', 'folder.yaml', /folder.yaml: cannot read the file\n {2}why: it is a folder\n {2}try: name a file$/],
];

const ALONE = ['--suite', 'whole.expectations.yaml'];

describe('data that cannot be judged: exit code 3, and what to do', () => {
  for (const [what, file, told] of DATA) {
    test(what, async () => {
      const { code, text, error } = await validate(...ALONE, '--data', file);
      assert.match(error, told);
      assert.deepEqual([code, text], [3, '']);
    });
  }

  test('no permission: data, and a suite', async (t) => {
    if (process.platform === 'win32') return t.skip('Windows knows no such permissions');
    chmodSync(on.folder, 0o755);
    const suite =
      'closed.yaml: cannot read the file\n  why: permission denied\n  try: give the user who runs this the right to it: chmod, or chown';
    for (const [name, content, args, told] of [
      ['closed.csv', 'a,b\n1,x\n', [...ALONE, '--data'], `closed.csv: ${CLOSED}`],
      [
        'closed.parquet',
        readFileSync(join(on.folder, 'whole.parquet')),
        [...ALONE, '--data'],
        `closed.parquet: ${CLOSED}`,
      ],
      ['closed.yaml', SUITE, ['--data', 'good.csv', '--suite'], join(on.folder, suite)],
    ] as const) {
      const path = on.file(name, content);
      chmodSync(path, 0);
      const said = await withoutRoot(() => validate(...args, name));
      // The other tests read all that is here.
      chmodSync(path, 0o600);
      if (said === undefined) return t.skip('nothing can be denied to root, and here it cannot be anybody else');
      assert.deepEqual([said.code, said.error], [3, told]);
    }
  });
});

/** Root reads everything: where the tests run as root, the work is done as nobody; `undefined` where that is not allowed. */
async function withoutRoot<T>(work: () => Promise<T>): Promise<T | undefined> {
  if (process.getuid?.() !== 0) return work();
  try {
    process.seteuid?.(65_534);
  } catch {
    return undefined;
  }
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('suites that cannot be judged by: exit code 3, and the place', () => {
  for (const [what, file, told] of SUITES) {
    test(what, async () => {
      const { code, text, error } = await validate('--suite', file, '--data', 'good.csv');
      assert.match(error, told);
      assert.deepEqual([code, text], [3, '']);
    });
  }
});

test('what looks odd and is not wrong is judged', async () => {
  const holds = async (suite: string, data: string) => {
    const { code, text, error } = await validate('--suite', suite, '--data', data);
    assert.deepEqual([code, error], [0, ''], data);
    return text;
  };
  assert.match(await holds('old.json', 'good.csv'), /^✓ old: /);
  assert.match(await holds('whole.expectations.yaml', 'wide.csv'), /\(wide\.csv, 2 rows, /);
  assert.match(await holds('whole.expectations.yaml', 'header.csv'), /\(header\.csv, 0 rows, /);
  assert.match(await holds('whole.expectations.yaml', 'numbered.csv'), /\(numbered\.csv, 1 row, /);
});

test('a file that is not there cannot be read either: exit code 3', async () => {
  const data = await validate(...ALONE, '--data', 'nope.parquet');
  assert.match(data.error, /^nope.parquet: there is no such file\n {2}try: Parquet, CSV/);
  const suite = await validate('--suite', 'nope.yaml', '--data', 'good.csv');
  assert.match(suite.error, /^nope.yaml: there is no such suite file/);
  assert.deepEqual([data.code, suite.code], [3, 3]);
});

test('in a project nothing is lost: earlier results stay, no result is added, and the run says that it failed', async () => {
  assert.equal((await validate('whole', '--data', 'good.csv')).code, 0);
  const kept = async () => {
    const registry = await openRegistry(join(on.folder, '.plumbline'));
    try {
      return {
        results: await registry.read((db) => latestResults(db)),
        files: await readdir(join(on.folder, '.plumbline/results')),
        runs: (await registry.read((db) => listRuns(db))).map(({ status }) => status),
      };
    } finally {
      registry.dispose();
    }
  };
  const before = await kept();
  const given = digests();
  assert.deepEqual([before.results.length, before.runs], [1, ['succeeded']]);
  for (const [what, file, told] of [
    ...DATA,
    ['a missing file', 'nope.csv', /^nope.csv: there is no such file/] as const,
  ]) {
    const { code, text, error } = await validate('whole', '--data', file);
    assert.match(error, told);
    assert.deepEqual([code, text], [3, ''], what);
  }
  const after = await kept();
  assert.deepEqual([after.results, after.files], [before.results, before.files]);
  assert.deepEqual(digests(), given);
  // The file that is not there was no run: nothing was begun.
  assert.deepEqual(after.runs, [...DATA.map(() => 'failed'), 'succeeded']);
  assert.equal((await validate('whole', '--data', 'good.csv')).code, 0);
});

/** What stands in the files that were given. */
function digests(): Readonly<Record<string, string>> {
  const files = readdirSync(on.folder, { recursive: true, withFileTypes: true }).filter(
    (each) => each.isFile() && !each.parentPath.includes('.plumbline'),
  );
  const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  return Object.fromEntries(
    files.map(({ parentPath, name }) => join(parentPath, name)).map((path) => [path, digest(path)]),
  );
}
