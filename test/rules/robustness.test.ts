import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { TextEdit } from '../../core/documents/document.ts';
import { loadProject, projectFromFiles } from '../../core/project/load-project.ts';
import type { Project } from '../../core/project/project.ts';
import { checkProject } from '../../core/rules/check-file.ts';
import { fixesFor } from '../../core/rules/fixes-for.ts';
import type { Finding } from '../../core/rules/rule.ts';

const FLIGHTS = fileURLToPath(new URL('../../examples/flights', import.meta.url));
const original = await loadProject(FLIGHTS);
const TEXTS = [...original.files.keys(), ...original.python.keys()].map(
  (path) => [path, original.textOf(path)] as const,
);
const PATHS = [...original.files.keys()];
const BASE = { label: 'main (1a2b3c4)', project: await projectFromFiles(FLIGHTS, TEXTS) };

/** Typing, pasting, deleting, and what breaks YAML most. */
const edit = fc.record({
  file: fc.constantFrom(...PATHS),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 40 }),
  text: fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('\n', '  ', '"', "'", '[', '}', '- ', ': ', '\n\n', '@', '# plumbline-ignore x', 'late', '1'),
  ),
});

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function textEdit(text: string, { at, removed, text: inserted }: Edit): TextEdit {
  const start = Math.floor(at * text.length);
  return { start, end: Math.min(text.length, start + removed), text: inserted };
}

function check(project: Project): readonly Finding[] {
  const context = { project, base: BASE, exists: () => true };
  const findings = checkProject(context);
  for (const finding of findings) {
    assert.ok(!finding.message.includes('failed on this file'), finding.message);
    assert.ok(finding.start <= finding.end && finding.end <= project.textOf(finding.file).length, finding.message);
    fixesFor(finding, context);
  }
  return findings;
}

test('after any edits the findings are those of a fresh start, and no rule fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
      const project = await projectFromFiles(FLIGHTS, TEXTS);
      check(project);
      for (const each of edits) project.editFile(each.file, [textEdit(project.textOf(each.file), each)]);
      const fresh = await projectFromFiles(
        FLIGHTS,
        TEXTS.map(([path]) => [path, project.textOf(path)] as const),
      );
      assert.deepEqual(check(project), check(fresh));
    }),
    { numRuns: 60 },
  );
});

test('a fix leaves files that can be read', async () => {
  await fc.assert(
    fc.asyncProperty(edit, async (one) => {
      const project = await projectFromFiles(FLIGHTS, TEXTS);
      project.editFile(one.file, [textEdit(project.textOf(one.file), one)]);
      const broken = new Set(
        check(project)
          .filter(({ rule }) => rule === 'syntax')
          .map(({ file }) => file),
      );
      const context = { project, base: BASE, exists: () => true };
      for (const finding of check(project)) {
        for (const fix of fixesFor(finding, context)) {
          for (const { file, edits } of fix.edits) {
            if (broken.has(file)) continue;
            const text = [...edits]
              .sort((a, b) => b.start - a.start)
              .reduce(
                (before, { start, end, text }) => before.slice(0, start) + text + before.slice(end),
                project.textOf(file),
              );
            const after = await projectFromFiles(FLIGHTS, [[file, text]]);
            const problems = after.files.get(file)?.problems.filter(({ rule }) => rule === 'syntax');
            assert.deepEqual(problems, [], fix.title);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});
