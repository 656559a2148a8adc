import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileRowSuite } from '../../core/expectations/single-row/compile-row-suite.ts';
import { COLUMN_JUDGES, NEEDS_A_BATCH, ROW_JUDGES } from '../../core/expectations/single-row/row-judges.ts';
import type { RowVerdict } from '../../core/expectations/single-row/row-verdict.ts';
import { type Case, missingCases, optionalTag, readCases } from './conformance-cases.ts';
import { isSameBag } from './conformance-compare.ts';

/** Where we mean to answer otherwise than the recorded program; the reason stands where all rows are judged at once. */
const DELIBERATE = ['gxoracle:1.24.1:expect_column_values_to_be_between:mix:1b751832f9'];

const TYPES: Readonly<Record<string, string>> = {
  BIGINT: 'bigint',
  INTEGER: 'int',
  DOUBLE: 'double',
  FLOAT: 'float',
  VARCHAR: 'string',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  TIMESTAMPTZ: 'timestamp',
  NULL: 'double',
};

/** Each row of a case by itself: what fails must be just what the recorded program found unexpected in the table. */
describe('single rows agree with Great Expectations', { skip: missingCases }, () => {
  const cases = missingCases === false ? ['gx', 'gx-oracle', 'gx-sql'].flatMap(readCases).filter(isAboutRows) : [];
  const left = new Map<string, number>();

  for (const type of ROW_JUDGES.keys()) {
    test(type, () => {
      const own = cases.filter((one) => one.expectation_type === type);
      const wrong = own.flatMap((one) => {
        const problem = difference(one);
        return problem === undefined ? [] : [`${one.id} ${JSON.stringify(one.kwargs).slice(0, 300)}\n    ${problem}`];
      });
      assert.equal(
        wrong.length,
        0,
        `${wrong.length} of ${own.length} cases differ:\n  ${wrong.join('\n  ').slice(0, 6000)}`,
      );
    });
  }

  test('rows are compared, and few are left to the batch', (context) => {
    const rows = cases.reduce((sum, { data }) => sum + rowsOf(data).length, 0);
    context.diagnostic(`${cases.length} cases of ${rows} rows; left to a batch: ${JSON.stringify([...left])}`);
    assert.ok(cases.length > 300);
    assert.ok([...left.values()].reduce((sum, count) => sum + count, 0) < cases.length / 20);
  });

  test('a type that needs a batch says so in every case that it has', () => {
    const others = missingCases === false ? ['gx', 'gx-oracle', 'gx-sql'].flatMap(readCases) : [];
    for (const one of others.filter(({ expectation_type: type }) => NEEDS_A_BATCH.has(type))) {
      for (const { outcome } of verdictsOf(one)) assert.ok(['needs a batch', 'error'].includes(outcome), one.id);
    }
    assert.ok(COLUMN_JUDGES.size > 0);
  });

  function difference(one: Case): string | undefined {
    const verdicts = verdictsOf(one);
    if (verdicts.some(({ outcome }) => outcome === 'needs a batch')) {
      left.set(one.expectation_type, (left.get(one.expectation_type) ?? 0) + 1);
      return undefined;
    }
    const failed = verdicts.flatMap(({ outcome }, row) => (outcome === 'failed' ? [row] : []));
    const problem = verdicts.find(({ outcome }) => outcome === 'error')?.reason;
    const answers = answersOf(one);
    const isRight = (answer: Answer): boolean =>
      isRaised(answer) ? problem !== undefined : problem === undefined && agrees(answer, failed, one) === true;
    if (answers.some(isRight)) return undefined;
    return `rows ${failed.join(', ')} fail${problem === undefined ? '' : ` (${problem})`}; expected ${JSON.stringify(answers[0])}`;
  }
});

type Answer = Readonly<Record<string, unknown>>;

/** What was recorded; where real programs differ, each of their answers. */
function answersOf({ expected, other }: Case): readonly Answer[] {
  return [expected, ...Object.values(other ?? {})].map(({ result, ...rest }) => ({
    ...rest,
    ...(result as object | undefined),
  }));
}

function isRaised({ exception }: Answer): boolean {
  return (exception as { readonly raised?: boolean } | undefined)?.raised === true;
}

/** Whether the answer says that just these rows fail; undefined where it tells nothing of them. */
function agrees(
  answer: Answer,
  failed: readonly number[],
  { expectation_type: type, kwargs }: Case,
): boolean | undefined {
  const { unexpected_index_list: places, unexpected_list: values, unexpected_count: count, success } = answer;
  if (Array.isArray(places) && places.every(Number.isInteger)) return isSameBag(places, failed, 0);
  if (Array.isArray(values)) return values.length === failed.length;
  // Of distinct values, those are counted, not the rows.
  if (typeof count === 'number' && !type.includes('_distinct_')) return count === failed.length;
  const isWhole = kwargs.mostly === undefined || kwargs.mostly === 1;
  return isWhole && typeof success === 'boolean' ? success === (failed.length === 0) : undefined;
}

/** Cases that tell which rows are unexpected, and that all engines can be asked. */
function isAboutRows(one: Case): boolean {
  const { expectation_type: type, kwargs, schema } = one;
  if (!ROW_JUDGES.has(type) || optionalTag(one) !== undefined || one.expected.config_error === true) return false;
  if (one.tags.includes('thrown') || one.tags.includes('refuse') || DELIBERATE.includes(one.id)) return false;
  const named = [
    kwargs.column,
    kwargs.column_A,
    kwargs.column_B,
    ...((kwargs.column_list as string[] | undefined) ?? []),
  ];
  if (named.some((name) => typeof name === 'string' && featureType(schema[name]) === undefined && name in schema))
    return false;
  return answersOf(one).some((answer) => isRaised(answer) || agrees(answer, [], one) !== undefined);
}

function verdictsOf(one: Case): readonly RowVerdict[] {
  const { expectation_type: type, kwargs, schema, data, suite_parameters: parameters } = one;
  const share = typeof kwargs.mostly === 'number' && kwargs.mostly >= 0 && kwargs.mostly < 1 ? { mostly: 1 } : {};
  const suite = { name: 'case', expectations: [{ type, kwargs: { ...kwargs, ...share } }] };
  const columns = Object.keys(data).map((name) => {
    const feature = featureType(schema[name]);
    return { name, ...(feature === undefined ? {} : { type: feature }) };
  });
  const judge = compileRowSuite(suite, { columns, ...(parameters && { parameters }) });
  return rowsOf(data).flatMap(judge);
}

function rowsOf(data: Case['data']): readonly Readonly<Record<string, unknown>>[] {
  const names = Object.keys(data);
  const count = Object.values(data)[0]?.length ?? 0;
  return Array.from({ length: count }, (_, row) => Object.fromEntries(names.map((name) => [name, data[name]?.[row]])));
}

/** Undefined for columns of several types, and of none. */
function featureType(type: string | undefined): string | undefined {
  return TYPES[type ?? ''];
}
