import type { Evidence } from '../reports/what-if/evidence.ts';
import type { ExpectationOutcome } from './progress.ts';
import type { ValidationPage } from './validation-page.ts';

/** The kind under which validations stand in the registry. */
export const VALIDATION = 'validation';

/** What is kept of a validation in a file of its own: what its page draws, and the result in Great Expectations' shape. */
export interface StoredValidation {
  /** Its id is that of the result, and known only when it is kept. */
  readonly page: Omit<ValidationPage, 'id'>;
  readonly result: unknown;
}

/** What is kept of each verdict in the registry: what stands on its line in the editor. */
export type StoredVerdict = Pick<ExpectationOutcome, 'outcome' | 'summary'> & {
  /** By which it can be judged anew. */
  readonly evidence?: Evidence;
};
