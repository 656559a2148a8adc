import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, fileProblem, isMissing } from './file-problem.ts';
import { makeFolders } from './make-folders.ts';
import { patiently } from './patience.ts';
import { PlumblineError } from './problem.ts';
import { type ProcessIdentity, stateOf, thisProcess } from './process-identity.ts';

/** What a lock file says of the process that holds it. */
export interface LockHolder extends ProcessIdentity {
  /** Names this one taking of the lock, among all that ever were. */
  readonly token: string;
  /** When it was taken, as ISO 8601. */
  readonly since: string;
}

export interface LockOptions {
  readonly timeoutMs?: number;
  /** What is locked, for the message: "the registry". */
  readonly what?: string;
}

export interface Held {
  /** The dead process that left the lock behind, if one did: what it was writing may be half done. */
  readonly leftBy: LockHolder | undefined;
}

/**
 * Does the work while no other process, and nobody else in this one, holds the same lock file.
 * A lock that a dead process of this machine left is taken over; a lock of another machine never is.
 */
export async function withLock<T>(
  path: string,
  work: (held: Held) => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const { own, leftBy } = await taken(path, options);
  try {
    return await work({ leftBy });
  } finally {
    await release(path, own);
  }
}

async function taken(path: string, { timeoutMs = 10_000, what = 'the file' }: LockOptions) {
  const until = performance.now() + timeoutMs;
  let leftBy: LockHolder | undefined;
  for (let pause = 1; ; pause = Math.min(pause * 1.5, 40)) {
    const own = await tryToTake(path);
    if (own !== undefined) return { own, leftBy };
    const holder = await holderOf(path);
    if (holder !== undefined && stateOf(holder) === 'dead') {
      if (await takeAway(path, holder)) leftBy = holder;
    } else if (performance.now() >= until) {
      throw heldTooLong(path, what, holder, timeoutMs);
    } else {
      // Processes that wait for the same lock should not all come back at the same moment.
      await sleep(pause * (0.5 + Math.random()));
    }
  }
}

/** A lock file appears in one step with all its content: written under another name, and linked to its own. */
async function tryToTake(path: string): Promise<LockHolder | undefined> {
  const own: LockHolder = { ...thisProcess(), token: randomBytes(8).toString('hex'), since: new Date().toISOString() };
  const draft = `${path}.${own.token}.draft`;
  try {
    await makeFolders(dirname(path));
    await writeFile(draft, JSON.stringify(own), { flag: 'wx' });
    await linkOrWrite(draft, path, JSON.stringify(own));
    return own;
  } catch (error) {
    // On Windows a name that is just being removed cannot be taken yet.
    if (errorCode(error) === 'EEXIST' || (process.platform === 'win32' && errorCode(error) === 'EPERM'))
      return undefined;
    throw fileProblem('cannot make the lock file', path, error);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Some file systems (exFAT) know no links: there the file is created exclusively, and filled a moment later. */
async function linkOrWrite(draft: string, path: string, content: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS' && code !== 'EPERM') throw error;
    await writeFile(path, content, { flag: 'wx' });
  }
}

/**
 * Removes the lock of a dead process. Many may want to at once, and one who is late must not remove a lock that
 * somebody took in the meantime. So the right to remove it is itself a lock, named after the very taking that is to
 * end; who holds it looks again, and from then on nobody else can touch the file. True for the one who removed it.
 */
export async function takeAway(path: string, dead: LockHolder): Promise<boolean> {
  return withLock(`${path}.${dead.token}`, async () => {
    if ((await holderOf(path))?.token !== dead.token) return false;
    await patiently(() => rm(path));
    await removeOldDrafts(path);
    return true;
  });
}

/** Processes that died while they took this lock, or took it away, may each have left a small file beside it. */
async function removeOldDrafts(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const draft = join(dirname(path), name);
    const age = await stat(draft).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    );
    if (age > 60 * 60 * 1000) await rm(draft, { force: true });
  }
}

/** `undefined` if there is no lock, or one that says nothing readable. */
async function holderOf(path: string): Promise<LockHolder | undefined> {
  try {
    const content: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isHolder(content) ? content : undefined;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError || errorCode(error) === 'EPERM') return undefined;
    throw fileProblem('cannot read the lock file', path, error);
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, host, token } = value as Partial<LockHolder>;
  return typeof pid === 'number' && typeof host === 'string' && typeof token === 'string' && /^[0-9a-f]+$/.test(token);
}

/** Only our own: should somebody have removed the file by hand, the lock may be another's by now. */
async function release(path: string, own: LockHolder): Promise<void> {
  if ((await holderOf(path))?.token === own.token) await patiently(() => rm(path, { force: true }));
}

function heldTooLong(path: string, what: string, holder: LockHolder | undefined, timeoutMs: number): PlumblineError {
  const who =
    holder === undefined
      ? 'the lock file does not say by whom'
      : `by process ${holder.pid} on ${holder.host.split(' ')[0]} since ${holder.since}`;
  return new PlumblineError('failed', `${what} has been locked for ${Math.round(timeoutMs / 1000)} s`, {
    where: path,
    why: who,
    help: 'wait for that process or end it; if it is gone, remove the lock file',
  });
}
