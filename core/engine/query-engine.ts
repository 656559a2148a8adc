import type { ValueType } from '../expressions/value-type.ts';
import type { DataSource } from './data-source.ts';
import type { Dialect } from './dialect.ts';
import type { Sql } from './sql.ts';
import type { Value } from './value.ts';

/** What reads data and answers SQL about it. One connection: queries run one after the other, in the order given. */
export interface QueryEngine {
  readonly dialect: Dialect;
  /** Makes a source ready to be queried. A source that is missing or unreadable is a `PlumblineError` in words. */
  open(source: DataSource, options?: QueryOptions): Promise<Relation>;
  /** Lets queries find the relation by this name. */
  alias(relation: Relation, name: string): Promise<void>;
  query(statement: Sql, options?: QueryOptions): Promise<Answer>;
  /** The first column of the answer as doubles, without missing values; that column must be of type DOUBLE. */
  numbers(statement: Sql, options?: QueryOptions): Promise<Float64Array>;
  /** The columns that a SELECT of ours gives. */
  columns(rows: Sql, options?: QueryOptions): Promise<readonly Column[]>;
  /**
   * Writes what a query of ours gives into a file, in a folder that the engine may use; returns how many rows. In
   * Parquet, compressed. A file that is killed half-way is no file of its format.
   */
  copy(rows: Sql, file: string, options?: CopyOptions): Promise<number>;
  /** Reads a SELECT that a person wrote; refuses everything else, and more than one statement. */
  select(text: string, options?: SelectOptions): Promise<Answer>;
  /**
   * Makes a test of texts, written in JavaScript, usable in SQL: for what the engine itself cannot test. `about` says
   * which test it is: two of the same words must be the same test.
   */
  textTest(about: string, test: (text: string) => boolean): (text: Sql) => Sql;
  dispose(): Promise<void>;
}

export interface QueryOptions {
  /** Ends the query; what is then thrown has the kind `cancelled`. */
  readonly signal?: AbortSignal;
  /** Called while a query runs, with how much of it is done (0 to 1). */
  readonly onProgress?: (fraction: number) => void;
}

export interface CopyOptions extends QueryOptions {
  /** Parquet by default. */
  readonly format?: 'parquet' | 'csv';
  /** What a Parquet file says of itself in its footer. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface SelectOptions extends QueryOptions {
  /** Rows to return at most; `rowCount` counts all of them. */
  readonly limit?: number;
  /** Whether to sort the rows by all their columns, so that the same ones are returned each time. */
  readonly sorted?: boolean;
}

export interface Answer {
  readonly columns: readonly string[];
  /** Of the columns, as the engine calls them. */
  readonly types: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** Of all rows, those not returned included. */
  readonly rowCount: number;
}

/** Data that can stand after FROM. */
export interface Relation {
  /** What to call it in messages: its path as given. */
  readonly label: string;
  readonly columns: readonly Column[];
  /** Stands after FROM. Floats that are "not a number" are missing in it, as they are to pandas. */
  readonly from: Sql;
  /** The same rows with one more column, `position`: the 0-based place of the row in the source. */
  readonly numbered: Sql;
  readonly position: Sql;
  /** The same rows with some of the columns only, where that makes a query shorter. */
  only?(columns: readonly string[]): Pick<Relation, 'columns' | 'from' | 'numbered'>;
  /** Declared columns that could not be read as declared, and so have another type. */
  readonly misfits: readonly Misfit[];
  /** The files that the rows lie in, where each of them can be read on its own. */
  readonly files?: RelationFiles;
}

export interface RelationFiles {
  /** In the order of the rows. */
  readonly all: readonly DataFile[];
  /** How a column is made of what stands in a file: as long as this stays the same, so do the values of a file. */
  readingOf(column: string): string;
  /** The rows of some of the files, as the relation shows them, the place of a row's file in the list given, and its own in the file. */
  rowsOf(files: readonly DataFile[], options?: QueryOptions): Promise<RowsByFile>;
  /** What files say of their columns themselves, without any row being read. */
  statistics(files: readonly DataFile[], options?: QueryOptions): Promise<readonly FileStatistics[]>;
}

export interface DataFile {
  /** Absolute. */
  readonly path: string;
  readonly rows: number;
}

export interface RowsByFile {
  readonly from: Sql;
  readonly file: Sql;
  /** The 0-based place of the row in its file. */
  readonly place: Sql;
}

/** By column; one that a file says nothing reliable about is not there. */
export type FileStatistics = ReadonlyMap<string, ColumnStatistics>;

export interface ColumnStatistics {
  /** Values that are there; undefined where "not a number" may be among them, which is missing to us. */
  readonly present: number | undefined;
  /** The smallest and the largest value as texts that the engine casts to the column's type; none of no values. */
  readonly ends: readonly string[] | undefined;
}

export interface Column {
  readonly name: string;
  /** As the engine calls it: `BIGINT`, `DECIMAL(10,2)`. */
  readonly type: string;
  readonly valueType: ValueType;
}

export interface Misfit {
  readonly column: string;
  /** The type it was declared with, as the engine calls it. */
  readonly declared: string;
  /** How many values cannot be read as that type. */
  readonly count: number;
  /** One of them. */
  readonly example: string;
}
