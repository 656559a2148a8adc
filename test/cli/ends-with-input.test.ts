import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { SOURCE, withFiles } from './cli-kit.ts';

const FILES = {
  'plumbline.yaml': 'project: slow\n',
  'slow.pipeline.yaml': 'name: slow\ntype: feature\nrun: [node, slow.mjs]\n',
  'slow.mjs': 'console.log("begun"); setTimeout(() => {}, 60_000);\n',
};

test('a run whose editor is gone is cancelled, and says so in the registry', async () => {
  await withFiles(FILES, async (folder) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SOURCE, 'run', 'slow'], {
      cwd: folder,
      env: { ...process.env, PLUMBLINE_ENDS_WITH_INPUT: '1' },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    const exit = once(child, 'exit');
    let said = '';
    const begun = new Promise<void>((resolve) => {
      child.stderr.on('data', (data) => {
        said += data;
        if (said.includes('begun')) resolve();
      });
    });
    await Promise.race([begun, exit]);
    // What the system does with the pipes of a process that was killed.
    child.stdin.destroy();
    const [code] = await exit;
    assert.equal(code, 130, said);
    assert.match(said, /cancelled/);
  });
});

test('a run that has done its work ends, though the input stays open', async () => {
  await withFiles(FILES, async (folder) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SOURCE, 'check'], {
      cwd: folder,
      env: { ...process.env, PLUMBLINE_ENDS_WITH_INPUT: '1' },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });
});
