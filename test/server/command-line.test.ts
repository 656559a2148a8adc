import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { FLIGHTS } from './flights.ts';
import { serverOn } from './kit.ts';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');

test('`plumbline lsp --stdio` is the same server for other editors', async () => {
  const child = spawn(process.execPath, [CLI, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const server = await serverOn(connection, {}, async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
    connection.dispose();
  });
  const project = await server.project(FLIGHTS);
  const view = 'feature_views/delay.feature-view.yaml';
  await project.show(view);
  await project.type(view, 'select: [wind_speed]', 'select: [wind_sped]');
  assert((await project.problems(view)).includes('7 unknown-column'));
  assert.deepEqual(await project.labels(view, 'query:\n  from: fl|\n'), ['flights@1', 'weather@2', 'weather@1']);
  await server.stop();
});
