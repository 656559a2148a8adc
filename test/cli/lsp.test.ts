import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { BUILT, SOURCE, withWorkspace } from './cli-kit.ts';

describe('plumbline lsp --stdio', () => {
  for (const [what, script] of [
    ['from the sources', SOURCE],
    ['as it is built', BUILT],
  ] as const) {
    test(`answers an editor, ends when it is told to, and loads nothing of the engine, ${what}`, async () => {
      await withWorkspace('spend-signups', async (folder) => {
        const listing = `import { registerHooks } from 'node:module';
          registerHooks({ load(url, context, next) { console.error('loaded ' + url); return next(url, context); } });`;
        const child = spawn(process.execPath, [script, 'lsp', '--stdio'], {
          cwd: folder,
          env: { ...process.env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(listing)}` },
          stdio: ['pipe', 'pipe', 'pipe'],
        });
        let loaded = '';
        child.stderr.on('data', (data: Buffer) => {
          loaded += data.toString();
        });
        const exited = once(child, 'exit');
        const editor = createMessageConnection(
          new StreamMessageReader(child.stdout),
          new StreamMessageWriter(child.stdin),
        );
        editor.listen();
        const root = pathToFileURL(folder).href;
        const { capabilities } = (await editor.sendRequest('initialize', {
          processId: process.pid,
          rootUri: root,
          workspaceFolders: [{ uri: root, name: 'spend' }],
          capabilities: {},
        })) as { readonly capabilities: Readonly<Record<string, unknown>> };
        assert.ok(capabilities.hoverProvider && capabilities.completionProvider);
        const found = new Promise<readonly { readonly code: string }[]>((resolve) => {
          editor.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
            if (uri.endsWith('customer_features_v1.feature-group.yaml') && diagnostics.length > 0) resolve(diagnostics);
          });
        });
        void editor.sendNotification('initialized', {});
        assert.ok(
          (await found).some(({ code }) => code === 'unknown-function'),
          join(folder),
        );
        await editor.sendRequest('shutdown');
        void editor.sendNotification('exit');
        assert.deepEqual(await exited, [0, null]);
        editor.dispose();
        const engine = loaded
          .split('\n')
          .filter((line) => /duckdb|core\/(engine|expectations|pipelines)|cli-run/.test(line));
        assert.deepEqual(engine, []);
      });
    });
  }
});
