import type { LineagePage } from './lineage-page.ts';

/** The kind under which explanations of predictions stand in the registry; the subject is the prediction's id. */
export const EXPLANATION = 'explanation';

/** What is kept of an explanation: the lineage page of the prediction. */
export interface StoredExplanation {
  readonly page: LineagePage;
}
