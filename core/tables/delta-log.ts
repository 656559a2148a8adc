import { join } from 'node:path';
import { namesIn, readTextIfThere } from '../platform/files.ts';
import { writeAtomically } from '../platform/write-atomically.ts';
import { millisecondsOf } from './instant.ts';
import { deltaSchema, writeColumns } from './table-schemas.ts';
import type { TableCommit } from './timeline.ts';

/**
 * The twin of the timeline: a Delta log (reader 1, writer 2) over the same Parquet files, for all those who read Delta.
 * It says nothing that the timeline does not, so that it can always be written again, letter for letter.
 */
function deltaEntry(commit: TableCommit, before: TableCommit | undefined): string {
  const { mark, instant, operation, rows, version } = commit;
  const columns = mark?.columns ?? [];
  const timestamp = millisecondsOf(instant);
  const metrics = {
    numOutputRows: String(commit.total),
    numTargetRowsInserted: String(rows.added),
    numTargetRowsUpdated: String(rows.updated),
    numTargetRowsDeleted: String(rows.deleted),
  };
  const lines: unknown[] = [
    {
      commitInfo: {
        timestamp,
        operation: OPERATIONS[operation] ?? 'WRITE',
        operationParameters: { plumblineOperation: operation },
        operationMetrics: metrics,
        isBlindAppend: false,
        engineInfo: 'Plumbline',
        hudiInstant: instant,
      },
    },
  ];
  if (version === 0) lines.push({ protocol: { minReaderVersion: 1, minWriterVersion: 2 } });
  if (before === undefined || writeColumns(before.mark?.columns ?? []) !== writeColumns(columns)) {
    lines.push({
      metaData: {
        id: tableId(commit),
        format: { provider: 'parquet', options: {} },
        schemaString: deltaSchema(columns),
        partitionColumns: [],
        configuration: {},
        createdTime: timestamp,
      },
    });
  }
  const dataChange = true;
  for (const { path } of before?.files ?? []) {
    lines.push({ remove: { path, deletionTimestamp: timestamp, dataChange } });
  }
  for (const { path, size, rows: numRecords } of commit.files) {
    const stats = JSON.stringify({ numRecords });
    lines.push({ add: { path, partitionValues: {}, size, modificationTime: timestamp, dataChange, stats } });
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const OPERATIONS: Readonly<Record<string, string>> = { upsert: 'MERGE', delete: 'DELETE' };

/** Our tables keep one file id for their whole life; the UUID in it names the table. */
function tableId({ files }: TableCommit): string {
  return (files[0]?.fileId ?? '').slice(0, 36);
}

/** Writes what the log lacks of the commits. */
export async function repairDeltaLog(folder: string, commits: readonly TableCommit[]): Promise<void> {
  const names = new Set(await namesIn(logFolder(folder)));
  for (const commit of commits) {
    const name = entryName(commit.version);
    if (names.has(name)) continue;
    await writeAtomically(join(logFolder(folder), name), deltaEntry(commit, commits[commit.version - 1]));
  }
}

/** Versions of the log that do not belong to the commits: another program has written them. */
export async function foreignDeltaEntry(folder: string, commits: readonly TableCommit[]): Promise<string | undefined> {
  const names = (await namesIn(logFolder(folder))).filter((name) => /^\d{20}\.json$/.test(name));
  const beyond = names.find((name) => Number.parseInt(name, 10) >= commits.length);
  if (beyond !== undefined) return beyond;
  // A foreign commit may have taken the number of one of ours whose twin was never written.
  const last = commits.at(-1);
  if (last === undefined) return undefined;
  const text = await readTextIfThere(join(logFolder(folder), entryName(last.version)));
  return text === undefined || text.includes(`"hudiInstant":"${last.instant}"`) ? undefined : entryName(last.version);
}

export const logFolder = (folder: string) => join(folder, '_delta_log');

const entryName = (version: number) => `${String(version).padStart(20, '0')}.json`;
