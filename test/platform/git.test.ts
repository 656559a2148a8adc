import assert from 'node:assert/strict';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openRepository, type Repository } from '../../core/platform/git.ts';
import { filesAt, readFilesAt } from '../../core/platform/git-files.ts';
import { defaultBase, resolveRef } from '../../core/platform/git-refs.ts';
import { gitState } from '../../core/platform/git-state.ts';
import { describeError, PlumblineError } from '../../core/platform/problem.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { writeFiles } from './folder-kit.ts';
import { commit, initRepository, runGit } from './git-kit.ts';

async function withRepository(work: (folder: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    initRepository(folder);
    await work(folder);
  });
}

async function opened(folder: string): Promise<Repository> {
  const repository = await openRepository(folder);
  assert.ok(repository);
  return repository;
}

/** The commit of the base, or why there is none. */
async function baseOf(folder: string): Promise<string> {
  const base = await defaultBase(await opened(folder));
  return base.kind === 'commit' ? base.commit : base.why;
}

test('a folder outside any repository has none, and neither has one where Git is not installed', async () => {
  await withTemporaryFolder(async (folder) => {
    assert.equal(await openRepository(folder), undefined);
    initRepository(folder);
    const path = process.env.PATH;
    process.env.PATH = folder;
    try {
      assert.equal(await openRepository(folder), undefined);
    } finally {
      process.env.PATH = path;
    }
    assert.ok(await openRepository(folder));
  });
});

test('a project may be a sub-folder of its repository', async () => {
  await withRepository(async (folder) => {
    await writeFiles(folder, { 'examples/flights/plumbline.yaml': '' });
    const repository = await opened(join(folder, 'examples/flights'));
    assert.deepEqual([repository.top, repository.prefix], [folder, 'examples/flights/']);
    assert.equal((await opened(folder)).prefix, '');
  });
});

test('the variables of a Git hook do not lead to another repository', async () => {
  await withRepository(async (folder) => {
    process.env.GIT_DIR = '.git';
    process.env.GIT_INDEX_FILE = '.git/index';
    try {
      await writeFiles(folder, { 'sub/a.yaml': '' });
      assert.equal((await opened(join(folder, 'sub'))).top, folder);
    } finally {
      delete process.env.GIT_DIR;
      delete process.env.GIT_INDEX_FILE;
    }
  });
});

test('on a branch, the base is where it left the default branch', async () => {
  await withRepository(async (folder) => {
    const fork = await commit(folder, { 'a.yaml': '1' });
    runGit(folder, 'switch', '--quiet', '--create', 'work');
    await commit(folder, { 'a.yaml': '2' });
    runGit(folder, 'switch', '--quiet', 'main');
    await commit(folder, { 'b.yaml': '1' });
    runGit(folder, 'switch', '--quiet', 'work');
    assert.equal(await baseOf(folder), fork);
  });
});

test('on the default branch itself, the base is the last commit', async () => {
  await withRepository(async (folder) => {
    await commit(folder, { 'a.yaml': '1' });
    const last = await commit(folder, { 'a.yaml': '2' });
    assert.equal(await baseOf(folder), last);
    runGit(folder, 'branch', '--move', 'master');
    assert.equal(await baseOf(folder), last);
    runGit(folder, 'switch', '--quiet', '--detach');
    assert.equal(await baseOf(folder), last);
  });
});

test('in a clone, the default branch is what the remote says, whatever its name', async () => {
  await withRepository(async (folder) => {
    const origin = join(folder, 'origin');
    await writeFiles(origin, { 'a.yaml': '1' });
    initRepository(origin);
    const fork = await commit(origin, {});
    runGit(origin, 'branch', '--move', 'trunk');
    const clone = join(folder, 'clone');
    runGit(folder, 'clone', '--quiet', origin, clone);
    runGit(clone, 'switch', '--quiet', '--create', 'work');
    const work = await commit(clone, { 'a.yaml': '2' });
    // An old local `main` that nobody keeps up does not count.
    runGit(clone, 'branch', 'main', work);
    assert.equal(await baseOf(clone), fork);
    runGit(clone, 'switch', '--quiet', 'trunk');
    const unpushed = await commit(clone, { 'b.yaml': '1' });
    assert.equal(await baseOf(clone), unpushed);
  });
});

test('where nobody can tell the base, the reason is given', async () => {
  await withRepository(async (folder) => {
    assert.match(await baseOf(folder), /no commit yet/);
    await commit(folder, { 'a.yaml': '1' });
    runGit(folder, 'branch', '--move', 'work');
    assert.match(await baseOf(folder), /no default branch/);
    runGit(folder, 'switch', '--quiet', '--orphan', 'main');
    await commit(folder, { 'b.yaml': '1' });
    runGit(folder, 'switch', '--quiet', 'work');
    assert.match(await baseOf(folder), /in common/);
  });
});

test('a branch, a tag and a short id resolve to the commit', async () => {
  await withRepository(async (folder) => {
    const first = await commit(folder, { 'a.yaml': '1' });
    runGit(folder, 'tag', '--annotate', '--message', 'first', 'v1');
    await commit(folder, { 'a.yaml': '2' });
    const repository = await opened(folder);
    for (const ref of ['v1', 'HEAD~1', 'main^', first.slice(0, 8)])
      assert.equal(await resolveRef(repository, ref), first, ref);
  });
});

test('a name that means no commit is an error of usage, with those that do', async () => {
  await withRepository(async (folder) => {
    await commit(folder, { 'a.yaml': '1' });
    runGit(folder, 'tag', 'v1.0');
    runGit(folder, 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
    const repository = await opened(folder);
    for (const [ref, first] of [
      ['develop', 'origin/develop'],
      ['v1', 'v1.0'],
      ['--all', 'main'],
    ] as const) {
      await assert.rejects(resolveRef(repository, ref), (error) => {
        assert.ok(error instanceof PlumblineError && error.kind === 'usage');
        assert.match(describeError(error), new RegExp(`no commit by the name ${ref}\\n.*a branch: ${first}`, 's'));
        return true;
      });
    }
  });
});

test('in a shallow clone, what lacks is the history, and the error says so', async () => {
  await withRepository(async (folder) => {
    const origin = join(folder, 'origin');
    await writeFiles(origin, { 'a.yaml': '1' });
    initRepository(origin);
    const first = await commit(origin, {});
    await commit(origin, { 'a.yaml': '2' });
    const clone = join(folder, 'clone');
    runGit(folder, 'clone', '--quiet', '--depth=1', `file://${origin}`, clone);
    await assert.rejects(resolveRef(await opened(clone), first), (error) =>
      /shallow clone.*git fetch --unshallow/s.test(describeError(error)),
    );
  });
});

test('the files of a commit are read as they were then, in one go', async () => {
  await withRepository(async (folder) => {
    await writeFiles(folder, { 'outside.yaml': 'not ours' });
    const files = {
      'features/a.yaml': 'name: a\n',
      'features/é x.yaml': 'name: é 🙂',
      'empty.yaml': '',
      'node_modules/p/x.yaml': 'foreign',
    };
    await writeFiles(join(folder, 'project'), files);
    await symlink('empty.yaml', join(folder, 'project/link.yaml'));
    const then = await commit(folder, {});
    await rm(join(folder, 'project/features/a.yaml'));
    await commit(folder, { 'project/empty.yaml': 'no more', 'project/new.yaml': 'new' });

    const repository = await opened(join(folder, 'project'));
    const { 'node_modules/p/x.yaml': _foreign, ...own } = files;
    const listed = await filesAt(repository, then);
    assert.deepEqual(listed.map((file) => file.path).sort(), Object.keys(own).sort());
    assert.deepEqual(Object.fromEntries(await readFilesAt(repository, listed)), own);

    const below = await filesAt(repository, then, 'features');
    assert.deepEqual(below.map((file) => file.path).sort(), ['features/a.yaml', 'features/é x.yaml']);
    assert.deepEqual(await filesAt(repository, then, 'nothing'), []);
    assert.deepEqual(await readFilesAt(repository, []), new Map());
  });
});

test('equal content has an equal blob, at any commit', async () => {
  await withRepository(async (folder) => {
    const repository = await opened(folder);
    const first = await commit(folder, { 'a.yaml': 'same', 'b.yaml': '1' });
    const second = await commit(folder, { 'b.yaml': '2' });
    const blobs = async (at: string) => (await filesAt(repository, at)).map((file) => file.blob);
    const [[a1, b1], [a2, b2]] = [await blobs(first), await blobs(second)];
    assert.equal(a1, a2);
    assert.notEqual(b1, b2);
  });
});

test('the state for a run record: commit, branch, and whether the project is changed', async () => {
  await withRepository(async (folder) => {
    const state = async () => gitState(await opened(join(folder, 'project')));
    await writeFiles(folder, { 'project/a.yaml': '1', '.gitignore': '*.log' });
    assert.deepEqual(await state(), { commit: undefined, branch: 'main', dirty: true });
    const id = await commit(folder, {});
    assert.deepEqual(await state(), { commit: id, branch: 'main', dirty: false });

    await writeFiles(folder, { 'project/.plumbline/registry.db': '', 'project/x.log': '', 'elsewhere.yaml': '' });
    assert.equal((await state())?.dirty, false);
    await writeFiles(folder, { 'project/b.yaml': '' });
    assert.equal((await state())?.dirty, true);
    await commit(folder, {});
    await writeFiles(folder, { 'project/a.yaml': '2' });
    runGit(folder, 'switch', '--quiet', '--detach');
    const changed = await state();
    assert.deepEqual([changed?.branch, changed?.dirty], [undefined, true]);
  });
});
