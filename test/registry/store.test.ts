import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { generationOf, namesIn } from '../../core/platform/files.ts';
import { withTemporaryFolder } from '../../core/platform/temporary-folder.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import { openDatabase } from '../../core/registry/sql-js-database.ts';
import { withRegistry } from './registry-kit.ts';

function addEvent(registry: Registry, id: string): Promise<void> {
  return registry.write((db) =>
    db.run('INSERT INTO events VALUES (?, ?, ?, ?, ?, NULL)', id, 'now', 'ada', 'tested', 'x'),
  );
}

async function eventIds(registry: Registry): Promise<readonly unknown[]> {
  return (await registry.read((db) => db.all('SELECT id FROM events ORDER BY id'))).map((row) => row.id);
}

test('reading a registry that does not exist finds nothing, and makes nothing', async () => {
  await withRegistry(async (registry) => {
    assert.deepEqual(await eventIds(registry), []);
    assert.deepEqual(await namesIn(registry.storage), []);
  });
});

test('two registries of one folder see what the other wrote', async () => {
  await withRegistry(async (one) => {
    const other = await openRegistry(one.storage);
    await addEvent(one, 'a');
    assert.deepEqual(await eventIds(other), ['a']);
    await addEvent(other, 'b');
    await addEvent(one, 'c');
    assert.deepEqual(await eventIds(one), ['a', 'b', 'c']);
    assert.deepEqual(await eventIds(other), ['a', 'b', 'c']);
    assert.deepEqual(await namesIn(one.storage), ['registry.db', 'registry.db.bak']);
    other.dispose();
  });
});

test('what many write at once in one process is all there', async () => {
  await withRegistry(async (registry) => {
    const other = await openRegistry(registry.storage);
    const ids = Array.from({ length: 40 }, (_, index) => String(index + 100));
    await Promise.all(ids.map((id, index) => addEvent(index % 2 === 0 ? registry : other, id)));
    assert.deepEqual(await eventIds(registry), ids);
    other.dispose();
  });
});

test('a transaction that fails leaves nothing, and does not harm those beside it', async () => {
  await withRegistry(async (registry) => {
    const outcomes = await Promise.allSettled([
      addEvent(registry, 'a'),
      registry.write((db) => {
        db.run("INSERT INTO events VALUES ('half', 'now', 'ada', 'tested', 'x', NULL)");
        throw new Error('no luck');
      }),
      addEvent(registry, 'a'),
      addEvent(registry, 'b'),
    ]);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(await eventIds(registry), ['a', 'b']);
    assert.deepEqual(await eventIds(await openRegistry(registry.storage)), ['a', 'b']);
  });
});

test('a reader never sees what is not on the disk yet', async () => {
  await withRegistry(async (registry) => {
    await addEvent(registry, 'a');
    let compared = 0;
    let isWritten = false;
    const writing = addEvent(registry, 'b').then(() => {
      isWritten = true;
    });
    while (!isWritten) {
      const before = generationOf(registry.file);
      const [seen, onDisk] = [await eventIds(registry), await idsOnDisk(registry.file)];
      if (before !== generationOf(registry.file)) continue;
      assert.deepEqual(seen, onDisk);
      compared++;
    }
    await writing;
    assert.ok(compared > 0);
    assert.deepEqual(await eventIds(registry), ['a', 'b']);
  });
});

async function idsOnDisk(file: string): Promise<readonly unknown[]> {
  const db = await openDatabase(await readFile(file));
  const rows = db.all('SELECT id FROM events ORDER BY id');
  db.close();
  return rows.map((row) => row.id);
}

test('a transaction that changes nothing does not write the file anew', async () => {
  await withRegistry(async (registry) => {
    await addEvent(registry, 'a');
    const before = generationOf(registry.file);
    await registry.write((db) => db.run("DELETE FROM events WHERE id = 'nobody'"));
    assert.equal(generationOf(registry.file), before);
  });
});

test('a registry that a newer Plumbline wrote is refused, and not touched', async () => {
  await withTemporaryFolder(async (storage) => {
    const registry = await openRegistry(storage);
    await addEvent(registry, 'a');
    const db = await openDatabase(await readFile(registry.file));
    db.run('PRAGMA user_version = 999');
    const bytes = db.bytes();
    await writeFile(registry.file, bytes);

    const again = await openRegistry(storage);
    const refusal = { name: 'PlumblineError', message: /newer Plumbline/, why: /999/, help: /update Plumbline/ };
    await assert.rejects(eventIds(again), refusal);
    await assert.rejects(addEvent(again, 'b'), refusal);
    assert.deepEqual(new Uint8Array(await readFile(registry.file)), bytes);
  });
});

test('a database of somebody else is refused, and not touched', async () => {
  await withRegistry(async (registry) => {
    const db = await openDatabase();
    db.run('CREATE TABLE songs (title TEXT)');
    const bytes = db.bytes();
    await writeFile(registry.file, bytes);
    await assert.rejects(addEvent(registry, 'a'), /not a Plumbline registry/);
    assert.deepEqual(new Uint8Array(await readFile(registry.file)), bytes);
  });
});

test('the file is a plain SQLite database that other tools open', async () => {
  await withRegistry(async (registry) => {
    await addEvent(registry, 'a');
    const { DatabaseSync } = await import('node:sqlite');
    const db = new DatabaseSync(registry.file, { readOnly: true });
    assert.deepEqual({ ...db.prepare('SELECT id, actor FROM events').get() }, { id: 'a', actor: 'ada' });
    assert.deepEqual({ ...db.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' });
    db.close();
  });
});
