import assert from 'node:assert/strict';
import { once } from 'node:events';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { capture } from '../../core/platform/capture.ts';
import { findProgram } from '../../core/platform/find-program.ts';
import { describeError, PlumblineError } from '../../core/platform/problem.ts';
import { type ProcessRequest, runProcess } from '../../core/platform/process.ts';
import { isAlive } from '../../core/platform/process-identity.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { writeFiles } from './folder-kit.ts';
import { eventually, firstWords, programPath, startNode } from './process-kit.ts';

const node = process.execPath;
const family = programPath('family.ts', import.meta.url);

/** Runs and keeps what was printed. */
async function run(request: Partial<ProcessRequest>) {
  const lines: string[] = [];
  const onLine = (line: string, stream: string) => lines.push(`${stream}: ${line}`);
  const result = await runProcess({ program: node, onLine, ...request });
  return { ...result, lines };
}

/** Runs the family, does something once all three are there, and returns their numbers and the result. */
async function runFamily(args: readonly string[], once: () => void, request: Partial<ProcessRequest>) {
  let numbers: readonly number[] = [];
  const onLine = (line: string) => {
    numbers = line.split(' ').slice(1).map(Number);
    once();
  };
  const result = await runProcess({ program: node, args: [family, ...args], onLine, ...request });
  assert.equal(numbers.length, 3);
  return { ...result, numbers };
}

test('gives the lines of both streams, and the exit code as a result', async () => {
  const script = "console.log('one\\ntwo'); console.error('bad'); process.exitCode = 3";
  const result = await run({ args: ['-e', script] });
  assert.deepEqual(
    result.lines.filter((line) => line.startsWith('stdout')),
    ['stdout: one', 'stdout: two'],
  );
  assert.deepEqual(
    result.lines.filter((line) => line.startsWith('stderr')),
    ['stderr: bad'],
  );
  assert.deepEqual([result.exitCode, result.signal, result.timedOut, result.cancelled], [3, undefined, false, false]);
  assert.ok(result.durationMs > 0);
});

test('arguments arrive as they are: there is no shell', async () => {
  const args = ['$(touch x); `id`', 'a b', '', '*', '"q"', '&& exit 1'];
  const result = await run({ args: ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...args] });
  assert.deepEqual(result.lines, [`stdout: ${JSON.stringify(args)}`]);
});

test('the program runs in its folder, with variables added and taken away', async () => {
  await withTemporaryFolder(async (folder) => {
    process.env.PLUMBLINE_TEST_AWAY = 'still here';
    const script = 'console.log(process.cwd(), process.env.PLUMBLINE_TEST_NEW, process.env.PLUMBLINE_TEST_AWAY)';
    const env = { PLUMBLINE_TEST_NEW: 'new', PLUMBLINE_TEST_AWAY: undefined };
    const result = await run({ args: ['-e', script], cwd: folder, env });
    delete process.env.PLUMBLINE_TEST_AWAY;
    assert.deepEqual(result.lines, [`stdout: ${await realpath(folder)} new undefined`]);
  });
});

test('a program that the editor starts through us does not take itself for the editor', async () => {
  process.env.ELECTRON_RUN_AS_NODE = '1';
  const result = await run({ args: ['-e', 'console.log(process.env.ELECTRON_RUN_AS_NODE)'] });
  delete process.env.ELECTRON_RUN_AS_NODE;
  assert.deepEqual(result.lines, ['stdout: undefined']);
});

test('cancelling ends the whole tree, also those who do not listen', {
  skip: process.platform === 'win32',
}, async () => {
  for (const who of ['polite', 'deaf']) {
    const cancel = new AbortController();
    const result = await runFamily([who], () => cancel.abort(), { signal: cancel.signal, graceMs: 100 });
    assert.deepEqual(result.numbers.filter(isAlive), [], who);
    assert.deepEqual([result.cancelled, result.timedOut, result.exitCode], [true, false, undefined]);
    assert.equal(result.signal, who === 'deaf' ? 'SIGKILL' : 'SIGTERM');
  }
});

test('the timeout ends the whole tree', { skip: process.platform === 'win32' }, async () => {
  const result = await runFamily(['deaf'], () => {}, { timeoutMs: 3000, graceMs: 100 });
  assert.deepEqual(result.numbers.filter(isAlive), []);
  assert.deepEqual([result.cancelled, result.timedOut], [false, true]);
});

test('what a program leaves running when it ends is ended too', { skip: process.platform === 'win32' }, async () => {
  const result = await runFamily(['leave'], () => {}, { graceMs: 100 });
  assert.deepEqual(result.numbers.filter(isAlive), []);
  assert.deepEqual([result.exitCode, result.cancelled, result.timedOut], [0, false, false]);
});

test('when we exit before the program does, it is ended', { skip: process.platform === 'win32' }, async () => {
  const runner = startNode(programPath('run-and-exit.ts', import.meta.url), family);
  const [words] = await Promise.all([firstWords(runner), once(runner, 'exit')]);
  const numbers = words.split(' ').slice(1).map(Number);
  assert.equal(numbers.length, 3);
  await eventually(() => !numbers.some(isAlive), 'the family is gone');
});

test('a program that was cancelled before it began is not started', async () => {
  const result = await run({ args: ['-e', "console.log('hello')"], signal: AbortSignal.abort() });
  assert.deepEqual([result.cancelled, result.exitCode, result.lines], [true, undefined, []]);
});

test('a missing program or folder is said in words', async () => {
  const missing = (error: unknown) => {
    assert.ok(error instanceof PlumblineError && error.kind === 'failed');
    assert.equal(
      describeError(error),
      'cannot start no-such-python\n  why: no such program was found\n  try: set `python:` in plumbline.yaml',
    );
    return true;
  };
  await assert.rejects(run({ program: 'no-such-python', help: 'set `python:` in plumbline.yaml' }), missing);
  await assert.rejects(run({ cwd: '/no/such/folder' }), (error) =>
    /folder.*\/no\/such\/folder/.test(describeError(error)),
  );
});

test('a file that may not be executed is said in words', { skip: process.platform === 'win32' }, async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFiles(folder, { 'script.sh': 'echo hi' });
    await assert.rejects(run({ program: join(folder, 'script.sh') }), (error) =>
      /may not be executed/.test(describeError(error)),
    );
  });
});

test('capture gives all output, and feeds the input', async () => {
  const echo = 'process.stdin.pipe(process.stdout); console.error("note")';
  const big = 'x'.repeat(1_000_000);
  const answer = await capture({ program: node, args: ['-e', echo] }, big);
  assert.deepEqual([answer.exitCode, answer.stdout.toString() === big, answer.stderr], [0, true, 'note\n']);
  const deaf = await capture({ program: node, args: ['-e', 'process.exit(7)'] }, big);
  assert.equal(deaf.exitCode, 7);
});

test('a program is found on the PATH, the first name that is there', async () => {
  assert.match((await findProgram('no-such-program', 'git')) ?? '', /git/);
  assert.equal(await findProgram('no-such-program'), undefined);
});
