import { generationOf, readBytesIfThere } from '../platform/files.ts';
import { withLock } from '../platform/lock.ts';
import { isOnNetworkDrive } from '../platform/network-drive.ts';
import { writeNextGeneration } from '../platform/next-generation.ts';
import { PlumblineError } from '../platform/problem.ts';
import { backupOf, isDamage, recover } from './recovery.ts';
import { migrate } from './schema.ts';
import { type Database, openDatabase } from './sql-js-database.ts';
import type { Queries, RegistryStore, Transaction } from './store.ts';

interface Loaded {
  readonly db: Database;
  /** Of the file that the database was read from; `undefined` if there was none. */
  readonly generation: string | undefined;
  /** True if it holds more than the file does: a newer schema. */
  readonly ahead: boolean;
}

/** A transaction that waits for its turn, and whom to tell how it went. */
interface Job {
  readonly attempt: (db: Database) => void;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Tells the owner of a job how it went. */
type Outcome = () => void;

/**
 * SQLite in memory over a file that many processes read and write. A reader looks whether the file is another one than
 * it knows, and reads it again if so. A writer does that under the lock, and puts a whole new file in the old one's
 * place. Transactions that come while one is being written share the next writing.
 */
export function sqlJsStore(file: string, notify: (message: string) => void): RegistryStore {
  const lock = `${file}.lock`;
  const what = 'the registry';
  let loaded: Loaded | undefined;
  let waiting: Job[] = [];
  let isWriting = false;

  /** Whoever calls this does so in one step with using the database, which therefore cannot be closed under it. */
  function keep(next: Loaded | undefined): void {
    if (loaded?.db !== next?.db) loaded?.db.close();
    loaded = next;
  }

  async function read<T>(query: (db: Queries) => T): Promise<T> {
    try {
      return await readOnce(query);
    } catch (error) {
      if (!isDamage(error)) throw error;
      await withLock(lock, () => recover(file, notify), { what });
      keep(undefined);
      return readOnce(query);
    }
  }

  async function readOnce<T>(query: (db: Queries) => T): Promise<T> {
    if (loaded === undefined || loaded.generation !== generationOf(file)) keep(await load(file));
    return query((loaded as Loaded).db);
  }

  function write<T>(transaction: (db: Transaction) => T): Promise<T> {
    return new Promise<T>((resolve, failed) => {
      let result: T;
      const attempt = (db: Database) => {
        result = transaction(db);
      };
      waiting.push({ attempt, done: () => resolve(result), failed });
      if (!isWriting) void writeWaiting();
    });
  }

  async function writeWaiting(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      let jobs: readonly Job[] = [];
      let outcomes: readonly Outcome[] | undefined;
      const take = () => {
        jobs = waiting;
        waiting = [];
      };
      try {
        await refuseNetworkDrive(file);
        await withLock(
          lock,
          async ({ leftBy }) => {
            if (leftBy !== undefined) await recover(file, notify);
            take();
            outcomes = await commitOrRecover(jobs);
          },
          { what },
        );
      } catch (error) {
        if (jobs.length === 0) take();
        outcomes ??= jobs.map((job) => () => job.failed(error));
      }
      // Only now, without the lock: whoever hears of it may end the process at once.
      for (const tell of outcomes ?? []) tell();
    }
    isWriting = false;
  }

  async function commitOrRecover(jobs: readonly Job[]): Promise<readonly Outcome[]> {
    try {
      return await commit(await takeCurrent(), jobs);
    } catch (error) {
      if (!isDamage(error)) throw error;
      await recover(file, notify);
      return commit(await load(file), jobs);
    }
  }

  /** The state of the file as it is now, taken away from the readers: they must not see what is not on the disk yet. */
  async function takeCurrent(): Promise<Loaded> {
    const current = loaded?.generation === generationOf(file) ? loaded : undefined;
    if (current === undefined) return load(file);
    loaded = undefined;
    return current;
  }

  async function commit({ db, generation, ahead }: Loaded, jobs: readonly Job[]): Promise<readonly Outcome[]> {
    try {
      const before = changesIn(db);
      db.run('BEGIN');
      const outcomes = jobs.map((job) => attempt(db, job));
      db.run('COMMIT');
      const isChanged = ahead || changesIn(db) !== before;
      if (isChanged) await writeNextGeneration(file, db.bytes(), backupOf(file));
      keep({ db, generation: isChanged ? generationOf(file) : generation, ahead: false });
      return outcomes;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  return { read, write, dispose: () => keep(undefined) };
}

/** Does one of several transactions; if it fails, as if it had not been. */
function attempt(db: Database, job: Job): Outcome {
  db.run('SAVEPOINT job');
  try {
    job.attempt(db);
    db.run('RELEASE job');
    return job.done;
  } catch (error) {
    if (isDamage(error)) throw error;
    db.run('ROLLBACK TO job');
    db.run('RELEASE job');
    return () => job.failed(error);
  }
}

async function load(file: string): Promise<Loaded> {
  const generation = generationOf(file);
  const bytes = await readBytesIfThere(file);
  const db = await openDatabase(bytes);
  try {
    return { db, generation, ahead: migrate(db, file) && bytes !== undefined };
  } catch (error) {
    db.close();
    throw error;
  }
}

function changesIn(db: Database): number {
  return Number(db.first('SELECT total_changes() AS changes')?.changes);
}

async function refuseNetworkDrive(file: string): Promise<void> {
  if (!(await isOnNetworkDrive(file))) return;
  throw new PlumblineError('failed', 'the registry cannot be kept on a network drive', {
    where: file,
    why: 'locks and renames there are not reliable enough for several processes that write',
    help: 'name a folder on a disk of this machine with `storage:` in plumbline.yaml',
  });
}
