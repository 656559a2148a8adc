import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { loadProject } from '../../core/project/load-project.ts';
import { checkProject } from '../../core/rules/check-file.ts';
import { loadBase } from '../../core/rules/load-base.ts';
import { writeFiles } from '../platform/folder-kit.ts';
import { commit, initRepository, runGit } from '../platform/git-kit.ts';

const group = (...features: readonly string[]): string =>
  `name: w\nversion: 1\nprimary_key: [a]\nfeatures:\n${features.map((each) => `  - ${each}\n`).join('')}`;
const [A, B, C] = ['{ name: a, type: int }', '{ name: b, type: int }', '{ name: c, type: int, default: 0 }'];
const FILE = 'w.feature-group.yaml';

/** The rules that find something in a folder, compared with a ref or with its default base. */
async function found(folder: string, ref?: string): Promise<readonly string[]> {
  const project = await loadProject(folder);
  const base = await loadBase(project, ref);
  return checkProject({ project, base }).map(({ rule, message }) => `${rule}: ${message.split(': ')[0]}`);
}

test('without Git there is no base, and nothing is called a change', async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFiles(folder, { [FILE]: group(A) });
    assert.equal(await loadBase(await loadProject(folder)), undefined);
    assert.deepEqual(await found(folder), []);
  });
});

test('on a branch the base is where it left the default branch, whatever was committed since', async () => {
  await withTemporaryFolder(async (folder) => {
    initRepository(folder);
    const start = await commit(folder, { [FILE]: group(A, B) });
    runGit(folder, 'switch', '--quiet', '--create', 'work');
    await commit(folder, { [FILE]: group(A) });
    const base = await loadBase(await loadProject(folder));
    assert.equal(base?.label, `main (${start.slice(0, 7)})`);
    assert.deepEqual(await found(folder), [
      `breaking-schema-change: \`b\` is dropped, but \`w@1\` is registered in main (${start.slice(0, 7)})`,
    ]);
  });
});

test('`base:` in plumbline.yaml names another ref, and an argument overrules it', async () => {
  await withTemporaryFolder(async (folder) => {
    initRepository(folder);
    await commit(folder, { [FILE]: group(A, B), 'plumbline.yaml': 'project: p\nbase: v1\n' });
    runGit(folder, 'tag', 'v1');
    const second = await commit(folder, { [FILE]: group(A) });
    assert.equal((await found(folder)).length, 1);
    assert.deepEqual(await found(folder, second), []);
  });
});

test('a ref that does not exist is an error of usage, not "no base"', async () => {
  await withTemporaryFolder(async (folder) => {
    initRepository(folder);
    await commit(folder, { [FILE]: group(A) });
    const project = await loadProject(folder);
    await assert.rejects(loadBase(project, 'nowhere'), { name: 'PlumblineError', kind: 'usage' });
  });
});

test('a project in a folder of its repository has the definitions of that folder for a base', async () => {
  await withTemporaryFolder(async (folder) => {
    initRepository(folder);
    await commit(folder, { [`one/${FILE}`]: group(A, B), [`two/${FILE}`]: group(A) });
    await writeFiles(folder, { [`one/${FILE}`]: group(A) });
    assert.equal((await found(`${folder}/one`)).length, 1);
    assert.deepEqual(await found(`${folder}/two`), []);
  });
});

test('the code of feature functions is compared with the code in the base', async () => {
  await withTemporaryFolder(async (folder) => {
    initRepository(folder);
    const late = '{ name: late, type: boolean, function: features/late.py::late }';
    const test_ = 'from features.late import late\n\ndef test_late():\n    assert late(16)\n';
    await commit(folder, {
      [FILE]: group(A, late),
      'features/late.py': 'def late(a):\n    return a > 15\n',
      'test_late.py': test_,
    });
    assert.deepEqual(await found(folder), []);
    await writeFiles(folder, { 'features/late.py': 'def late(a):\n    return a > 16\n' });
    assert.match((await found(folder)).join(), /the code of `features\/late\.py::late`/);
  });
});

test('the transitive modes look past the base, at every state there was', async () => {
  await withTemporaryFolder(async (folder) => {
    initRepository(folder);
    await commit(folder, { [FILE]: group(A, C) });
    await commit(folder, { [FILE]: group(A) });
    await writeFiles(folder, { 'plumbline.yaml': 'project: p\ncompatibility: backward\n' });
    assert.deepEqual(await found(folder), []);
    await writeFiles(folder, { 'plumbline.yaml': 'project: p\ncompatibility: backward_transitive\n' });
    assert.match((await found(folder)).join(), /^breaking-schema-change: `c` is dropped/);
  });
});
