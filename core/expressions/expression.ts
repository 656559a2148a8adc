import type { Span } from '../documents/node.ts';

/**
 * One expression language for filters, `where`, `expect` and row conditions. Every node knows where it stands in the
 * text it was read from (offsets), so that a finding, a completion or a rename points at exactly it.
 */
export type Expression =
  | ColumnReference
  | Literal
  | Negation
  | Arithmetic
  | Comparison
  | Not
  | Logical
  | InList
  | Between
  | Like
  | IsNull
  | Aggregate;

export interface ColumnReference extends Span {
  readonly kind: 'column';
  readonly name: string;
  /** How the name is written: `delay`, `"delay"`, `` `delay` ``. */
  readonly form: 'bare' | 'quoted' | 'backticks';
  /** Where the name stands with its quotes; `start…end` holds `col(…)` as well, where that is written around it. */
  readonly nameSpan: Span;
}

export interface Literal extends Span {
  readonly kind: 'literal';
  readonly value: LiteralValue;
}

/** Whole numbers that a JavaScript number cannot hold exactly are bigint. Dates and timestamps are ISO strings. */
export type LiteralValue = string | number | bigint | boolean | null;

/** `-x` */
export interface Negation extends Span {
  readonly kind: 'negation';
  readonly operand: Expression;
}

export interface Arithmetic extends Span {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

export interface Comparison extends Span {
  readonly kind: 'comparison';
  /** As SQL writes it; `==` and `!=` are read as `=` and `<>`. */
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export interface Not extends Span {
  readonly kind: 'not';
  readonly operand: Expression;
}

/** Two operands or more; a chain of one operator is one node, so that a long one is not a deep one. */
export interface Logical extends Span {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Expression[];
}

/** `x IN (…)`; an empty list selects nothing. */
export interface InList extends Span {
  readonly kind: 'in';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly items: readonly Expression[];
}

export interface Between extends Span {
  readonly kind: 'between';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
}

export interface Like extends Span {
  readonly kind: 'like';
  readonly negated: boolean;
  readonly operand: Expression;
  /** Always a text: `%` stands for any text, `_` for one character. */
  readonly pattern: Literal;
  /** The one character that makes a wildcard after it stand for itself; without it nothing does. */
  readonly escape: string | null;
}

export interface IsNull extends Span {
  readonly kind: 'is-null';
  readonly negated: boolean;
  readonly operand: Expression;
}

/** A figure of a set of rows; allowed only where a set is meant (`expect` of a behaviour test). */
export interface Aggregate extends Span {
  readonly kind: 'aggregate';
  readonly function: AggregateFunction;
  /** Null only for `count(*)`. */
  readonly operand: Expression | null;
}
export type AggregateFunction =
  | 'count'
  | 'count_distinct'
  | 'sum'
  | 'mean'
  | 'median'
  | 'min'
  | 'max'
  | 'stddev'
  | 'variance';

/** What is wrong with an expression; never thrown, always beside the value. */
export interface ExpressionProblem extends Span {
  readonly code: ExpressionProblemCode;
  readonly message: string;
  /** The text that would put it right in place of `start…end`, where that is certain. */
  readonly fix?: string;
}
export type ExpressionProblemCode =
  | 'syntax'
  | 'unknown-function'
  | 'unknown-column'
  | 'aggregate-not-allowed'
  | 'outside-aggregate'
  | 'type-mismatch'
  | 'never-true'
  | 'not-a-condition'
  | 'unsupported';

export interface ParsedExpression {
  /** What could be read, in spite of problems; null where nothing could. */
  readonly expression: Expression | null;
  readonly problems: readonly ExpressionProblem[];
}
