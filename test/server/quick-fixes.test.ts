import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { RULES } from '../../core/rules/rules.ts';
import { writeFiles } from '../platform/folder-kit.ts';
import { commit, initRepository } from '../platform/git-kit.ts';
import { type Fixture, readCases, readFixture } from '../rules/fixture.ts';
import { type ProjectInEditor, startServer } from './kit.ts';

const server = await startServer();
const folders: string[] = [];
after(async () => {
  await server.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** The fixture as a folder; where it has registered definitions, in a repository that has them. */
async function opened({ files, base }: Fixture): Promise<ProjectInEditor> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'plumbline-fixes-')));
  folders.push(root);
  const texts = { 'plumbline.yaml': 'project: p\n', ...Object.fromEntries(files) };
  if (base.size > 0) {
    initRepository(root);
    await commit(root, Object.fromEntries(base));
  }
  await writeFiles(root, texts);
  return server.folder(root);
}

/** Every quick fix that is offered for the findings of a rule. */
async function fixesOf(project: ProjectInEditor, file: string, rule: string): Promise<readonly CodeAction[]> {
  const found = project.diagnostics(file).filter(({ code }) => code === rule);
  const actions = found.map((finding) =>
    project.request<readonly CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: project.uri(file) },
      range: finding.range,
      context: { diagnostics: [finding] },
    }),
  );
  return (await Promise.all(actions))
    .flat()
    .filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === rule));
}

for (const rule of RULES) {
  const cases = readCases(readFileSync(new URL(`../rules/cases/${rule.id}.txt`, import.meta.url), 'utf8'));
  const fixes = cases.filter(({ kind }) => kind === 'fix');
  if (fixes.length === 0) continue;
  describe(`the quick fixes of ${rule.id}`, () => {
    for (const { name, text } of fixes) {
      test(name, async () => {
        const fixture = readFixture(text);
        const project = await opened(fixture);
        for (const file of fixture.files.keys()) await project.show(file);
        await project.work();
        const offered = await Promise.all([...fixture.files.keys()].map((file) => fixesOf(project, file, rule.id)));
        const fix = offered.flat().find(({ title }) => title === name);
        assert(fix?.edit !== undefined, `offered are: ${offered.flat().map(({ title }) => title)}`);
        const edited = await project.edited(fix.edit);
        assert.deepEqual(edited, Object.fromEntries(fixture.after));
        for (const [file, now] of Object.entries(edited)) await project.show(file, now);
        for (const file of Object.keys(edited)) {
          const left = await project.problems(file);
          assert(!left.some((problem) => problem.endsWith(` ${rule.id}`)), 'the finding is gone');
        }
      });
    }
  });
}
