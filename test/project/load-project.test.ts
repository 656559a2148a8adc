import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadProject, projectFromFiles } from '../../core/project/load-project.ts';
import { writeFiles } from '../platform/folder-kit.ts';
import { FLIGHTS, projectOf } from './kit.ts';
import { everythingIn } from './observe.ts';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-project-'));
  folders.push(folder);
  await writeFiles(folder, files);
  return folder;
}

const MODEL = 'name: m\nfeature_view: v\ntask: regression\n';

describe('a project is loaded', () => {
  it('from a folder, and says what it says of the same texts', async () => {
    const project = await loadProject(await folderWith(FLIGHTS));
    const { files, ...rest } = everythingIn(project);
    assert.deepEqual({ files, ...rest }, everythingIn(projectOf(FLIGHTS)));
  });

  it('without what is ignored, stored, foreign or another project', async () => {
    const root = await folderWith({
      'plumbline.yaml': 'project: p\nstorage: ./kept\n',
      'a.model.yaml': MODEL,
      '.gitignore': 'ignored/\n',
      'ignored/b.model.yaml': MODEL,
      'kept/c.model.yaml': MODEL,
      '.venv/d.model.yaml': MODEL,
      'other/plumbline.yaml': 'project: q\n',
      'other/deep/e.model.yaml': MODEL,
      'others/f.model.yaml': MODEL,
      'data.json': '[1, 2]',
    });
    const project = await loadProject(root);
    assert.deepEqual([...project.files.keys()].sort(), ['a.model.yaml', 'others/f.model.yaml', 'plumbline.yaml']);
  });

  it('without files so large that they are data, and without project files that are none', async () => {
    const root = await folderWith({ 'plumbline.yml/x': '', 'a.model.yaml': MODEL });
    symlinkSync('/dev/zero', join(root, 'plumbline.yaml'));
    await writeFiles(root, { 'b.model.yaml': `${MODEL}# ${'x'.repeat(4_000_000)}` });
    assert.deepEqual([...(await loadProject(root)).files.keys()], ['a.model.yaml']);
  });

  it('with Python only where a definition names a function or there are tests', async () => {
    const program = { 'p.py': 'def f(a): ...\n' };
    const named = { 'v.feature-view.yaml': 'name: v\ntransformations: [{ features: [a], function: p.py::f }]\n' };
    const test = { 'test_p.py': 'def test_f(): ...\n' };
    const known = async (files: Readonly<Record<string, string>>) => {
      const project = await loadProject(await folderWith(files));
      return [project.isPythonKnown, [...project.python.keys()].sort()];
    };
    assert.deepEqual(await known({ ...program, 'a.model.yaml': MODEL }), [false, []]);
    assert.deepEqual(await known({ ...program, ...named }), [true, ['p.py']]);
    assert.deepEqual(await known({ ...program, ...test }), [true, ['p.py', 'test_p.py']]);
  });

  it('from the texts of a commit, by the same rules', async () => {
    const project = await projectFromFiles('/project', [
      ['plumbline.yaml', 'project: p\n'],
      ['inner/plumbline.yaml', 'project: q\n'],
      ['inner/a.model.yaml', MODEL],
      ['b.model.yaml', MODEL],
      ['README.md', '# p\n'],
    ]);
    assert.deepEqual([...project.files.keys()], ['plumbline.yaml', 'b.model.yaml']);
    assert.equal(project.textOf('b.model.yaml'), MODEL);
  });

  it('until somebody wants it no longer', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, number) => [`m${number}.model.yaml`, MODEL]));
    const cancelled = loadProject(await folderWith(many), { signal: AbortSignal.abort() });
    await assert.rejects(cancelled, { name: 'PlumblineError', kind: 'cancelled' });
  });
});

describe('a file that nobody edits', () => {
  it('keeps its summary, and its text is read when it is wanted', async () => {
    const root = await folderWith({ 'a.model.yaml': MODEL });
    const project = await loadProject(root);
    const file = project.files.get('a.model.yaml');
    assert.ok(file);
    assert.deepEqual(project.spanOf(file, ['task']), { start: 30, end: 40 });
    assert.equal(project.textOf('a.model.yaml'), MODEL);

    project.setFile('a.model.yaml', `# typed\n${MODEL}`);
    assert.equal(project.textOf('a.model.yaml'), `# typed\n${MODEL}`);
    await writeFiles(root, { 'a.model.yaml': `# typed\n${MODEL}` });
    project.closeFile('a.model.yaml');
    const closed = project.files.get('a.model.yaml');
    assert.ok(closed);
    assert.deepEqual(project.spanOf(closed, ['task']), { start: 38, end: 48 });
    assert.equal(closed.mentions[0]?.start, 14);
  });

  it('is not parsed again for its name', () => {
    const project = projectOf({ 'a.model.yaml': MODEL });
    const parsed = project.work.chunksParsed;
    const file = project.files.get('a.model.yaml');
    assert.ok(file);
    assert.deepEqual(project.spanOf(file, ['name']), { start: 6, end: 7 });
    assert.equal(project.work.chunksParsed, parsed);
  });
});
