import type { CellValue, RowType } from './row-type.ts';

/** A column of one row: what it is called, the type of its value, and where among the row's values that is. */
export interface RowColumn {
  readonly name: string;
  readonly type: RowType;
  readonly place: number;
}

export interface RowGiven {
  /** Parameters filled in, read as the catalogue says. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Those that the expectation names, in order. */
  readonly columns: readonly RowColumn[];
}

/** True: as expected; false: not; null: the expectation says nothing of this row, for a value is missing. */
export type RowTest = (values: readonly CellValue[]) => boolean | null;

/** An expectation that one row can meet or break by itself. */
export interface RowJudge {
  readonly type: string;
  /** Which columns it names. */
  readonly names: (args: Readonly<Record<string, unknown>>) => readonly string[];
  /** Compiles it for columns of certain types; throws where it cannot be judged. */
  readonly compile: (given: RowGiven) => RowTest;
  /** Whether it says something where nothing tells the type of a missing value. */
  readonly judgesUntold?: true;
  /** What it is about, where that is not the single values: `mostly` says nothing to it, nor rows to the type of a column. */
  readonly about?: 'all values' | 'type';
}
