import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { openPredictionLog } from '../../core/deployments/log-writer.ts';
import type { Prediction } from '../../core/deployments/prediction.ts';
import { findPrediction, logFiles, logFolder, readPredictions } from '../../core/deployments/prediction-log.ts';
import { namesIn } from '../../core/platform/files.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { newId } from '../../core/registry/new-id.ts';

function prediction(at = '2026-03-01T12:00:00.000Z', town = 'Ulm'): Prediction {
  return {
    id: newId(),
    at,
    request: 'r1',
    deployment: 'price',
    model: 'price',
    version: 1,
    role: 'stable',
    features: { items: 1, town },
    prediction: 1.5,
    latency_ms: 2,
  };
}

const ids = async (storage: string, window = {}) => {
  const found: string[] = [];
  for await (const { id } of readPredictions(storage, 'price', window)) found.push(id);
  return found;
};

test('what is added is on the disk a moment later, and found by its id', async () => {
  await withTemporaryFolder(async (storage) => {
    const log = openPredictionLog(storage, 'price', { notify: assert.fail });
    const all = [prediction(), prediction(undefined, 'Köln\n"x"'), prediction()];
    log.add(all.slice(0, 2));
    log.add(all.slice(2));
    await log.flush();
    assert.deepEqual(
      await ids(storage),
      all.map(({ id }) => id),
    );
    assert.deepEqual(await findPrediction(storage, all[1]?.id ?? ''), all[1]);
    assert.equal(await findPrediction(storage, newId()), undefined);
    assert.equal(await findPrediction(storage, '../../etc/passwd'), undefined);
    assert.deepEqual(log.told, { written: 3, lost: 0 });
    await log.close();
  });
});

test('a line that was cut off is passed over, and never joined to another one', async () => {
  await withTemporaryFolder(async (storage) => {
    const first = openPredictionLog(storage, 'price', { notify: assert.fail });
    const whole = prediction();
    first.add([whole]);
    await first.close();
    const [file = ''] = await logFiles(storage, 'price');
    await appendFile(file, JSON.stringify(prediction()).slice(0, 50));

    const second = openPredictionLog(storage, 'price', { notify: assert.fail });
    const later = prediction();
    second.add([later]);
    await second.close();
    assert.equal((await namesIn(logFolder(storage, 'price'))).length, 2);
    assert.deepEqual(await ids(storage), [whole.id, later.id]);
    assert.equal((await findPrediction(storage, later.id))?.id, later.id);
  });
});

test('a file that has grown is closed, and the next one begun', async () => {
  await withTemporaryFolder(async (storage) => {
    const log = openPredictionLog(storage, 'price', { segmentBytes: 1000, notify: assert.fail });
    const all = Array.from({ length: 20 }, () => prediction());
    for (const each of all) {
      log.add([each]);
      await log.flush();
    }
    await log.close();
    const files = await logFiles(storage, 'price');
    assert.ok(files.length > 3, `${files.length} files`);
    for (const file of files) assert.ok((await readFile(file, 'utf8')).endsWith('\n'));
    assert.deepEqual(
      await ids(storage),
      all.map(({ id }) => id),
    );
    for (const { id } of all) assert.equal((await findPrediction(storage, id, 'price'))?.id, id);
  });
});

test('a window of time is read', async () => {
  await withTemporaryFolder(async (storage) => {
    const log = openPredictionLog(storage, 'price', { notify: assert.fail });
    const [early, middle, late] = ['10', '11', '12'].map((hour) => prediction(`2026-03-01T${hour}:00:00.000Z`));
    log.add([early, middle, late] as Prediction[]);
    await log.close();
    const from = Date.parse('2026-03-01T11:00:00Z');
    assert.deepEqual(await ids(storage, { from, to: from + 3_600_000 }), [middle?.id]);
  });
});

test('what cannot be written is told once and counted, and written again as soon as it can be', async () => {
  await withTemporaryFolder(async (storage) => {
    const folder = logFolder(storage, 'price');
    await mkdir(dirname(folder), { recursive: true });
    await writeFile(folder, 'in the way');
    const told: string[] = [];
    const log = openPredictionLog(storage, 'price', { notify: (message) => told.push(message) });
    for (let count = 0; count < 3; count++) {
      log.add([prediction()]);
      await log.flush();
    }
    assert.deepEqual([log.told.written, log.told.lost], [0, 3]);
    assert.match(log.told.problem ?? '', /cannot make the file/);
    assert.equal(told.length, 1);

    await rm(folder);
    const good = prediction();
    log.add([good]);
    await log.close();
    assert.deepEqual(log.told, { written: 1, lost: 3 });
    assert.deepEqual(await ids(storage), [good.id]);
    assert.deepEqual(await namesIn(join(storage, 'deployments/price/log')), [`${good.id}.jsonl`]);
  });
});
