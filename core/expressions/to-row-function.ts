import { compareValues, type RowValue } from './compare-values.ts';
import type { ArithmeticOperator, ComparisonOperator, Expression } from './expression.ts';
import { parseIsoTime } from './iso-time.ts';
import { likePattern } from './like-pattern.ts';
import { lowerCondition } from './lower-expression.ts';
import type { Constant, Lowered } from './lowered.ts';
import { readRowValue } from './row-value.ts';
import type { ColumnTypes } from './value-type.ts';

/** The values of one row by column name; a column that is not there is missing. */
export type Row = Readonly<Record<string, unknown>>;

/** True, false, or null for "unknown"; a filter keeps the rows for which it is true. */
export type RowFunction = (row: Row) => boolean | null;

/**
 * Compiles a condition to a function of one row that says what the SQL says of it, with SQL's three-valued logic.
 * Dates and timestamps may be ISO texts or `Date`; whole numbers and decimals may be texts of digits, as JSON from an
 * engine has them. The expression must come without problems and without aggregates.
 */
export function toRowFunction(expression: Expression, types: ColumnTypes): RowFunction {
  const evaluate = compile(lowerCondition(expression, types));
  return (row) => asBoolean(evaluate(row));
}

type Evaluate = (row: Row) => RowValue;

function compile(lowered: Lowered): Evaluate {
  switch (lowered.kind) {
    case 'column': {
      const { name, type } = lowered;
      return (row) => (Object.hasOwn(row, name) ? readRowValue(row[name], type) : null);
    }
    case 'constant': {
      const value = constantValue(lowered);
      return () => value;
    }
    case 'unknown':
      return () => null;
    case 'convert':
      return compileConversion(lowered.to, compile(lowered.operand));
    case 'negation':
      return onNumber(compile(lowered.operand), (value) => -value);
    case 'arithmetic':
      return compileArithmetic(lowered.operator, compile(lowered.left), compile(lowered.right));
    case 'comparison':
      return compileComparison(lowered.operator, compile(lowered.left), compile(lowered.right));
    case 'not':
      return compileNot(compile(lowered.operand));
    case 'logical':
      return compileLogical(lowered.operator === 'or', lowered.operands.map(compile));
    case 'in':
      return compileIn(compile(lowered.operand), lowered.items.map(constantValue), lowered.orUnknown);
    case 'like':
      return compileLike(compile(lowered.operand), likePattern(lowered.pattern, lowered.escape));
    case 'is-null': {
      const operand = compile(lowered.operand);
      return (row) => operand(row) === null;
    }
    case 'aggregate':
      throw new TypeError(`${lowered.function}(…) is a figure of a set, not of a row`);
  }
}

function constantValue({ value, type }: Constant): Exclude<RowValue, null> {
  return type === 'float' ? Math.fround(Number(value)) : value;
}

function asBoolean(value: RowValue): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function compileConversion(to: 'double' | 'timestamp', operand: Evaluate): Evaluate {
  if (to === 'double') return onNumber(operand, (value) => value);
  return (row) => {
    const value = operand(row);
    return typeof value === 'string' ? (parseIsoTime(value)?.instant ?? null) : null;
  };
}

function onNumber(operand: Evaluate, apply: (value: number) => number): Evaluate {
  return (row) => {
    const value = operand(row);
    return typeof value === 'number' || typeof value === 'bigint' ? apply(Number(value)) : null;
  };
}

const ARITHMETIC: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number | null>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? null : a / b),
  '%': (a, b) => (b === 0 ? null : a % b),
};

function compileArithmetic(operator: ArithmeticOperator, left: Evaluate, right: Evaluate): Evaluate {
  const apply = ARITHMETIC[operator];
  return (row) => {
    const [a, b] = [left(row), right(row)];
    return typeof a === 'number' && typeof b === 'number' ? apply(a, b) : null;
  };
}

const COMPARISON: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compileComparison(operator: ComparisonOperator, left: Evaluate, right: Evaluate): Evaluate {
  const holds = COMPARISON[operator];
  return (row) => {
    const [a, b] = [left(row), right(row)];
    const order = a === null || b === null ? undefined : compareValues(a, b);
    return order === undefined ? null : holds(order);
  };
}

function compileNot(operand: Evaluate): Evaluate {
  return (row) => {
    const value = asBoolean(operand(row));
    return value === null ? null : !value;
  };
}

/** AND ends at the first false, OR at the first true; unknown, if there is any, otherwise. */
function compileLogical(decisive: boolean, operands: readonly Evaluate[]): Evaluate {
  return (row) => {
    let result: boolean | null = !decisive;
    for (const operand of operands) {
      const value = asBoolean(operand(row));
      if (value === decisive) return decisive;
      if (value === null) result = null;
    }
    return result;
  };
}

function compileIn(operand: Evaluate, items: readonly Exclude<RowValue, null>[], orUnknown: boolean): Evaluate {
  return (row) => {
    const value = operand(row);
    if (value === null) return null;
    return items.some((item) => compareValues(value, item) === 0) ? true : orUnknown ? null : false;
  };
}

function compileLike(operand: Evaluate, pattern: RegExp): Evaluate {
  return (row) => {
    const value = operand(row);
    return typeof value === 'string' ? pattern.test(value) : null;
  };
}
