/** What the page of a profile draws: proposals by column, each to be accepted or not. */
export interface ProfilePage {
  readonly kind: 'profile';
  /** Id of the stored profile. */
  readonly id: string;
  /** Name that the suite would have. */
  readonly suite: string;
  /** What it was drawn from. */
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  readonly ranAt: string;
  readonly seconds: number;
  /** The table first, then the columns as the data has them. */
  readonly sections: readonly ProfileSection[];
  /** Sets of columns that tell all rows apart. */
  readonly keys: readonly { readonly columns: readonly string[]; readonly confidence: number }[];
  readonly dependencies: readonly { readonly column: string; readonly decides: readonly string[] }[];
}

export interface ProfileSection {
  /** Undefined for the table as a whole. */
  readonly column: string | undefined;
  /** What was seen, in one line. */
  readonly seen: string;
  readonly semanticType: string | undefined;
  readonly pii: { readonly kind: string; readonly confidence: number } | undefined;
  readonly proposals: readonly ProposalRow[];
}

export interface ProposalRow {
  /** Counts from 1 through the whole profile: what `plumbline profile --accept` takes. */
  readonly number: number;
  readonly type: string;
  /** `values to be between` */
  readonly title: string;
  /** `min_value: 0, max_value: 1500`; without the column. */
  readonly args: string;
  readonly reason: string;
  /** 0 to 1. */
  readonly confidence: number;
}
