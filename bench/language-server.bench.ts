import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { loadProject } from '../core/project/load-project.ts';
import { checkFile } from '../core/rules/check-file.ts';
import { PAUSE_MS } from '../server/session.ts';
import type { Bench, Row } from './bench.ts';
import { median, quantile } from './bench.ts';
import { type Editor, startEditor } from './editor.ts';
import { LARGE, largeProject } from './large-project.ts';

const KEYSTROKES = 400;
const RENAMES = 15;

/** What a keystroke costs in a large suite of a large project, over a real connection. */
export const bench: Bench = {
  name: `Language server: a suite of 5,000 lines in a project of ${LARGE.files.toLocaleString('en')} files`,
  async run(progress) {
    const root = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
    try {
      largeProject(root);
      progress('parsing all files, and nothing else');
      const parsing = parseAll(root);
      progress('loading the project');
      const editor = await startEditor(root);
      await editor.work();
      const suite = (await editor.show(LARGE.suite)).getText();
      progress(`typing ${KEYSTROKES} keys in ${Math.round(suite.length / 1000)} KB`);
      const keys = await keystrokes(editor, suite);
      progress(`renaming a feature that ${LARGE.users} views use`);
      const rows = [...keys.rows, ...(await recheck(root, keys.bare)), ...(await rename(editor, keys.bare))];
      await editor.stop();
      const over = { what: 'bare parse of all files', measured: parsing };
      return [...rows, { what: 'cold load of the project', measured: editor.loaded, unit: 'ms', over, aim: 1.1 }];
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};

type Over = NonNullable<Row['over']>;

/** In a process of its own, as cold as the server's. */
function parseAll(root: string): number {
  const script = join(import.meta.dirname, 'parse-all.ts');
  const { milliseconds } = JSON.parse(execFileSync(process.execPath, [script, root], { encoding: 'utf8' }));
  return milliseconds;
}

/** Keys as people type them in a suite: numbers, letters of names, keys, line ends, a quote. */
const KEYS: readonly (readonly [before: string, key: string])[] = [
  [' }', '7'],
  [', ', 'x'],
  [' }', '.'],
  ['umn:', 'o'],
  [', ', '1'],
  [' }', '\n'],
  ['kwargs', '#'],
  ['w', '"'],
];

/** Types at places all over the suite, takes back what was typed, and in between parses the whole of it. */
async function keystrokes(
  editor: Editor,
  suite: string,
): Promise<{ readonly rows: readonly Row[]; readonly bare: Over }> {
  const lines = suite.split('\n');
  const typing: number[] = [];
  const parsing: number[] = [];
  for (let index = 0; index < 5; index++) parseDocument(suite);
  const before = await editor.work();
  for (let index = 0; index < KEYSTROKES / 2; index++) {
    const line = 4 + 2 * ((index * 611) % 2400);
    const [at, key] = KEYS[index % KEYS.length] ?? ['', ''];
    const start = { line, character: (lines[line] ?? '').lastIndexOf(at) };
    const end = key === '\n' ? { line: line + 1, character: 0 } : { line, character: start.character + 1 };
    typing.push(...(await editor.change(LARGE.suite, { start, end: start }, key)));
    typing.push(...(await editor.change(LARGE.suite, { start, end }, '')));
    if (index % 10 === 0) parsing.push(timeOf(() => parseDocument(suite)));
  }
  const { filesChecked, chunksParsed } = await editor.work();
  const each = (count: number) => Math.round((100 * count) / KEYSTROKES) / 100;
  const bare = { what: 'bare yaml.parseDocument', measured: median(parsing) };
  const rows: readonly Row[] = [
    { what: 'keystroke to diagnostics, median', measured: median(typing), unit: 'ms', over: bare, aim: 0.02 },
    { what: 'keystroke to diagnostics, 95 %', measured: quantile(typing, 0.95), unit: 'ms', over: bare, aim: 0.05 },
    {
      what: 'chunks parsed for a keystroke',
      measured: each(chunksParsed - before.chunksParsed),
      unit: 'count',
      aim: 2,
    },
    {
      what: 'files checked for a keystroke',
      measured: each(filesChecked - before.filesChecked),
      unit: 'count',
      aim: 2,
    },
  ];
  return { rows, bare };
}

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Checks, without an editor, what has to be checked when the feature is renamed and named back. */
async function recheck(root: string, over: Over): Promise<readonly Row[]> {
  const project = await loadProject(root);
  const text = project.textOf(LARGE.group);
  project.setFile(LARGE.group, text);
  const at = text.indexOf('name: shared,') + 'name: shared'.length;
  const times: number[] = [];
  for (let index = 0; index < 2 * RENAMES; index++) {
    for (const edit of [
      { start: at, end: at, text: 'X' },
      { start: at, end: at + 1, text: '' },
    ]) {
      const files = project.editFile(LARGE.group, [edit]);
      times.push(
        timeOf(() => {
          for (const path of files) {
            const file = project.files.get(path);
            if (file !== undefined) checkFile(file, { project });
          }
        }),
      );
    }
  }
  const what = `feature of ${LARGE.users} views renamed: all checked`;
  return [{ what, measured: median(times.slice(RENAMES)), unit: 'ms', over, aim: 0.1 }];
}

/** Renames the feature that 500 views use, so that each of them has findings, and names it back, so that none has. */
async function rename(editor: Editor, over: Over): Promise<readonly Row[]> {
  const document = await editor.show(LARGE.group);
  const at = document.getText().indexOf('name: shared,') + 'name: shared'.length;
  const start = document.positionAt(at);
  const end = document.positionAt(at + 1);
  const all: number[] = [];
  const before = await editor.work();
  for (let index = 0; index < RENAMES; index++) {
    for (const [range, text] of [
      [{ start, end: start }, 'X'],
      [{ start, end }, ''],
    ] as const) {
      const times = await editor.change(LARGE.group, range, text, LARGE.users);
      all.push(Math.max(...times) - PAUSE_MS);
    }
    await editor.work();
  }
  const { filesChecked } = await editor.work();
  const checked = Math.round((filesChecked - before.filesChecked) / (2 * RENAMES));
  return [
    { what: '… and all told over the connection', measured: median(all), unit: 'ms', over },
    { what: 'files checked for it', measured: checked, unit: 'count', aim: LARGE.users + 2 },
  ];
}
