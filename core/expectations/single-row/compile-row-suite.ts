import { columnOf } from '../../catalogue/expectation-in-words.ts';
import { expectationFingerprint } from '../../definitions/expectation-fingerprint.ts';
import type { Expectation, ExpectationSuite } from '../../definitions/expectation-suite.ts';
import { describeError } from '../../platform/problem.ts';
import { asRead, configOf } from '../expectation-config.ts';
import { cannotJudge } from '../judge.ts';
import { type Parameters, withParameters } from '../parameters.ts';
import { readExpectation } from '../read-expectation.ts';
import { always, type Judgement, type VerdictHead } from './judgement.ts';
import { type RowReader, rowReader } from './read-row.ts';
import { COLUMN_JUDGES, NEEDS_A_BATCH, ROW_JUDGES } from './row-judges.ts';
import type { RowVerdict } from './row-verdict.ts';
import { judgeTableColumns } from './table-of-row.ts';
import { judgeValuesOfRow } from './values-of-row.ts';

export interface RowSuiteOptions {
  /**
   * The columns that a row has, with their types as definitions write them (`double`, `timestamp`). A row without a key
   * for one of them lacks its value; a value of another type has that type. Other columns have the types of their values.
   */
  readonly columns?: readonly { readonly name: string; readonly type?: string }[];
  /** Values for `$PARAMETER`; they go before those of the suite. */
  readonly parameters?: Parameters;
  /**
   * Whether rows have only some of the columns that the suite is about, as a prediction request has the features and
   * not the label. What is about others, or about the columns of the table as a whole, is then not judged.
   */
  readonly partial?: boolean;
}

export type SuiteOfRows = (row: Readonly<Record<string, unknown>>) => readonly RowVerdict[];

/**
 * Compiles a suite to a function of one row, which needs no database and takes microseconds. Its verdicts are those
 * that validating a table of this one row would give, in the order of the suite; what needs more than a row says so.
 * Neither it nor the function throws: what cannot be judged is an error in the verdict of that expectation. Verdicts
 * may be shared from row to row.
 */
export function compileRowSuite(suite: ExpectationSuite, options: RowSuiteOptions = {}): SuiteOfRows {
  const parameters = { ...suite.parameters, ...options.parameters };
  const reader = rowReader(options.columns ?? []);
  const isPartial = options.partial === true;
  const judgements = suite.expectations.map((expectation, position) =>
    compile(expectation, position, { parameters, reader, isPartial }),
  );
  return (row) => {
    const read = reader.read(row);
    return judgements.map((judge) => judge(read));
  };
}

interface Compiling {
  readonly parameters: Parameters;
  readonly reader: RowReader;
  readonly isPartial: boolean;
}

function compile(expectation: Expectation, position: number, compiling: Compiling): Judgement {
  const { type } = expectation;
  let kwargs = expectation.kwargs;
  try {
    kwargs = withParameters(expectation.kwargs, compiling.parameters) as Readonly<Record<string, unknown>>;
    const { args, problems } = readExpectation(type, kwargs);
    if (problems !== undefined) throw cannotJudge(problems.join('; '));
    kwargs = asRead(args, kwargs);
    const head = headOf(expectation, position, kwargs);
    const reason = NEEDS_A_BATCH.get(type);
    if (reason !== undefined) return always({ ...head, outcome: 'needs a batch', counts: false, reason });
    const judge = ROW_JUDGES.get(type);
    if (judge !== undefined) {
      return judgeValuesOfRow(judge, { head, args, kwargs, warnBelow: expectation.warn?.mostly, ...compiling });
    }
    const byColumns = COLUMN_JUDGES.get(type)?.byColumns;
    if (byColumns === undefined) throw cannotJudge(`${type} cannot be judged yet`);
    const partial = 'rows have only some of the columns of the table';
    if (compiling.isPartial) return always({ ...head, outcome: 'not judged', counts: false, reason: partial });
    return judgeTableColumns(byColumns, args, head);
  } catch (error) {
    const head = headOf(expectation, position, kwargs);
    return always({ ...head, outcome: 'error', counts: false, reason: describeError(error) });
  }
}

function headOf(expectation: Expectation, position: number, kwargs: Expectation['kwargs']): VerdictHead {
  const { type, severity = 'critical' } = expectation;
  const column = columnOf(type, kwargs);
  return {
    position,
    type,
    ...(column === undefined ? {} : { column }),
    severity,
    fingerprint: expectationFingerprint(expectation),
    config: configOf(expectation, kwargs),
  };
}
