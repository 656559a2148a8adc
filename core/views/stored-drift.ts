import type { DriftPage } from './drift-page.ts';

/** The kind under which drift results stand in the registry. */
export const DRIFT = 'drift';

/** What comparisons made by hand are called there; a monitor has its name. */
export const BY_HAND = 'drift';

/** What is kept of a drift result in a file of its own. */
export interface StoredDrift {
  /** Its id is that of the result, and known only when it is kept. */
  readonly page: Omit<DriftPage, 'id'>;
}

/** What is kept of each feature in the registry: what stands on its line in the editor, and where that is. */
export interface StoredFeatureDrift {
  readonly outcome: 'drifted' | 'steady' | 'unknown';
  readonly summary: string;
  /** The feature group that it comes from, and its name there. */
  readonly of?: { readonly group: string; readonly feature: string };
}

/** What is kept of the whole: `groups` are those whose lines it may stand on. */
export interface DriftStatistics {
  readonly share: number;
  readonly allowedShare: number;
  readonly judged: number;
  readonly drifted: number;
  readonly reference: string;
  readonly current: string;
  readonly groups: readonly string[];
  /** Of the monitor's definition, so that a changed one is not told of what another one found. */
  readonly monitor?: string;
}
