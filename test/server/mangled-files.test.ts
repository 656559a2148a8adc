import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import type { CompletionItem } from 'vscode-languageserver/node';
import { walk } from '../../core/platform/walk.ts';
import { type ProjectInEditor, startServer } from './kit.ts';
import { randomNumbers } from './random-numbers.ts';

const EXAMPLE = path.resolve(import.meta.dirname, '../../examples/flights');
const BATCH = 50;
const BATCHES = 20;

const server = await startServer();
after(() => server.stop());

/** The definitions and programs of the example, and a suite as Great Expectations writes it. */
async function example(): Promise<ReadonlyMap<string, string>> {
  const listed = await walk(EXAMPLE, { accept: (name) => /\.(yaml|py)$/.test(name) });
  const texts = listed.map(({ path: file }): [string, string] => [
    file,
    readFileSync(path.join(EXAMPLE, file), 'utf8'),
  ]);
  const expectations = [{ type: 'expect_column_values_to_be_unique', kwargs: { column: 'flight_id' }, meta: {} }];
  const suite = { name: 'gx', expectations, meta: { plumbline: { feature_group: 'flights@1' } } };
  return new Map([...texts, ['expectations/gx.json', JSON.stringify(suite, null, 2)]]);
}

type Mangle = (
  text: string,
  random: (below: number) => number,
) => { readonly start: number; readonly end: number; readonly text: string };

const SIGNS = [
  ...'"\'{}[]:,-#&*|>%@`!? \n\t\r\0\\éß🛫0a',
  '\r\n',
  '- ',
  ': ',
  '  ',
  '\n\n',
  '<<: ',
  '---\n',
  '\uFEFF',
  '\uD83D',
];

/** Ways to break a text, each as one edit. */
const WAYS: Readonly<Record<string, Mangle>> = {
  truncations: (text, random) => ({ start: random(text.length + 1), end: text.length, text: '' }),
  'flipped signs': (text, random) => {
    const start = random(text.length + 1);
    return { start, end: start + random(2), text: SIGNS[random(SIGNS.length)] ?? '' };
  },
  'shuffled lines': (text, random) => {
    const lines = text.split(/(?<=\n)/);
    for (let at = lines.length - 1; at > 0; at--) {
      const other = random(at + 1);
      [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
    }
    return { start: 0, end: text.length, text: lines.join('') };
  },
};

async function edit(project: ProjectInEditor, file: string, change: ReturnType<Mangle>): Promise<void> {
  const range = { start: project.position(file, change.start), end: project.position(file, change.end) };
  await project.change(file, [{ range, text: change.text }]);
}

const replace = (project: ProjectInEditor, file: string, text: string) =>
  edit(project, file, { start: 0, end: project.text(file).length, text });

/** Somebody else asks for something in the middle of it: the server has to answer, whatever stands there. */
async function ask(project: ProjectInEditor, file: string, random: (below: number) => number): Promise<void> {
  const textDocument = { uri: project.uri(file) };
  const position = project.position(file, random(project.text(file).length + 1));
  const items: readonly CompletionItem[] = await project.request('textDocument/completion', { textDocument, position });
  assert(Array.isArray(items));
  for (const method of ['textDocument/hover', 'textDocument/definition', 'textDocument/prepareRename']) {
    await project.request(method, { textDocument, position });
  }
  for (const method of ['textDocument/documentSymbol', 'textDocument/codeLens']) {
    assert(Array.isArray(await project.request(method, { textDocument })));
  }
  const range = { start: position, end: position };
  await project.request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } });
}

describe('the server survives', () => {
  for (const [name, mangle] of Object.entries(WAYS)) {
    test(`${BATCH * BATCHES} ${name}, and says the same as of a text that was never whole`, async () => {
      const random = randomNumbers(name.length);
      const texts = await example();
      const project = await server.project([...texts].map(([file, text]) => `-- ${file} --\n${text}\n`).join(''));
      const files = [...texts.keys()];
      for (const file of files) await project.show(file, texts.get(file));
      const whole = await Promise.all(files.map((file) => project.problems(file)));
      for (let batch = 0; batch < BATCHES; batch++) {
        const file = files[batch % files.length] ?? '';
        for (let count = 0; count < BATCH; count++) {
          // Now and then somebody puts everything right, or there would soon be nothing left to break.
          if (count % 5 === 0) await replace(project, file, texts.get(file) ?? '');
          await edit(project, file, mangle(project.text(file), random));
        }
        await ask(project, file, random);
        const edited = await project.problems(file);
        await project.change(file, [{ text: project.text(file) }]);
        assert.deepEqual(await project.problems(file), edited, `${file}:\n${project.text(file)}`);
        await project.change(file, [{ text: texts.get(file) ?? '' }]);
      }
      assert.deepEqual(await Promise.all(files.map((file) => project.problems(file))), whole);
    });
  }
});
