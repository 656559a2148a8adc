import { compareValues } from '../../expressions/compare-values.ts';
import { isNumeric, isTemporal } from '../../expressions/type-of.ts';
import type { ValueType } from '../../expressions/value-type.ts';
import { areAlike, boundLiteral, memberOf } from '../compare.ts';
import { cannotJudge } from '../judge.ts';
import type { Range } from '../range.ts';
import { onlyInBatch } from './on-row.ts';
import { type CellValue, type RowType, UNTOLD } from './row-type.ts';

type Scalar = string | number | bigint | boolean;

/** The kind of values that the column is compared as; undefined for a missing value of an unknown type. */
export function comparedAs(type: RowType): ValueType | undefined {
  if (type === UNTOLD) return undefined;
  if (type.valueType === 'other' || type.valueType === 'binary') {
    throw onlyInBatch(`values of the type ${type.type} are compared by how the engine writes them`);
  }
  return type.valueType;
}

/** Whether the value is one of the set, as the engine has it: a text is no number, a day no instant but its midnight. */
export function memberTest(type: RowType, set: readonly unknown[]): (value: CellValue) => boolean {
  const valueType = comparedAs(type);
  if (valueType === undefined) return () => false;
  const members = new Set<unknown>(set.flatMap((member) => memberOf(member, valueType)).map(plain));
  return (value) => members.has(value);
}

/** Whole numbers are told apart by their value, however they are held. */
function plain(member: unknown): unknown {
  return typeof member === 'bigint' && Number.isSafeInteger(Number(member)) ? Number(member) : member;
}

/** Whether the value, or a figure of it, lies in the range. */
export function rangeTest(type: Pick<RowType, 'type' | 'valueType'>, range: Range): (value: CellValue) => boolean {
  const min = endTest(type, range.min, range.strictMin ? (order) => order > 0 : (order) => order >= 0);
  const max = endTest(type, range.max, range.strictMax ? (order) => order < 0 : (order) => order <= 0);
  return (value) => min(value) && max(value);
}

function endTest(
  { type, valueType }: Pick<RowType, 'type' | 'valueType'>,
  bound: unknown,
  holds: (order: number) => boolean,
): (value: CellValue) => boolean {
  if (bound === null) return () => true;
  const literal = boundLiteral(bound, valueType);
  if (literal === undefined) {
    throw cannotJudge(
      `values of the type ${type} cannot be compared with ${JSON.stringify(bound)}`,
      'give a bound of the kind of the column: a number, or a date in ISO form',
    );
  }
  // A day is at its midnight beside an instant.
  const isWider = valueType === 'date' && literal.type === 'timestamp';
  const end = literal.value;
  return (value) => {
    const order = compareValues((isWider ? `${value}${MIDNIGHT}` : value) as Scalar, end);
    return order !== undefined && holds(order);
  };
}

const MIDNIGHT = 'T00:00:00.000000Z';

/** Compares values of two columns; undefined where they have no order among each other. */
export function pairOrder(a: RowType, b: RowType): ((a: CellValue, b: CellValue) => number | undefined) | undefined {
  const [left, right] = [comparedAs(a), comparedAs(b)];
  if (left === undefined || right === undefined) return () => undefined;
  if (!areAlike({ valueType: left }, { valueType: right })) return undefined;
  if (isTemporal(left) && left !== right) {
    const instant = (value: CellValue, type: ValueType) => (type === 'date' ? `${value}${MIDNIGHT}` : String(value));
    return (one, other) => compareValues(instant(one, left), instant(other, right));
  }
  const round = commonFloat(left, right);
  if (round !== undefined) return (one, other) => compareValues(round(Number(one)), round(Number(other)));
  return (one, other) => compareValues(one as Scalar, other as Scalar);
}

/** Beside a double all are doubles; beside a float, whole numbers and decimals are floats of 32 bits, too. */
function commonFloat(left: ValueType, right: ValueType): ((value: number) => number) | undefined {
  if (left === right || !isNumeric(left)) return undefined;
  if (left === 'double' || right === 'double') return Number;
  return left === 'float' || right === 'float' ? Math.fround : undefined;
}
