import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type CliRun, runCli } from '../../client/run-cli.ts';
import type { RunEvent } from '../../core/views/progress.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-client-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** A program in the place of the command line. */
async function program(name: string, source: string): Promise<Pick<CliRun, 'script' | 'folder'>> {
  const script = path.join(folder, `${name}.cjs`);
  await writeFile(script, `const say = (event) => console.log(JSON.stringify(event));\n${source}`);
  return { script, folder };
}

test('follows the events of a run to its result', async () => {
  const script = await program(
    'result',
    `say({ event: 'started', title: 'run' });
     say({ event: 'progress', message: 'reading', fraction: 0.5 });
     say({ event: 'result', command: 'run', success: true, value: process.argv.slice(2) });`,
  );
  const heard: string[] = [];
  const end = await runCli({ ...script, args: ['run', 'flights'], onEvent: ({ event }) => void heard.push(event) });
  assert.deepEqual(heard, ['started', 'progress', 'result']);
  assert.deepEqual(end, { kind: 'result', success: true, value: ['--format', 'ndjson', 'run', 'flights'] });
});

test('an event that comes in pieces, or with a line end of Windows, is one event', async () => {
  const script = await program(
    'pieces',
    `process.stdout.write('{"event":"result","command":"x",');
     setTimeout(() => process.stdout.write('"success":false,"value":"ö"}\\r\\n'), 20);`,
  );
  assert.deepEqual(await runCli({ ...script, args: [] }), { kind: 'result', success: false, value: 'ö' });
});

test('what is no event is noise, and does not disturb', async () => {
  const script = await program(
    'noise',
    `console.log('hello'); console.error('warning: old'); console.log('{"event":"party"}'); console.log('{broken');
     say({ event: 'result', command: 'x', success: true, value: null });`,
  );
  const noise: string[] = [];
  const end = await runCli({ ...script, args: [], onNoise: (line) => void noise.push(line) });
  assert.deepEqual(noise.toSorted(), ['hello', 'warning: old', '{"event":"party"}', '{broken'].toSorted());
  assert.equal(end.kind, 'result');
});

test('an error keeps what, where, why and what to do', async () => {
  const script = await program(
    'error',
    `say({ event: 'error', message: 'no data', where: 'a.yaml', why: 'gone', help: 'run it' }); process.exitCode = 3;`,
  );
  assert.deepEqual(await runCli({ ...script, args: [] }), {
    kind: 'error',
    message: 'no data',
    where: 'a.yaml',
    why: 'gone',
    help: 'run it',
  });
});

test('a process that dies without a word is an error with its last output', async () => {
  const script = await program('crash', `throw new Error('out of luck');`);
  const end = await runCli({ ...script, args: [] });
  assert.equal(end.kind, 'error');
  assert.match(end.kind === 'error' ? `${end.message}\n${end.why}` : '', /without a result \(1\)[\s\S]*Node\.js v/);
});

test('a program that is not there is an error, not an exception', async () => {
  const end = await runCli({ script: path.join(folder, 'missing.cjs'), folder, args: [] });
  assert.equal(end.kind, 'error');
  const nowhere = await runCli({ ...(await program('any', '')), folder: path.join(folder, 'nowhere'), args: [] });
  assert.match(nowhere.kind === 'error' ? nowhere.message : '', /could not be started/);
});

test('cancelling asks the process to end, and waits until it has put things right', async () => {
  const tidy = path.join(folder, 'tidy');
  const script = await program(
    'cancel',
    `process.on('SIGTERM', () => { require('node:fs').writeFileSync(${JSON.stringify(tidy)}, 'done'); say({ event: 'cancelled' }); process.exit(130); });
     say({ event: 'started', title: 'long' });
     setInterval(() => {}, 1000);`,
  );
  const aborter = new AbortController();
  const onEvent = ({ event }: RunEvent) => event === 'started' && aborter.abort();
  assert.deepEqual(await runCli({ ...script, args: [], signal: aborter.signal, onEvent }), { kind: 'cancelled' });
  if (process.platform !== 'win32') assert.equal(await readFile(tidy, 'utf8'), 'done');
});

test('what is cancelled before it begins does not begin', async () => {
  const trace = path.join(folder, 'trace');
  const script = await program('never', `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '');`);
  assert.deepEqual(await runCli({ ...script, args: [], signal: AbortSignal.abort() }), { kind: 'cancelled' });
  assert.equal(existsSync(trace), false);
});
