import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Expectation } from '../../core/definitions/expectation-suite.ts';
import { histogramsOf } from '../../core/expectations/histograms.ts';
import type { ExpectationResult } from '../../core/expectations/result.ts';
import { validateSuite } from '../../core/expectations/validate.ts';
import { type Evidence, evidenceOf } from '../../core/reports/what-if/evidence.ts';
import { measureOf } from '../../core/reports/what-if/measure.ts';
import { rejudge } from '../../core/reports/what-if/rejudge.ts';
import { type PastRun, replay, replayInWords } from '../../core/reports/what-if/replay.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

/** A generator that gives the same numbers each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('what a past run would have said', () => {
  let on: TestEngine;
  let path: string;
  before(async () => {
    on = await startTestEngine();
    path = await on.parquet(
      'rows.parquet',
      `SELECT CASE WHEN range % 10 = 0 THEN NULL ELSE range % 50 END::INTEGER AS n, (range % 50) / 7.0 AS x,
        DATE '2024-01-01' + (range % 50)::INTEGER AS d, TIMESTAMP '2024-01-01 12:00:00' + to_hours(range % 50) AS t,
        chr((97 + range % 5)::INTEGER) AS c, CASE WHEN range = 3 THEN 'inf'::DOUBLE ELSE range % 9 END AS inf,
        NULL::INTEGER AS never, (range % 50)::DECIMAL(10, 2) AS money, repeat('y', (range % 6)::INTEGER) AS s
       FROM range(200)`,
    );
  });
  after(() => on.dispose());

  async function judged(
    expectations: readonly Expectation[],
  ): Promise<{ results: readonly ExpectationResult[]; evidence: readonly (Evidence | undefined)[] }> {
    const relation = await on.engine.open({ path });
    const result = await validateSuite({
      suite: { name: 's', expectations: [...expectations] },
      source: relation,
      engine: on.engine,
    });
    const columns = await histogramsOf(on.engine, relation, result);
    const evidence = result.results.map((each, index) => evidenceOf(expectations[index] as Expectation, each, columns));
    return { results: result.results, evidence };
  }

  // The one rule: what is told is what a validation would find. It may be unknown, never wrong.
  test('is what a validation by the edited suite finds, or unknown', async () => {
    const next = numbers(7);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
    const maybe = (value: unknown) => (next() < 0.2 ? {} : value);
    const number = () => pick([-1, 0, 0.5, 1, 3, 7, 24, 24.5, 45, 48, 49, 50, 100, 180, 200, 4900]);
    const day = () =>
      pick([
        '2023-12-31',
        '2024-01-01',
        '2024-01-01T12:00:00',
        '2024-01-02',
        '2024-02-19',
        '2024-02-20',
        '2024-03-01T00:00:00Z',
      ]);
    const range = (end: () => number | string) => {
      const [a, b] = [end(), end()].toSorted((a, b) => (a < b ? -1 : 1));
      return {
        ...(maybe({ min_value: a }) as object),
        max_value: b,
        ...(next() < 0.3 ? { strict_min: true } : {}),
        ...(next() < 0.3 ? { strict_max: true } : {}),
      };
    };
    const mostly = () => maybe({ mostly: pick([0, 0.1, 0.5, 0.8, 0.9, 0.98, 0.995, 1]) }) as object;
    const set = () => ({ value_set: ['a', 'b', 'c', 'd', 'e', 'f'].filter(() => next() < 0.7) });
    const kinds: readonly (() => Expectation)[] = [
      ...['min', 'max', 'mean', 'median', 'stdev', 'sum', 'unique_value_count', 'proportion_of_unique_values'].map(
        (figure) => () => ({
          type: `expect_column_${figure}_to_be_between`,
          kwargs: { column: pick(['n', 'x', 'never', 'money', 'inf']), ...range(number) },
        }),
      ),
      () => ({
        type: `expect_column_${pick(['min', 'max'])}_to_be_between`,
        kwargs: { column: pick(['d', 't']), ...range(day) },
      }),
      () => ({ type: 'expect_table_row_count_to_be_between', kwargs: range(number) }),
      () => ({ type: 'expect_table_row_count_to_equal', kwargs: { value: pick([199, 200]) } }),
      () => ({ type: 'expect_table_column_count_to_equal', kwargs: { value: pick([8, 9]) } }),
      ...[1, 2, 3].map(() => () => ({
        type: 'expect_column_values_to_be_between',
        kwargs: { column: pick(['n', 'x', 'never', 'money', 'inf']), ...range(number), ...mostly() },
        ...(next() < 0.2 ? { warn: { mostly: 0.99 } } : {}),
      })),
      () => ({
        type: 'expect_column_values_to_be_between',
        kwargs: { column: pick(['d', 't']), ...range(day), ...mostly() },
      }),
      () => ({
        type: 'expect_column_values_to_be_between',
        kwargs: { column: 'n', ...range(number), ...mostly(), row_condition: 'x < 4' },
      }),
      () => ({ type: 'expect_column_values_to_be_in_set', kwargs: { column: 'c', ...set(), ...mostly() } }),
      () => ({ type: 'expect_column_values_to_not_be_in_set', kwargs: { column: 'c', ...set(), ...mostly() } }),
      () => ({
        type: 'expect_column_value_lengths_to_be_between',
        kwargs: { column: 's', ...range(() => pick([0, 1, 2, 5, 6])), ...mostly() },
      }),
      () => ({
        type: 'expect_column_values_to_not_be_null',
        kwargs: { column: pick(['n', 'x', 'never']), ...mostly() },
      }),
      () => ({ type: 'expect_column_values_to_be_null', kwargs: { column: pick(['n', 'never']), ...mostly() } }),
      () => ({ type: 'expect_column_values_to_be_unique', kwargs: { column: pick(['n', 'c']), ...mostly() } }),
      () => ({ type: 'expect_column_values_to_match_regex', kwargs: { column: 'c', regex: '[a-c]', ...mostly() } }),
      () => ({
        type: 'expect_column_pair_values_a_to_be_greater_than_b',
        kwargs: { column_A: 'n', column_B: 'x', ...mostly() },
      }),
    ];
    const expectations = Array.from({ length: 900 }, (_, index) =>
      (kinds[index % kinds.length] as () => Expectation)(),
    );
    const { results, evidence } = await judged(expectations);
    const told = { right: 0, unknown: 0 };
    const measures = Map.groupBy(expectations.keys(), (index) =>
      measureOf(expectations[index]?.type ?? '', expectations[index]?.kwargs ?? {}),
    );
    for (const indexes of measures.values()) {
      for (const edited of indexes) {
        const found = results[edited]?.meta.plumbline.outcome;
        if (found === 'error') continue;
        for (const past of indexes) {
          const known = evidence[past];
          if (known === undefined) continue;
          const outcome = rejudge(expectations[edited] as Expectation, known);
          if (outcome === 'unknown') {
            told.unknown += 1;
            continue;
          }
          told.right += 1;
          assert.equal(
            outcome,
            found,
            JSON.stringify({ edited: expectations[edited], past: expectations[past], known }),
          );
        }
      }
    }
    assert.ok(told.right > 5000, `${told.right} told, ${told.unknown} unknown`);
    assert.ok(told.right > told.unknown * 2, `${told.right} told, ${told.unknown} unknown`);
  });

  const between = (more: Readonly<Record<string, unknown>>): Expectation => ({
    type: 'expect_column_values_to_be_between',
    kwargs: { column: 'n', ...more },
  });

  test('is proved by the ends of the column, also far from what was allowed then', async () => {
    const {
      evidence: [known],
    } = await judged([between({ min_value: 10, max_value: 20 })]);
    assert.deepEqual([known?.low, known?.high, known?.judged], [1, 49, 180]);
    const would = (more: Readonly<Record<string, unknown>>) => rejudge(between(more), known as Evidence);
    assert.equal(would({ min_value: 1, max_value: 49 }), 'passed');
    assert.equal(would({ min_value: 1, max_value: 48 }), 'failed');
    assert.equal(would({ min_value: 1, max_value: 49, strict_max: true }), 'failed');
    // One fault at least; whether there are more than 5 %, nobody kept.
    assert.equal(would({ min_value: 1, max_value: 48, mostly: 0.95 }), 'unknown');
    assert.equal(would({ min_value: 11, max_value: 12, mostly: 0.95 }), 'failed');
  });

  test('is proved by the histogram of the column, where enough lies beyond the bound or little enough', async () => {
    const x = (more: Readonly<Record<string, unknown>>): Expectation => ({
      type: 'expect_column_values_to_be_between',
      kwargs: { column: 'x', ...more },
    });
    const {
      evidence: [known],
    } = await judged([x({ min_value: 0, max_value: 7 })]);
    const would = (more: Readonly<Record<string, unknown>>) => rejudge(x(more), known as Evidence);
    // Half of the values are larger than 3.5.
    assert.equal(would({ max_value: 3.5, mostly: 0.9 }), 'failed');
    assert.equal(would({ max_value: 3.5, mostly: 0.2 }), 'passed');
    assert.equal(would({ max_value: 3.5, mostly: 0.5 }), 'unknown');
  });

  test('is unknown of infinite values beyond the ends, of parameters, and of another column or condition', async () => {
    const { evidence } = await judged([
      { type: 'expect_column_values_to_be_between', kwargs: { column: 'inf', max_value: 3 } },
      between({ max_value: 60 }),
    ]);
    assert.equal(evidence[0]?.low, undefined);
    const past = run(evidence);
    const outcome = (expectation: Expectation) => replay(expectation, [past]).runs[0]?.outcome;
    assert.equal(
      outcome({ type: 'expect_column_values_to_be_between', kwargs: { column: 'inf', max_value: 8 } }),
      'unknown',
    );
    assert.equal(outcome(between({ max_value: { $PARAMETER: 'most' } })), 'unknown');
    assert.equal(outcome(between({ max_value: 60, row_condition: 'x > 3' })), 'unknown');
    assert.equal(
      outcome({ type: 'expect_column_values_to_be_between', kwargs: { column: 'x', max_value: 60 } }),
      'unknown',
    );
    assert.equal(outcome(between({ max_value: 48 })), 'failed');
  });

  test('is said in words', async () => {
    const { evidence } = await judged([between({ max_value: 60 })]);
    const past = [run(evidence), run([]), run(evidence)];
    const words = (expectation: Expectation, runs: readonly PastRun[]) => replayInWords(replay(expectation, runs));
    assert.equal(words(between({ max_value: 48 }), past), 'would have failed 2 of the last 3 runs (1 not known)');
    assert.equal(words(between({ max_value: 49 }), past), 'would have held in 2 of the last 3 runs (1 not known)');
    assert.equal(words(between({ max_value: 48 }), past.slice(0, 1)), 'would have failed the last run');
    assert.equal(words(between({ max_value: 49 }), past.slice(0, 1)), 'would have held in the last run');
    assert.equal(words(between({ max_value: 49, row_condition: 'x > 1' }), past), undefined);
  });
});

function run(evidence: readonly (Evidence | undefined)[]): PastRun {
  const verdicts = evidence.map((each) => ({ fingerprint: '', outcome: 'passed', evidence: each }));
  return { result: 'r', target: 'feature-group:rows@1', at: '2026-11-25T10:00:00Z', verdicts };
}
