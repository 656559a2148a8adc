import { join } from 'node:path';
import { namesIn, readTextIfThere } from '../platform/files.ts';
import { PlumblineError } from '../platform/problem.ts';
import { type HudiCommit, type Mark, readMark } from './hudi-commit.ts';
import { type HudiProperties, parseProperties } from './hudi-properties.ts';
import { timeOf } from './instant.ts';
import type { JournalEntry } from './journal.ts';
import { type SliceFile, sliceAfter } from './slices.ts';

/** A commit of a table. */
export interface TableCommit {
  readonly instant: string;
  /** Counts the commits from 0, as the Delta log does. */
  readonly version: number;
  /** ISO 8601, UTC: when it began. */
  readonly at: string;
  readonly operation: string;
  readonly rows: { readonly added: number; readonly updated: number; readonly deleted: number };
  /** Rows of the table after it. */
  readonly total: number;
  /** The files that hold the rows of the table after it. */
  readonly files: readonly SliceFile[];
  /** What is only in commits of ours. */
  readonly mark: Mark | undefined;
  readonly content: HudiCommit;
}

/** A table of Hudi on the disk, as far as its timeline says. */
export interface Timeline {
  readonly folder: string;
  readonly properties: HudiProperties;
  /** The oldest first. */
  readonly commits: readonly TableCommit[];
  /** Instants that were begun and have not become commits. */
  readonly pending: readonly string[];
  /** Names in `.hoodie` that tell of something else than plain commits, such as cleaning or rollbacks. */
  readonly others: readonly string[];
}

/** The timeline of a table (version 6); undefined where there is none. The journal's commits count as done. */
export async function readTimeline(folder: string, journal: readonly JournalEntry[]): Promise<Timeline | undefined> {
  const home = join(folder, '.hoodie');
  const properties = await readTextIfThere(join(home, 'hoodie.properties'));
  if (properties === undefined) return undefined;
  const contents = new Map<string, HudiCommit>();
  const begun = new Set<string>();
  const others: string[] = [];
  for (const name of await namesIn(home)) {
    const [, instant, action] = /^(\d{14,17})\.(.+)$/.exec(name) ?? [];
    if (instant === undefined || action === undefined) {
      if (!KNOWN_NAMES.has(name) && !isLeftover(name)) others.push(name);
    } else if (action === 'commit' || action === 'replacecommit') {
      const text = await readTextIfThere(join(home, name));
      // Gone since the folder was listed: archived.
      if (text !== undefined) contents.set(instant, readCommit(text, join(home, name)));
      if (action === 'replacecommit') others.push(name);
    } else if (action === 'commit.requested' || action === 'inflight') begun.add(instant);
    else others.push(name);
  }
  for (const { instant, commit } of journal) contents.set(instant, commit);
  const commits: TableCommit[] = [];
  for (const [instant, content] of [...contents].sort(([a], [b]) => (a < b ? -1 : 1))) {
    commits.push(tableCommit(instant, content, commits));
  }
  const pending = [...begun].filter((instant) => !contents.has(instant)).sort();
  return { folder, properties: parseProperties(properties), commits, pending, others };
}

/** What every table has beside its instants; `.aux`, `.temp` and `.schema` are folders of Spark's that say nothing. */
const KNOWN_NAMES = new Set(['hoodie.properties', 'hoodie.properties.backup', '.aux', '.temp', '.schema', 'archived']);

/** Half-written files of ours, of which a killed process may leave one, and checksums of Spark's. */
function isLeftover(name: string): boolean {
  return name.startsWith('.') && (name.endsWith('.tmp') || name.endsWith('.crc'));
}

function readCommit(text: string, path: string): HudiCommit {
  try {
    return JSON.parse(text) as HudiCommit;
  } catch (cause) {
    throw new PlumblineError('failed', 'a commit of the table cannot be read', { where: path, cause });
  }
}

/** A commit as it follows on those before it. */
export function tableCommit(instant: string, content: HudiCommit, before: readonly TableCommit[]): TableCommit {
  const last = before.at(-1);
  const { files, replaced } = sliceAfter(last?.files ?? [], content);
  const mark = readMark(content);
  const stats = Object.values(content.partitionToWriteStats ?? {}).flat();
  const sum = (count: (stat: (typeof stats)[number]) => number) => stats.reduce((all, stat) => all + count(stat), 0);
  const rewrites = content.operationType === 'CLUSTER' || content.operationType === 'COMPACT';
  return {
    instant,
    version: before.length,
    at: timeOf(instant.padEnd(17, '0')),
    operation: mark?.operation ?? content.operationType.toLowerCase(),
    rows: rewrites
      ? { added: 0, updated: 0, deleted: 0 }
      : {
          added: sum((stat) => stat.numInserts),
          updated: sum((stat) => stat.numUpdateWrites),
          deleted: sum((stat) => stat.numDeletes) + replaced,
        },
    total: files.reduce((all, { rows }) => all + rows, 0),
    files,
    mark,
    content,
  };
}
