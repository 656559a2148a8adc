import type { AggregateFunction, ArithmeticOperator, ComparisonOperator, LiteralValue } from './expression.ts';
import type { ValueType } from './value-type.ts';

/**
 * An expression with every conversion spelt out, so that each target compiles it without a rule of its own and all of
 * them agree: only comparable values are compared, arithmetic is on doubles, and what cannot be known is `unknown`.
 */
export type Lowered =
  | LoweredColumn
  | Constant
  /** SQL's NULL. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'convert'; readonly to: 'double' | 'timestamp'; readonly operand: Lowered }
  | { readonly kind: 'negation'; readonly operand: Lowered }
  /** On doubles; dividing by zero is NULL. */
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Lowered;
      readonly right: Lowered;
    }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: Lowered;
      readonly right: Lowered;
    }
  | { readonly kind: 'not'; readonly operand: Lowered }
  | { readonly kind: 'logical'; readonly operator: 'and' | 'or'; readonly operands: readonly Lowered[] }
  /** One constant or more; `orUnknown` where the list holds a NULL as well. */
  | { readonly kind: 'in'; readonly operand: Lowered; readonly items: readonly Constant[]; readonly orUnknown: boolean }
  | { readonly kind: 'like'; readonly operand: Lowered; readonly pattern: string; readonly escape: string | null }
  | { readonly kind: 'is-null'; readonly operand: Lowered }
  | { readonly kind: 'aggregate'; readonly function: AggregateFunction; readonly operand: Lowered | null };

export interface LoweredColumn {
  readonly kind: 'column';
  readonly name: string;
  readonly type: ValueType | undefined;
}

/** Dates are `2024-01-31`, timestamps `2024-01-31T10:00:00.000000Z`. */
export interface Constant {
  readonly kind: 'constant';
  readonly value: Exclude<LiteralValue, null>;
  readonly type: ValueType;
}

export const UNKNOWN: Lowered = { kind: 'unknown' };
