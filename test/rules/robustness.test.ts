import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { TextEdit } from '../../core/documents/document.ts';
import { loadProject, projectFromFiles } from '../../core/project/load-project.ts';
import type { Project } from '../../core/project/project.ts';
import { checkFile, checkProject } from '../../core/rules/check-file.ts';
import { fixesFor } from '../../core/rules/fixes-for.ts';
import type { Finding, FixContext } from '../../core/rules/rule.ts';
import { applied } from './kit.ts';

const FLIGHTS = fileURLToPath(new URL('../../examples/flights', import.meta.url));
const original = await loadProject(FLIGHTS);
const PATHS = [...original.files.keys()];
const TEXTS = [...PATHS, ...original.python.keys()].map((path) => [path, original.textOf(path)] as const);
const BASE = { label: 'main (1a2b3c4)', project: await projectFromFiles(FLIGHTS, TEXTS) };

/** Typing, pasting, deleting, and what breaks YAML most. */
const anyEdit = fc.record({
  file: fc.constantFrom(...PATHS),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 40 }),
  text: fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('\n', '  ', '"', "'", '[', '}', '- ', ': ', '\n\n', '@', '# plumbline-ignore x', 'late', '1'),
  ),
});

type AnyEdit = typeof anyEdit extends fc.Arbitrary<infer T> ? T : never;

function textEdit(text: string, { at, removed, text: inserted }: AnyEdit): TextEdit {
  const start = Math.floor(at * text.length);
  return { start, end: Math.min(text.length, start + removed), text: inserted };
}

function contextOf(project: Project): FixContext {
  return { project, base: BASE, exists: () => true };
}

/** The findings of a file, each of which must point into its text and must be none about a rule that failed. */
function check(project: Project, path: string): readonly Finding[] {
  const file = project.files.get(path);
  const findings = file === undefined ? [] : checkFile(file, contextOf(project));
  const { length } = project.textOf(path);
  for (const { start, end, message } of findings) {
    assert.ok(!message.includes('failed on this file'), message);
    assert.ok(0 <= start && start <= end && end <= length, message);
  }
  return findings;
}

test('after any edits, the files checked again have the findings of a fresh start, and so have all others', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEdit, { minLength: 1, maxLength: 6 }), async (edits) => {
      const project = await projectFromFiles(FLIGHTS, TEXTS);
      const kept = new Map(PATHS.map((path) => [path, check(project, path)]));
      for (const edit of edits) {
        const concerned = project.editFile(edit.file, [textEdit(project.textOf(edit.file), edit)]);
        for (const path of concerned) kept.set(path, check(project, path));
      }
      const texts = TEXTS.map(([path]) => [path, project.textOf(path)] as const);
      const fresh = await projectFromFiles(FLIGHTS, texts);
      for (const path of PATHS) assert.deepEqual(kept.get(path), check(fresh, path), path);
    }),
    { numRuns: 40 },
  );
});

test('a fix leaves files that can be read', async () => {
  await fc.assert(
    fc.asyncProperty(anyEdit, async (edit) => {
      const project = await projectFromFiles(FLIGHTS, TEXTS);
      project.editFile(edit.file, [textEdit(project.textOf(edit.file), edit)]);
      const context = contextOf(project);
      const findings = checkProject(context);
      const broken = findings.filter(({ rule }) => rule === 'syntax').map(({ file }) => file);
      const texts = findings
        .flatMap((finding) => fixesFor(finding, context))
        .flatMap((fix) => [...applied(fix, context)].map(([file, text]) => ({ file, text, title: fix.title })));
      for (const { file, text, title } of texts.filter((each) => !broken.includes(each.file))) {
        const after = await projectFromFiles(FLIGHTS, [[file, text]]);
        const problems = after.files.get(file)?.problems.filter(({ rule }) => rule === 'syntax');
        assert.deepEqual(problems, [], title);
      }
    }),
    { numRuns: 40 },
  );
});
