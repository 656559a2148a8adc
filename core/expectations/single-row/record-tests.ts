import { compareValues } from '../../expressions/compare-values.ts';
import { isNumeric } from '../../expressions/type-of.ts';
import { cannotJudge } from '../judge.ts';
import { comparedAs, memberTest, pairOrder } from './comparing.ts';
import type { RowColumn, RowGiven, RowJudge, RowTest } from './row-test.ts';
import { type CellValue, UNTOLD } from './row-type.ts';

type Expected = (values: readonly CellValue[]) => boolean;

/** Expectations on two columns, or on several, within one row. */
export const recordTests: readonly RowJudge[] = [
  pair('expect_column_pair_values_to_be_equal', ({ columns: [a, b] }) => {
    const order = pairOrder(a.type, b.type);
    return (values) =>
      isPresent(values, a) && isPresent(values, b) && order?.(values[a.place]!, values[b.place]!) === 0;
  }),
  pair('expect_column_pair_values_a_to_be_greater_than_b', ({ args, columns: [a, b] }) => {
    const order = pairOrder(a.type, b.type);
    if (order === undefined) throw cannotJudge(`values of the types ${a.type.type} and ${b.type.type} have no order`);
    const least = args.or_equal === true ? 0 : Number.MIN_VALUE;
    return (values) =>
      isPresent(values, a) && isPresent(values, b) && (order(values[a.place]!, values[b.place]!) ?? -1) >= least;
  }),
  pair('expect_column_pair_values_to_be_in_set', ({ args, columns: [a, b] }) => {
    const set = args.value_pairs_set as readonly (readonly [unknown, unknown])[];
    const pairs = set.map(([first, second]) => [memberTest(a.type, [first]), memberTest(b.type, [second])] as const);
    return (values) => pairs.some(([first, second]) => first(values[a.place]!) && second(values[b.place]!));
  }),
  record('expect_multicolumn_values_to_be_equal', ({ columns: [first, ...others] }) => {
    if (first === undefined) return () => true;
    const tests = others.map((other) => same(first, other));
    return (values) => tests.every((test) => test(values));
  }),
  record('expect_select_column_values_to_be_unique_within_record', ({ columns }) => {
    const tests = columns.flatMap((one, index) => columns.slice(index + 1).map((other) => same(one, other)));
    return (values) => !tests.some((test) => test(values));
  }),
  record('expect_multicolumn_sum_to_equal', sumTest),
];

function isPresent(values: readonly CellValue[], { place }: RowColumn): boolean {
  return values[place] !== null;
}

/** Missing values equal each other; values of different kinds never do. */
function same(one: RowColumn, other: RowColumn): Expected {
  const order = pairOrder(one.type, other.type);
  return (values) => {
    const [a, b] = [values[one.place]!, values[other.place]!];
    return a === null || b === null ? a === b : order?.(a, b) === 0;
  };
}

type Pair = RowGiven & { readonly columns: readonly [RowColumn, RowColumn] };

function pair(type: string, compile: (given: Pair) => Expected): RowJudge {
  return {
    type,
    judgesUntold: true,
    names: ({ column_A: a, column_B: b }) => [String(a), String(b)],
    compile: (given) => onChosen(given, compile(given as Pair)),
  };
}

function record(type: string, compile: (given: RowGiven) => Expected): RowJudge {
  return {
    type,
    judgesUntold: true,
    names: ({ column_list: names }) => names as readonly string[],
    compile: (given) => onChosen(given, compile(given)),
  };
}

/** Which rows are judged, by `ignore_row_if`. */
function onChosen({ args, columns }: RowGiven, expected: Expected): RowTest {
  const places = columns.map(({ place }) => place);
  switch (args.ignore_row_if) {
    case 'either_value_is_missing':
    case 'any_value_is_missing':
      return (values) => (places.every((place) => values[place] !== null) ? expected(values) : null);
    case 'neither':
    case 'never':
      return expected;
    default:
      return (values) => (places.some((place) => values[place] !== null) ? expected(values) : null);
  }
}

/** Shares such as 0.1, 0.2 and 0.7 do not add up to 1 exactly in binary floating point. */
const TOLERANCE = 1e-9;

function sumTest({ args, columns }: RowGiven): Expected {
  for (const { name, type } of columns) {
    if (type !== UNTOLD && type.valueType !== 'boolean' && !isNumeric(comparedAs(type)!)) {
      throw cannotJudge(`the column "${name}" is not numeric: its type is ${type.type}`);
    }
  }
  const total = Number(args.sum_total);
  const places = columns.map(({ place }) => place);
  const isExact = columns.every(({ type: { valueType } }) => valueType === 'integer' || valueType === 'boolean');
  if (isExact) {
    return (values) => {
      const summands = places.map((place) => values[place]!);
      return summands.every((value) => value !== null) && compareValues(exactSum(summands), total) === 0;
    };
  }
  const tolerance = TOLERANCE * Math.max(1, Math.abs(total));
  const { add, isSingle } = additions(columns);
  const round = isSingle && Number.isInteger(total) ? Math.fround : Number;
  return (values) => {
    if (places.some((place) => values[place] === null)) return false;
    return Math.abs(round(add(values) - total)) <= tolerance;
  };
}

function exactSum(values: readonly CellValue[]): number | bigint {
  const sum = values.reduce<number>((before, value) => before + Number(value), 0);
  if (Number.isSafeInteger(sum)) return sum;
  return values.reduce<bigint>(
    (before, value) => before + BigInt(typeof value === 'bigint' ? value : Number(value)),
    0n,
  );
}

/** Adds from left to right; what has been single-precision floats and whole numbers so far stays single-precision. */
function additions(columns: readonly RowColumn[]): {
  readonly add: (values: readonly CellValue[]) => number;
  readonly isSingle: boolean;
} {
  const widths = columns.map(({ type: { valueType } }) => WIDTHS[valueType] ?? 2);
  const singleUpTo = widths.indexOf(2);
  const isSingle = singleUpTo < 0;
  const firstSingle = widths.indexOf(1);
  const isRounded = columns.map(
    (_, index) => firstSingle >= 0 && index >= firstSingle && (isSingle || index < singleUpTo),
  );
  return {
    isSingle,
    add: (values) =>
      columns.reduce((sum, { place }, index) => {
        const next = sum + Number(values[place]);
        return isRounded[index] === true ? Math.fround(next) : next;
      }, 0),
  };
}

/** Whole, single, double; decimals are added as doubles. */
const WIDTHS: Readonly<Record<string, number>> = { boolean: 0, integer: 0, float: 1 };
