import type { AggregateFunction, Expression } from './expression.ts';
import { lowerCondition } from './lower-expression.ts';
import type { Constant, Lowered } from './lowered.ts';
import type { ColumnTypes } from './value-type.ts';

/** What SQL engines write differently. */
export interface Dialect {
  readonly name: string;
  quoteIdentifier(name: string): string;
  typeName(type: SqlType): string;
  aggregate(name: AggregateFunction, operand: string): string;
  /** Whether a text matches a pattern in which no letter is special but `%`, `_` and the escape, where there is one. */
  like(operand: string, pattern: string, escapedBy: string | null, bind: (value: BoundValue) => string): string;
}
export type SqlType = 'boolean' | 'float' | 'double' | 'timestamp';

export type BoundValue = string | number | bigint | boolean;

/**
 * A condition in SQL: names quoted, values bound, one `?` in the text for each of them in order. It is in brackets where
 * it has to be, and may stand beside AND.
 */
export interface CompiledSql {
  readonly text: string;
  readonly values: readonly BoundValue[];
}

export interface CompileOptions {
  /** How a column is written, for views with names of their own; its quoted name if not given. */
  readonly column?: (name: string) => string;
}

/**
 * Compiles a condition (or, where it holds aggregates, a condition on a set) for a SQL engine. The expression must come
 * without problems. Its meaning does not depend on the engine: see `Lowered`.
 */
export function compileSql(
  expression: Expression,
  types: ColumnTypes,
  dialect: Dialect,
  options: CompileOptions = {},
): CompiledSql {
  const { column = (name: string) => dialect.quoteIdentifier(name) } = options;
  const values: BoundValue[] = [];
  const bind = (value: BoundValue): string => {
    values.push(value);
    return '?';
  };
  return { text: write(lowerCondition(expression, types), { dialect, column, bind }), values };
}

interface Target {
  readonly dialect: Dialect;
  readonly column: (name: string) => string;
  /** Binds a value; called in the order in which the text is written. */
  readonly bind: (value: BoundValue) => string;
}

function write(lowered: Lowered, target: Target): string {
  const { dialect } = target;
  switch (lowered.kind) {
    case 'column':
      return target.column(lowered.name);
    case 'constant':
      return writeConstant(lowered, target);
    case 'unknown':
      return `CAST(NULL AS ${dialect.typeName('boolean')})`;
    case 'convert':
      return `CAST(${write(lowered.operand, target)} AS ${dialect.typeName(lowered.to)})`;
    case 'negation':
      return `(- ${write(lowered.operand, target)})`;
    case 'arithmetic':
      return writeArithmetic(lowered, target);
    case 'comparison':
      return `(${write(lowered.left, target)} ${lowered.operator} ${write(lowered.right, target)})`;
    case 'not':
      return `(NOT ${write(lowered.operand, target)})`;
    case 'logical': {
      const operands = lowered.operands.map((operand) => write(operand, target));
      return `(${operands.join(lowered.operator === 'and' ? ' AND ' : ' OR ')})`;
    }
    case 'in': {
      const operand = write(lowered.operand, target);
      const items = lowered.items.map((item) => writeConstant(item, target));
      return `(${operand} IN (${[...items, ...(lowered.orUnknown ? ['NULL'] : [])].join(', ')}))`;
    }
    case 'like': {
      const operand = write(lowered.operand, target);
      return dialect.like(operand, lowered.pattern, lowered.escape, target.bind);
    }
    case 'is-null':
      return `(${write(lowered.operand, target)} IS NULL)`;
    case 'aggregate':
      return dialect.aggregate(lowered.function, lowered.operand === null ? '*' : write(lowered.operand, target));
  }
}

/** Only floats are converted here: engines read dates in texts as the column beside them wants them. */
function writeConstant({ value, type }: Constant, { dialect, bind }: Target): string {
  const bound = bind(value);
  return type === 'float' || type === 'double' ? `CAST(${bound} AS ${dialect.typeName(type)})` : bound;
}

function writeArithmetic(lowered: Extract<Lowered, { kind: 'arithmetic' }>, target: Target): string {
  const left = write(lowered.left, target);
  const right = write(lowered.right, target);
  const divides = lowered.operator === '/' || lowered.operator === '%';
  return `(${left} ${lowered.operator} ${divides ? `NULLIF(${right}, 0)` : right})`;
}
