/** What the page of a drift result draws: features by how far they moved, and for each both distributions. */
export interface DriftPage {
  readonly kind: 'drift';
  /** Id of the stored result. */
  readonly id: string;
  /** A monitor, or undefined for a comparison made by hand. */
  readonly monitor: string | undefined;
  readonly file: string | undefined;
  readonly reference: DriftSide;
  readonly current: DriftSide;
  readonly drifted: boolean;
  /** Share of the features that drifted, 0 to 1, and what is allowed. */
  readonly share: number;
  readonly allowedShare: number;
  readonly correction: 'none' | 'bonferroni' | 'fdr';
  readonly ranAt: string;
  readonly seconds: number;
  /** The farthest moved first. */
  readonly features: readonly DriftFeature[];
}

export interface DriftSide {
  readonly label: string;
  readonly rows: number;
}

export interface DriftFeature {
  readonly feature: string;
  readonly type: 'num' | 'cat';
  readonly test: string;
  /** `Population stability index`. */
  readonly title: string;
  readonly statistic: number | undefined;
  readonly pValue: number | undefined;
  readonly score: number | undefined;
  /** How the score is compared: a p-value drifts when it is small, a distance when it is large. */
  readonly scoreKind: 'p-value' | 'distance';
  readonly threshold: number | undefined;
  /** Undefined where nothing could be concluded. */
  readonly drifted: boolean | undefined;
  readonly reason: string;
  readonly missing: { readonly reference: number; readonly current: number };
  /** Shares of both sides over the same bins, each side adding up to 1. */
  readonly bins: readonly DriftBin[];
}

export interface DriftBin {
  /** `[0, 10)`, or the category. */
  readonly label: string;
  /** Of a numeric bin. */
  readonly from?: number;
  readonly to?: number;
  readonly reference: number;
  readonly current: number;
}
