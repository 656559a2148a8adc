import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import type { ExpectationResult } from '../../core/expectations/result.ts';
import { compileRowSuite } from '../../core/expectations/single-row/compile-row-suite.ts';
import { COLUMN_JUDGES, ROW_JUDGES } from '../../core/expectations/single-row/row-judges.ts';
import { declaredType } from '../../core/expectations/single-row/row-type.ts';
import type { RowVerdict } from '../../core/expectations/single-row/row-verdict.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';
import { anyRow, EXPECTATIONS, TYPES } from './arbitrary-expectation.ts';

const COLUMNS = Object.entries(TYPES).map(([name, type]) => ({ name, type }));

/** One engine run and dozens of expectations each. */
const RUNS = process.env.PLUMBLINE_LONG ? 400 : 20;

describe('a single row and a table of this one row', () => {
  let on: TestEngine;
  let files = 0;
  before(async () => {
    on = await startTestEngine();
  });
  after(() => on.dispose());

  test('random expectations are of every type that a row can be judged by', () => {
    const types = EXPECTATIONS.map((arbitrary) => fc.sample(arbitrary, 1)[0]?.type);
    assert.deepEqual([...new Set(types)].sort(), [...ROW_JUDGES.keys(), ...COLUMN_JUDGES.keys()].sort());
  });

  test('get the same verdicts, whatever the row and the expectations', async () => {
    await fc.assert(
      fc.asyncProperty(anyRow, fc.tuple(...EXPECTATIONS), async (row, expectations) => {
        const { results, verdicts } = await both([row], expectations);
        for (const [index, result] of results.entries()) {
          const found = verdicts[0]?.[index];
          assert.ok(found);
          const outcome = found.outcome === 'needs a batch' ? result.meta.plumbline.outcome : found.outcome;
          assert.equal(outcome, result.meta.plumbline.outcome, words(found, result, row));
          const judged = judgedRows(result);
          if (judged !== undefined && outcome === found.outcome) {
            assert.equal(Number(found.counts), judged, `whether it counts: ${words(found, result, row)}`);
          }
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('get the same verdicts where values are of other types than declared, as the columns of the table are', async () => {
    const places = fc.array(fc.constantFrom(...Object.keys(TYPES)), {
      minLength: COLUMNS.length,
      maxLength: COLUMNS.length,
    });
    await fc.assert(
      fc.asyncProperty(anyRow, places, fc.tuple(...EXPECTATIONS), async (given, from, expectations) => {
        const row = Object.fromEntries(COLUMNS.map(({ name }, index) => [name, given[from[index] ?? name]]));
        const types = Object.fromEntries(COLUMNS.map(({ name, type }) => [name, actualType(row[name], type)]));
        const { results, verdicts } = await both([row], expectations, types);
        for (const [index, result] of results.entries()) {
          const found = verdicts[0]?.[index];
          assert.ok(found);
          if (found.outcome === 'needs a batch') continue;
          assert.equal(found.outcome, result.meta.plumbline.outcome, words(found, result, row));
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('rows fail one by one just where they fail among others', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { minLength: 20, maxLength: 60 }),
        fc.tuple(...EXPECTATIONS),
        async (rows, given) => {
          const expectations = given.map((each) => ({ ...each, kwargs: { ...each.kwargs, ...whole(each) } }));
          const { results, verdicts } = await both(rows, expectations);
          for (const [index, result] of results.entries()) {
            const failed = result.result.unexpected_index_list;
            for (const [place, row] of rows.entries()) {
              const found = verdicts[place]?.[index];
              assert.ok(found);
              if (found.outcome === 'needs a batch' || failed === undefined) continue;
              assert.equal(found.outcome === 'failed', failed.includes(place), words(found, result, row));
            }
          }
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  /** By the engine all rows at once, and each by itself. */
  async function both(
    rows: readonly Readonly<Record<string, unknown>>[],
    expectations: readonly Expectation[],
    types: Readonly<Record<string, string>> = TYPES,
  ): Promise<{
    readonly results: readonly ExpectationResult[];
    readonly verdicts: readonly (readonly RowVerdict[])[];
  }> {
    const suite = { name: 'random', expectations: [...expectations] };
    const path = on.file(`rows-${files++}.jsonl`, rows.map(asLine).join('\n'));
    const source = { path, types };
    const { results } = await validateSuite({ suite, source, engine: on.engine, resultFormat: 'COMPLETE' });
    return { results, verdicts: rows.map(compileRowSuite(suite, { columns: COLUMNS })) };
  }
});

/** The declared type where the value is one of it, else the value's own. */
function actualType(value: unknown, declared: string): string {
  if (declaredType(declared)?.read(value) !== undefined) return declared;
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  return typeof value === 'bigint' || Number.isInteger(value) ? wholeType(value) : 'double';
}

function wholeType(value: unknown): string {
  return declaredType('bigint')?.read(value) === undefined ? 'double' : 'bigint';
}

/** Of each row it shall be told whether it fails. */
function whole({ kwargs }: Expectation): Readonly<Record<string, unknown>> {
  return 'mostly' in kwargs ? { mostly: 1 } : {};
}

function asLine(row: Readonly<Record<string, unknown>>): string {
  const cells = Object.entries(row).map(([name, value]) => {
    const text = typeof value === 'bigint' ? String(value) : Object.is(value, -0) ? '-0.0' : JSON.stringify(value);
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{${cells.join(', ')}}`;
}

/** How many of the rows were judged; undefined where that is not told. */
function judgedRows({ result }: ExpectationResult): number | undefined {
  const { element_count: rows, missing_count: missing = 0, unexpected_count: count } = result;
  return rows === undefined || count === undefined ? undefined : rows - missing;
}

function words(verdict: RowVerdict, result: ExpectationResult, row: object): string {
  const shown = (value: unknown): string =>
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
  return [
    `${verdict.type} ${shown(verdict.config.kwargs)}`,
    shown(row),
    `the row: ${verdict.outcome} ${verdict.reason ?? ''}`,
    `the table: ${result.meta.plumbline.outcome} ${result.exception_info.exception_message ?? ''} ${shown(result.result)}`,
  ].join('\n');
}
