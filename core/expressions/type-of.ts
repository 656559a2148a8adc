import type { Expression, LiteralValue } from './expression.ts';
import { literalOf } from './literal-of.ts';
import type { ColumnTypes, ValueType } from './value-type.ts';

/** The type of the values of an expression; undefined where it is not known. */
export function typeOf(expression: Expression, types: ColumnTypes): ValueType | undefined {
  switch (expression.kind) {
    case 'column':
      return types(expression.name);
    case 'literal':
      return literalType(expression.value);
    case 'negation': {
      const literal = literalOf(expression);
      return literal === undefined ? 'double' : literalType(literal);
    }
    case 'arithmetic':
      return 'double';
    case 'aggregate':
      return aggregateType(expression, types);
    default:
      return 'boolean';
  }
}

export function literalType(value: LiteralValue): ValueType | undefined {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'bigint':
      return 'integer';
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'double';
    default:
      return undefined;
  }
}

function aggregateType(
  { function: name, operand }: Extract<Expression, { kind: 'aggregate' }>,
  types: ColumnTypes,
): ValueType | undefined {
  if (name === 'count' || name === 'count_distinct') return 'integer';
  if (name === 'min' || name === 'max') return operand === null ? undefined : typeOf(operand, types);
  return 'double';
}

const NUMERIC: readonly ValueType[] = ['integer', 'float', 'double', 'decimal'];

export function isNumeric(type: ValueType): boolean {
  return NUMERIC.includes(type);
}

export function isTemporal(type: ValueType): boolean {
  return type === 'date' || type === 'timestamp';
}

/** Whether values of two types can be ordered among each other without either being converted by guesswork. */
export function areComparable(a: ValueType, b: ValueType): boolean {
  if (a === 'other' || b === 'other') return false;
  return a === b || (isNumeric(a) && isNumeric(b)) || (isTemporal(a) && isTemporal(b));
}
