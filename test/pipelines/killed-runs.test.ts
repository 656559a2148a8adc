import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { runFolder } from '../../core/pipelines/run-folders.ts';
import { namesIn } from '../../core/platform/files.ts';
import { plumbline } from '../cli/cli-kit.ts';
import { programPath, startNode } from '../platform/process-kit.ts';
import { kept, runsOf, trips, withShop } from './pipeline-kit.ts';

/** A run whose process dies at this point, with its outputs in its folder. */
async function dieAfter(point: 'beginning' | 'committing', folder: string): Promise<void> {
  const child = startNode(programPath('die-in-a-run.ts', import.meta.url), point, folder);
  await once(child, 'exit');
}

test('killed after its rows were taken, a run is recorded as a success by the next one', async () => {
  await withShop({}, async (folder) => {
    await dieAfter('committing', folder);
    const [killed] = await runsOf(folder);
    assert.equal(killed?.status, 'interrupted');
    assert.deepEqual([(await kept(folder))?.run, (await kept(folder))?.text], [killed?.id, trips(42)]);

    assert.equal((await plumbline(folder, ['run', 'make_trips'])).code, 0);
    const statuses = (await runsOf(folder)).map(({ status }) => status);
    assert.deepEqual(statuses, ['succeeded', 'succeeded']);
  });
});

test('killed before that, it stays interrupted, and the next one clears its outputs away', async () => {
  await withShop({}, async (folder) => {
    await dieAfter('beginning', folder);
    const [killed] = await runsOf(folder);
    const files = () => namesIn(runFolder(join(folder, '.plumbline'), killed?.id ?? '').folder);
    assert.deepEqual(await files(), ['outputs']);
    assert.equal(await kept(folder), undefined);

    assert.equal((await plumbline(folder, ['run', 'make_trips'])).code, 0);
    assert.deepEqual(await files(), []);
    const statuses = (await runsOf(folder)).map(({ status }) => status);
    assert.deepEqual(statuses, ['succeeded', 'interrupted']);
  });
});
