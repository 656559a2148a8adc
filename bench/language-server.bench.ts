import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
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
      const bare = { what: 'bare yaml.parseDocument', measured: parseSuite(suite) };
      const rows = [...(await keystrokes(editor, bare)), ...(await rename(editor, bare))];
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

function parseSuite(text: string): number {
  const times = Array.from({ length: 12 }, () => {
    const start = performance.now();
    parseDocument(text);
    return performance.now() - start;
  });
  return median(times.slice(4));
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

/** Types at places all over the suite, and takes back what was typed. */
async function keystrokes(editor: Editor, over: Over): Promise<readonly Row[]> {
  const lines = editor.text(LARGE.suite).split('\n');
  const times: number[] = [];
  const before = await editor.work();
  for (let index = 0; index < KEYSTROKES / 2; index++) {
    const line = 4 + 2 * ((index * 611) % 2400);
    const [at, key] = KEYS[index % KEYS.length] ?? ['', ''];
    const start = { line, character: (lines[line] ?? '').lastIndexOf(at) };
    const end = key === '\n' ? { line: line + 1, character: 0 } : { line, character: start.character + 1 };
    times.push(...(await editor.change(LARGE.suite, { start, end: start }, key)));
    times.push(...(await editor.change(LARGE.suite, { start, end }, '')));
  }
  const { filesChecked, chunksParsed } = await editor.work();
  const each = (count: number) => Math.round((100 * count) / KEYSTROKES) / 100;
  return [
    { what: 'keystroke to diagnostics, median', measured: median(times), unit: 'ms', over, aim: 0.02 },
    { what: 'keystroke to diagnostics, 95 %', measured: quantile(times, 0.95), unit: 'ms', over, aim: 0.05 },
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
}

/** Renames the feature that 500 views use, so that each of them has findings, and names it back, so that none has. */
async function rename(editor: Editor, over: Over): Promise<readonly Row[]> {
  const document = await editor.show(LARGE.group);
  const at = document.getText().indexOf('name: shared,') + 'name: shared'.length;
  const start = document.positionAt(at);
  const end = document.positionAt(at + 1);
  const own: number[] = [];
  const all: number[] = [];
  const before = await editor.work();
  for (let index = 0; index < RENAMES; index++) {
    for (const [range, text] of [
      [{ start, end: start }, 'X'],
      [{ start, end }, ''],
    ] as const) {
      const times = await editor.change(LARGE.group, range, text, LARGE.users);
      own.push(times[0] ?? 0);
      all.push(Math.max(...times) - PAUSE_MS);
    }
    await editor.work();
  }
  const { filesChecked } = await editor.work();
  const checked = Math.round((filesChecked - before.filesChecked) / (2 * RENAMES));
  return [
    {
      what: `feature of ${LARGE.users} views renamed: all told, after the pause`,
      measured: median(all),
      unit: 'ms',
      over,
      aim: 0.1,
    },
    { what: 'files checked for it', measured: checked, unit: 'count', aim: LARGE.users + 2 },
  ];
}
