import type { Expectation } from '../../definitions/expectation-suite.ts';
import type { PiiHint } from './pii-hints.ts';
import type { SemanticType } from './semantic-types.ts';

/** An expectation that was drawn from data: a person says whether it must hold tomorrow. */
export interface Proposal {
  readonly expectation: Expectation;
  /** What it rests on. */
  readonly reason: string;
  /** How sure it is that the next batch of the same kind and size meets it, 0 to 1. */
  readonly confidence: number;
  readonly column?: string;
  readonly semantic_type?: SemanticType;
  readonly pii?: PiiHint;
}
