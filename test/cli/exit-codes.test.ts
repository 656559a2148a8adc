import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';
import { plumblineHere } from './in-process.ts';

const GX = {
  name: 'orders',
  expectations: [{ type: 'expect_column_values_to_not_be_null', kwargs: { column: 'a' } }],
};

let on: TestEngine;
const home = process.cwd();

before(async () => {
  on = await startTestEngine();
  on.file('plumbline.yaml', 'project: codes\n');
  on.file('good.csv', 'a,b\n1,x\n2,y\n');
  on.file('good.json', JSON.stringify(GX));
  on.file('whole.expectations.yaml', 'name: whole\nexpectations: []\n');
  const whole = readFileSync(await on.parquet('whole.parquet', 'SELECT range AS a FROM range(5000)'));
  on.file('cut.parquet', whole.subarray(0, whole.length / 2));
  on.file('cut.json', JSON.stringify(GX).slice(0, -20));
  mkdirSync(join(on.folder, 'nothing'));
  process.chdir(on.folder);
});

after(async () => {
  process.chdir(home);
  await on.dispose();
});

/** Every command that takes a path, and what stands where the path stands. */
const OF_DATA: Readonly<Record<string, (path: string) => readonly string[]>> = {
  'validate --data': (path) => ['validate', '--suite', 'good.json', '--data', path],
  'validate NAME --data': (path) => ['validate', 'whole', '--data', path],
  profile: (path) => ['profile', path],
  'drift --reference': (path) => ['drift', '--reference', path, '--current', 'good.csv'],
  'drift --current': (path) => ['drift', '--reference', 'good.csv', '--current', path],
  'evaluate --predictions': (path) => ['evaluate', '--task', 'regression', '--predictions', path],
};

const OF_SUITES: Readonly<Record<string, (path: string) => readonly string[]>> = {
  'validate --suite': (path) => ['validate', '--data', 'good.csv', '--suite', path],
  'validate --suite --row': (path) => ['validate', '--row', '{"a": 1}', '--suite', path],
  'import gx': (path) => ['import', 'gx', path],
  'export gx': (path) => ['export', 'gx', path],
};

const OF_OTHERS: Readonly<Record<string, (path: string) => readonly string[]>> = {
  check: (path) => ['check', path],
  'validate --row': (path) => ['validate', '--suite', 'good.json', '--row', path],
  read: (path) => ['read', path],
  commits: (path) => ['commits', path],
};

async function cannot(args: readonly string[], about: string): Promise<void> {
  const { code, text, error } = await plumblineHere(args);
  assert.equal(code, 3, `${args.join(' ')}\n${text}\n${error}`);
  // What is refused among others is told with the result, what ends the command as its error.
  assert.ok(`${text}\n${error}`.includes(about), `${text}\n${error}`);
}

describe('what a path leads to cannot be read: exit code 3, whichever command it is', () => {
  for (const [name, args] of Object.entries(OF_DATA)) {
    test(name, async () => {
      for (const path of ['nope.csv', 'nope.parquet', './nope', 'nope*.csv', 'cut.parquet', 'nothing']) {
        await cannot(args(path), path);
      }
    });
  }

  for (const [name, args] of Object.entries(OF_SUITES)) {
    test(name, async () => {
      for (const path of ['nope.json', './nope.json', 'cut.json', 'nothing']) await cannot(args(path), path);
    });
  }

  for (const [name, args] of Object.entries(OF_OTHERS)) {
    test(name, async () => {
      for (const path of ['./nope', './good.csv']) await cannot(args(path), path.slice(2));
    });
  }
});

test('the words of the command are wrong: exit code 2, also where a file is named', async () => {
  for (const args of [
    ['validate', 'nope', '--data', 'good.csv'],
    ['validate', '--suite', 'good.json'],
    ['validate', 'whole', '--suite', 'good.json', '--data', 'good.csv'],
    ['validate', '--suite', 'good.json', '--data', 'good.csv', '--memory', 'much'],
    ['validate', '--suite', 'good.json', '--row', '{"a"'],
    ['profile'],
    ['profile', 'nope'],
    ['profile', 'good.csv', '--accept', '1'],
    ['drift', '--reference', 'good.csv'],
    ['drift', '--reference', 'nope', '--current', 'good.csv'],
    ['drift', '--reference', 'good.csv', '--current', 'good.csv', '--test', 'nope'],
    ['evaluate', '--predictions', 'good.csv', '--task', 'regression', '--label', 'nope'],
    ['export', 'gx', 'nope'],
    ['read', 'nope'],
    ['serve', 'nope'],
  ]) {
    const { code, error } = await plumblineHere(args);
    assert.equal(code, 2, `${args.join(' ')}\n${error}`);
    assert.notEqual(error, '');
  }
});
