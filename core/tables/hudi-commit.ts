import type { SourceColumn } from '../engine/data-source.ts';
import type { TableOperation } from './operation.ts';
import { avroSchema, readColumns, writeColumns } from './table-schemas.ts';

/** The content of `<instant>.commit`, as far as we read and write it. */
export interface HudiCommit {
  readonly partitionToWriteStats: Readonly<Record<string, readonly WriteStat[]>>;
  /** Of replacecommits: files that are gone. */
  readonly partitionToReplaceFileIds?: Readonly<Record<string, readonly string[]>>;
  readonly compacted: boolean;
  readonly extraMetadata: Readonly<Record<string, string | null>>;
  readonly operationType: string;
}

/** What a commit says of one file that it wrote. */
export interface WriteStat {
  readonly fileId: string;
  /** Relative to the table. */
  readonly path: string;
  /** `null` as text where there was none. */
  readonly prevCommit: string;
  readonly partitionPath: string;
  /** Rows of the file. */
  readonly numWrites: number;
  readonly numInserts: number;
  readonly numUpdateWrites: number;
  readonly numDeletes: number;
  readonly fileSizeInBytes: number;
}

/** What marks a commit as ours. */
export interface Mark {
  /** Of the commit, which is that of its twin in the Delta log: from 0. */
  readonly version: number;
  readonly operation: TableOperation;
  readonly run: string | undefined;
  readonly columns: readonly SourceColumn[];
  /** Whether the table holds dates for which Spark wants to be told how they are counted. */
  readonly ancient: boolean;
}

export interface NewCommit extends Mark {
  readonly table: string;
  readonly file: Pick<WriteStat, 'fileId' | 'path' | 'prevCommit' | 'numWrites' | 'fileSizeInBytes'>;
  readonly rows: { readonly added: number; readonly updated: number; readonly deleted: number };
}

/**
 * An overwrite is written as the next slice of the table's one file, which is what Hudi calls an upsert: so readers of
 * changes see rows that came, changed and went, and the counts are those of rows. Our own word for it stands in the mark.
 */
const OPERATION_TYPES: Readonly<Record<TableOperation, string>> = {
  insert: 'INSERT',
  upsert: 'UPSERT',
  delete: 'DELETE',
  overwrite: 'UPSERT',
};

export function hudiCommit(commit: NewCommit): HudiCommit {
  const { table, file, rows, operation, columns } = commit;
  const stat = {
    ...file,
    partitionPath: '',
    numInserts: rows.added,
    numUpdateWrites: rows.updated,
    numDeletes: rows.deleted,
    totalWriteBytes: file.fileSizeInBytes,
    totalWriteErrors: 0,
  };
  return {
    partitionToWriteStats: { '': [stat] },
    compacted: false,
    extraMetadata: { schema: avroSchema(table, columns, false), ...writeMark(commit) },
    operationType: OPERATION_TYPES[operation],
  };
}

/** What stands in `<instant>.inflight`: enough to know whose it is, should it never become a commit. */
export function inflightCommit(run: string | undefined): HudiCommit {
  const extraMetadata = { [`${PREFIX}writer`]: 'plumbline', ...(run && { [`${PREFIX}run`]: run }) };
  return { partitionToWriteStats: {}, compacted: false, extraMetadata, operationType: 'UPSERT' };
}

export function isOurs({ extraMetadata }: HudiCommit): boolean {
  return extraMetadata?.[`${PREFIX}writer`] === 'plumbline';
}

const PREFIX = 'plumbline.';

/** Hudi keeps texts only. */
function writeMark({ version, operation, run, columns, ancient }: Mark): Readonly<Record<string, string>> {
  return {
    [`${PREFIX}writer`]: 'plumbline',
    [`${PREFIX}version`]: String(version),
    [`${PREFIX}operation`]: operation,
    [`${PREFIX}columns`]: writeColumns(columns),
    ...(run && { [`${PREFIX}run`]: run }),
    ...(ancient && { [`${PREFIX}ancient`]: 'true' }),
  };
}

/** The mark of a commit of ours; undefined for another's. */
export function readMark(commit: HudiCommit): Mark | undefined {
  if (!isOurs(commit)) return undefined;
  const said = (name: string) => commit.extraMetadata[`${PREFIX}${name}`] ?? undefined;
  return {
    version: Number(said('version')),
    operation: (said('operation') ?? 'upsert') as TableOperation,
    run: said('run'),
    columns: readColumns(said('columns') ?? '[]'),
    ancient: said('ancient') === 'true',
  };
}
