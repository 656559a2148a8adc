import { adaptLiteral } from './adapt-literal.ts';
import type { Aggregate, ComparisonOperator, Expression, InList } from './expression.ts';
import { literalOf } from './literal-of.ts';
import { type Constant, type Lowered, UNKNOWN } from './lowered.ts';
import { areComparable, isNumeric, literalType, typeOf } from './type-of.ts';
import type { ColumnTypes, ValueType } from './value-type.ts';

/** Spells out the conversions of a condition; a whole that cannot be a condition is `unknown`, so it selects nothing. */
export function lowerCondition(expression: Expression, types: ColumnTypes): Lowered {
  const type = typeOf(expression, types);
  return type === undefined || type === 'boolean' ? lower(expression, types) : UNKNOWN;
}

function lower(expression: Expression, types: ColumnTypes): Lowered {
  switch (expression.kind) {
    case 'column':
      return { kind: 'column', name: expression.name, type: types(expression.name) };
    case 'literal':
      return expression.value === null ? UNKNOWN : constant(expression.value, literalType(expression.value)!);
    case 'negation':
      return lowerNegation(expression.operand, types);
    case 'arithmetic': {
      const [left, right] = [lowerNumber(expression.left, types), lowerNumber(expression.right, types)];
      return isUnknown(left) || isUnknown(right) ? UNKNOWN : { ...expression, left, right };
    }
    case 'comparison':
      return lowerComparison(expression.operator, expression.left, expression.right, types);
    case 'not':
      return negated(lowerCondition(expression.operand, types), true);
    case 'logical': {
      const operands = expression.operands.map((operand) => lowerCondition(operand, types));
      return { kind: 'logical', operator: expression.operator, operands };
    }
    case 'in':
      return negated(lowerIn(expression, types), expression.negated);
    case 'between': {
      const ends = [
        lowerComparison('>=', expression.operand, expression.low, types),
        lowerComparison('<=', expression.operand, expression.high, types),
      ];
      return negated({ kind: 'logical', operator: 'and', operands: ends }, expression.negated);
    }
    case 'like': {
      const type = typeOf(expression.operand, types);
      if (type !== undefined && type !== 'string') return UNKNOWN;
      const { pattern, escape: escapeBy } = expression;
      const operand = lower(expression.operand, types);
      if (isUnknown(operand)) return UNKNOWN;
      return negated({ kind: 'like', operand, pattern: String(pattern.value), escape: escapeBy }, expression.negated);
    }
    case 'is-null':
      return negated({ kind: 'is-null', operand: lower(expression.operand, types) }, expression.negated);
    case 'aggregate':
      return lowerAggregate(expression, types);
  }
}

function constant(value: Constant['value'], type: ValueType): Constant {
  return { kind: 'constant', value, type };
}

function isUnknown(lowered: Lowered): boolean {
  return lowered.kind === 'unknown';
}

function negated(condition: Lowered, isNegated: boolean): Lowered {
  return !isNegated || isUnknown(condition) ? condition : { kind: 'not', operand: condition };
}

function lowerNegation(inner: Expression, types: ColumnTypes): Lowered {
  const operand = lowerNumber(inner, types);
  return isUnknown(operand) ? UNKNOWN : { kind: 'negation', operand };
}

/** An operand of arithmetic, as a double. */
function lowerNumber(expression: Expression, types: ColumnTypes): Lowered {
  const literal = literalOf(expression);
  if (literal !== undefined) {
    return typeof literal === 'number' || typeof literal === 'bigint' ? constant(Number(literal), 'double') : UNKNOWN;
  }
  const type = typeOf(expression, types);
  if (type !== undefined && !isNumeric(type)) return UNKNOWN;
  return toDouble(lower(expression, types), type);
}

function toDouble(operand: Lowered, type: ValueType | undefined): Lowered {
  return type === 'double' || isUnknown(operand) ? operand : { kind: 'convert', to: 'double', operand };
}

function lowerComparison(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
  types: ColumnTypes,
): Lowered {
  const sides = lowerSides(left, right, types);
  return sides === undefined ? UNKNOWN : { kind: 'comparison', operator, left: sides[0], right: sides[1] };
}

/** Both sides of a comparison, as values of one kind; undefined where they have none in common. */
function lowerSides(left: Expression, right: Expression, types: ColumnTypes): readonly [Lowered, Lowered] | undefined {
  const [leftLiteral, rightLiteral] = [literalOf(left), literalOf(right)];
  if (leftLiteral === null || rightLiteral === null) return undefined;
  if (rightLiteral !== undefined) {
    const type = leftLiteral === undefined ? typeOf(left, types) : literalType(leftLiteral);
    return besideConstant(left, rightLiteral, type, types);
  }
  if (leftLiteral !== undefined) {
    const sides = besideConstant(right, leftLiteral, typeOf(right, types), types);
    return sides && [sides[1], sides[0]];
  }
  return betweenColumns(left, right, types);
}

function besideConstant(
  expression: Expression,
  literal: Constant['value'],
  type: ValueType | undefined,
  types: ColumnTypes,
): readonly [Lowered, Lowered] | undefined {
  const operand = lowerOperand(expression, types);
  if (isUnknown(operand)) return undefined;
  if (type === undefined) return [operand, constant(literal, literalType(literal)!)];
  const adapted = adaptLiteral(literal, type);
  if (adapted === undefined) return undefined;
  const widened: Lowered =
    type === 'date' && adapted.type === 'timestamp' ? { kind: 'convert', to: 'timestamp', operand } : operand;
  return [widened, constant(adapted.value, adapted.type)];
}

/** A side of a comparison; `-3` is the constant it looks like. */
function lowerOperand(expression: Expression, types: ColumnTypes): Lowered {
  const literal = literalOf(expression);
  return literal === undefined || literal === null
    ? lower(expression, types)
    : constant(literal, literalType(literal)!);
}

function betweenColumns(
  left: Expression,
  right: Expression,
  types: ColumnTypes,
): readonly [Lowered, Lowered] | undefined {
  const sides = [lower(left, types), lower(right, types)] as const;
  if (sides.some(isUnknown)) return undefined;
  const [a, b] = [typeOf(left, types), typeOf(right, types)];
  if (a === undefined || b === undefined) return sides;
  if (!areComparable(a, b)) return undefined;
  if (a === b) return sides;
  if (a === 'date' || b === 'date') return [toTimestamp(sides[0], a), toTimestamp(sides[1], b)];
  const isExact = [a, b].every((type) => type === 'integer' || type === 'decimal');
  return isExact ? sides : [toDouble(sides[0], a), toDouble(sides[1], b)];
}

function toTimestamp(operand: Lowered, type: ValueType): Lowered {
  return type === 'date' ? { kind: 'convert', to: 'timestamp', operand } : operand;
}

/** A list of constants stays a list; anything else is a chain of comparisons, which says the same. */
function lowerIn({ operand, items }: InList, types: ColumnTypes): Lowered {
  if (items.length === 0) return constant(false, 'boolean');
  const pairs = items.map((item) => lowerSides(operand, item, types));
  const known = pairs.filter((pair) => pair !== undefined);
  const [first] = known;
  const constants = known.map(([, item]) => item).filter((item) => item.kind === 'constant');
  const isPlain = constants.length === known.length && known.every(([side]) => side.kind === first?.[0].kind);
  if (first === undefined) return UNKNOWN;
  if (isPlain && first[0].kind !== 'constant') {
    return { kind: 'in', operand: first[0], items: constants, orUnknown: known.length < pairs.length };
  }
  const operands = items.map((item) => lowerComparison('=', operand, item, types));
  return { kind: 'logical', operator: 'or', operands };
}

function lowerAggregate({ function: name, operand }: Aggregate, types: ColumnTypes): Lowered {
  if (operand === null) return { kind: 'aggregate', function: name, operand: null };
  const type = typeOf(operand, types);
  const lowered = lower(operand, types);
  if (['count', 'count_distinct', 'min', 'max'].includes(name))
    return { kind: 'aggregate', function: name, operand: lowered };
  if (type !== undefined && type !== 'boolean' && !isNumeric(type)) return UNKNOWN;
  return { kind: 'aggregate', function: name, operand: toDouble(lowered, type) };
}
