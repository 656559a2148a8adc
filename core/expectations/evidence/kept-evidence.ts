import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { namesIn, readTextIfThere, remove, statOf } from '../../platform/files.ts';
import { replaceLoosely } from '../../platform/write-atomically.ts';
import { fileIdentity } from './file-identity.ts';
import { readValueText, valueText } from './value-text.ts';

/** What earlier runs found out about data files; a check is named by a hash of what it asks. */
export interface KeptEvidence {
  /** What is known of a file; it can be added to. */
  of(path: string): Promise<FileEvidence>;
  /** Writes what was added. What cannot be written is not kept: it is only worth time. */
  save(): Promise<void>;
}

export interface FileEvidence {
  /** Undefined where the check was not made on this file. */
  get(check: string): unknown;
  set(check: string, found: unknown): void;
}

/** Files that are kept at most, and how long one is that is not asked for, in days. */
const MOST_FILES = 20_000;
const MOST_DAYS = 90;
/** Checks that are kept of one file, and how much of one check, in characters. */
const MOST_CHECKS = 2_000;
const LONGEST = 100_000;
/** A check that is used again is marked anew after so many days. */
const MARK_EVERY = 7;

/** Where a project keeps it. */
export function evidenceFolder(storage: string): string {
  return join(storage, 'evidence');
}

interface Kept {
  readonly found: unknown;
  /** Days since 1970 on which it was last made use of, a week more or less. */
  readonly day: number;
}

/**
 * Opens the folder of kept evidence: one small file for each data file as it is now. They can be deleted at any time; one that is
 * damaged, or of another writer, is as good as none. Two runs at once may each lose what the other one added.
 */
export function openEvidence(folder: string, writer: string): KeptEvidence {
  const files = new Map<string, Promise<OpenFile>>();
  const today = Math.floor(Date.now() / 86_400_000);
  return {
    async of(path) {
      const opened = files.get(path) ?? openFile(folder, path, writer, today);
      files.set(path, opened);
      return (await opened).evidence;
    },
    async save() {
      try {
        const written = await Promise.all([...files.values()].map(async (file) => (await file).save()));
        if (written.includes(true)) await prune(folder, today);
      } catch {
        // A full disk, a folder that nobody may write to: the verdict stands without it.
      }
      // Whoever asks next asks of the files as they are then.
      files.clear();
    },
  };
}

interface OpenFile {
  readonly evidence: FileEvidence;
  save(): Promise<boolean>;
}

async function openFile(folder: string, path: string, writer: string, today: number): Promise<OpenFile> {
  const identity = await fileIdentity(path);
  const place = identity === undefined ? undefined : join(folder, `${identity}.json`);
  const checks = place === undefined ? new Map<string, Kept>() : await readChecks(place, writer);
  let isChanged = false;
  return {
    evidence: {
      get(check) {
        const kept = checks.get(check);
        if (kept !== undefined && kept.day < today - MARK_EVERY) {
          checks.set(check, { ...kept, day: today });
          isChanged = true;
        }
        return kept?.found;
      },
      set(check, found) {
        // Texts of a whole column may be long, and are found again in no time.
        if (place === undefined || valueText(found).length > LONGEST) return;
        checks.set(check, { found, day: today });
        isChanged = true;
      },
    },
    async save() {
      // What changed while it was read has another identity by now, and what was found belongs to neither.
      if (!isChanged || place === undefined || (await fileIdentity(path)) !== identity) return false;
      await replaceLoosely(place, textOf(checks, writer));
      isChanged = false;
      return true;
    },
  };
}

function textOf(checks: ReadonlyMap<string, Kept>, writer: string): string {
  const newest = [...checks].sort(([, a], [, b]) => b.day - a.day).slice(0, MOST_CHECKS);
  const body = valueText({ writer, checks: newest });
  return `${sha(body)}\n${body}`;
}

async function readChecks(place: string, writer: string): Promise<Map<string, Kept>> {
  try {
    const [hash, body = ''] = ((await readTextIfThere(place)) ?? '').split('\n');
    if (hash !== sha(body)) return new Map();
    const read = readValueText(body) as { readonly writer: string; readonly checks: [string, Kept][] };
    return new Map(read.writer === writer ? read.checks : []);
  } catch {
    return new Map();
  }
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Removes what nobody has asked for in a long time, and of too many files those that were written first. */
async function prune(folder: string, today: number): Promise<void> {
  const found = await Promise.all(
    (await namesIn(folder)).map(async (name) => ({ name, at: (await statOf(join(folder, name)))?.mtimeMs ?? 0 })),
  );
  const oldest = (today - MOST_DAYS) * 86_400_000;
  const newestFirst = found.sort((a, b) => b.at - a.at);
  const out = newestFirst.filter(({ at }, index) => at < oldest || index >= MOST_FILES);
  for (const { name } of out) await remove(join(folder, name));
}
