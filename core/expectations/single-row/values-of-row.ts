import { columnsOf } from '../../expressions/columns-of.ts';
import type { Expression } from '../../expressions/expression.ts';
import { type RowFunction, toRowFunction } from '../../expressions/to-row-function.ts';
import { describeError } from '../../platform/problem.ts';
import { columnNamed } from '../judge.ts';
import { readKnownCondition, readRowConditionOf } from '../row-condition.ts';
import { always, type Judgement, type VerdictHead } from './judgement.ts';
import { OnlyInBatch } from './on-row.ts';
import type { ReadRow, RowReader } from './read-row.ts';
import type { RowColumn, RowJudge } from './row-test.ts';
import { ABSENT, type RowType, UNTOLD } from './row-type.ts';
import type { RowOutcome } from './row-verdict.ts';

export interface ValuesOfRow {
  readonly head: VerdictHead;
  readonly args: Readonly<Record<string, unknown>>;
  readonly kwargs: Readonly<Record<string, unknown>>;
  /** The softer threshold of `warn`. */
  readonly warnBelow: number | undefined;
  readonly reader: RowReader;
  readonly isPartial: boolean;
}

/** An expectation compiled for values of certain types. */
interface Variant {
  readonly types: readonly RowType[];
  readonly judge: Judgement;
}

/** Rows of a suite have few combinations of types; a sender of rows decides which, and shall not fill the memory. */
const VARIANTS = 64;

/**
 * Judges the values of a row. The expectation is compiled for the types that they have, once for each combination of
 * types: a text in a column of numbers makes another table than a number does.
 */
export function judgeValuesOfRow(judge: RowJudge, values: ValuesOfRow): Judgement {
  const { reader, args, kwargs } = values;
  const condition = readRowConditionOf(kwargs);
  const conditional = condition === undefined ? [] : columnsOf(condition).map(({ name }) => name);
  for (const name of conditional) reader.keepByName(name);
  const names = [...judge.names(args), ...conditional];
  const places = [...new Set(names)].map((name) => reader.place(name));
  const variants: Variant[] = [];
  let current: Variant | undefined;
  return (row) => {
    if (current === undefined || !fits(current, row, places)) {
      current = variants.find((variant) => fits(variant, row, places)) ?? remember(row);
    }
    return current.judge(row);
  };

  function remember(row: ReadRow): Variant {
    const types = places.map((place) => row.types[place]!);
    const variant = { types, judge: compileFor(row, judge, condition, values) };
    if (variants.length === VARIANTS) variants.shift();
    variants.push(variant);
    return variant;
  }
}

function fits({ types }: Variant, row: ReadRow, places: readonly number[]): boolean {
  for (let index = 0; index < places.length; index++) {
    if (row.types[places[index]!] !== types[index]) return false;
  }
  return true;
}

function compileFor(row: ReadRow, judge: RowJudge, condition: Expression | undefined, values: ValuesOfRow): Judgement {
  const { head, args, kwargs, reader, isPartial } = values;
  const typeOf = (name: string): RowType => row.types[reader.place(name)] ?? ABSENT;
  try {
    const names = judge.names(args);
    const absent = [...names, ...(condition === undefined ? [] : columnsOf(condition).map(({ name }) => name))].find(
      (name) => typeOf(name) === ABSENT,
    );
    if (isPartial && absent !== undefined) {
      return always({ ...head, outcome: 'not judged', counts: false, reason: `rows have no column "${absent}"` });
    }
    const holds = conditionFor(row, kwargs, typeOf);
    for (const name of names)
      if (typeOf(name) === ABSENT) columnNamed({ label: 'the row', columns: row.columns() }, name);
    const isUntold = judge.judgesUntold !== true && names.some((name) => typeOf(name) === UNTOLD);
    const columns = names.map((name) => ({ name, type: typeOf(name), place: reader.place(name) }));
    const test = isUntold ? () => null : judge.compile({ args, columns });
    return judgement(judge, columns, holds, test, values);
  } catch (error) {
    const outcome = error instanceof OnlyInBatch ? 'needs a batch' : 'error';
    const reason = error instanceof OnlyInBatch ? error.message : describeError(error);
    return always({ ...head, outcome, counts: false, reason });
  }
}

function conditionFor(
  row: ReadRow,
  kwargs: ValuesOfRow['kwargs'],
  typeOf: (name: string) => RowType,
): RowFunction | undefined {
  const known = row.columns().map(({ name }) => name);
  const condition = readKnownCondition(kwargs, new Set(known));
  if (condition === undefined) return undefined;
  return toRowFunction(condition, (name) => (typeOf(name) === UNTOLD ? undefined : typeOf(name).valueType));
}

function judgement(
  { about }: RowJudge,
  columns: readonly RowColumn[],
  holds: RowFunction | undefined,
  test: ReturnType<RowJudge['compile']>,
  { head, args, warnBelow }: ValuesOfRow,
): Judgement {
  const names = columns.map(({ name }) => name);
  const passed = { ...head, outcome: 'passed', counts: true } as const;
  const leftOut = { ...head, outcome: 'passed', counts: false } as const;
  const broken = about === undefined ? outcomeOf(Number(args.mostly ?? 1), warnBelow) : 'failed';
  const seen = about === 'type' ? { details: { observed_value: columns[0]?.type.type ?? null } } : {};
  const leavesOut = about === 'type' ? undefined : holds;
  return (row) => {
    if (leavesOut !== undefined && leavesOut(row.byName()) !== true) return leftOut;
    const asExpected = test(row.values);
    if (asExpected === null) return leftOut;
    if (asExpected) return passed;
    return { ...head, outcome: broken, counts: true, value: unexpectedValue(row, names, args), ...seen };
  };
}

/** Of a row that is not as expected, no share is. */
function outcomeOf(mostly: number, warnBelow: number | undefined): RowOutcome {
  if (mostly > 0) return 'failed';
  return warnBelow !== undefined && warnBelow > 0 ? 'warning' : 'passed';
}

/** What is not as expected, as the row has it. */
function unexpectedValue({ given }: ReadRow, names: readonly string[], args: ValuesOfRow['args']): unknown {
  const values = names.map((name) => (Object.hasOwn(given, name) ? given[name] : null));
  if (Array.isArray(args.column_list)) return Object.fromEntries(names.map((name, index) => [name, values[index]]));
  return names.length === 1 ? values[0] : values;
}
