import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { DRIFT_TESTS, driftTest } from '../../core/catalogue/drift-tests.ts';
import { automatic, evidentlyDefault } from '../../core/monitoring/choose-test.ts';
import { corrected } from '../../core/monitoring/correction.ts';
import { shareOfDrift } from '../../core/monitoring/drift-result.ts';
import { isDrift, runTest } from '../../core/monitoring/run-test.ts';
import { type Category, categoricalPair, numericPair, type SamplePair } from '../../core/monitoring/sample.ts';

const RUNS = process.env.PLUMBLINE_LONG ? 1000 : 100;

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 5, maxLength: 80 });
const counts = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 50 }), { minKeys: 1, maxKeys: 8 })
  .map((found) => new Map<Category, number>(Object.entries(found)));

const scoreOf = (name: string, pair: SamplePair) => {
  const outcome = runTest(name, pair);
  return outcome.kind === 'p-value' ? outcome.p : outcome.distance;
};
const ofNumbers = DRIFT_TESTS.filter(({ features }) => features.includes('numeric')).map(({ name }) => name);
const ofCategories = DRIFT_TESTS.filter(({ features }) => features.includes('categorical')).map(({ name }) => name);

/** Those that cannot be made on all values alike, and say so. */
const refusing = new Set(['anderson', 'es', 'fisher_exact']);

describe('every drift test', () => {
  for (const name of new Set([...ofNumbers, ...ofCategories])) {
    const kinds = driftTest(name)?.features ?? [];
    test(`${name} finds no drift between a sample and itself`, () => {
      if (kinds.includes('numeric')) {
        fc.assert(
          fc.property(numbers, (values) => assertSteady(name, numericPair(values, values))),
          { numRuns: RUNS },
        );
      }
      if (kinds.includes('categorical')) {
        fc.assert(
          fc.property(counts, (found) => assertSteady(name, categoricalPair(found, found))),
          { numRuns: Math.min(RUNS, name === 'TVD' ? 10 : RUNS) },
        );
      }
    });
  }

  test('is a number, of two samples whatever they hold', () => {
    fc.assert(
      fc.property(numbers, numbers, (reference, current) => {
        for (const name of ofNumbers) {
          if (refusing.has(name)) continue;
          const outcome = runTest(name, numericPair(reference, current));
          const score = outcome.kind === 'p-value' ? outcome.p : outcome.distance;
          // Two constants have no variance to compare by.
          if (name === 't_test' && new Set([...reference, ...current]).size <= 2) continue;
          assert.ok(score >= 0, `${name}: ${score}`);
          if (outcome.kind === 'p-value') assert.ok(score <= 1, `${name}: ${score}`);
        }
      }),
      { numRuns: RUNS / 5 },
    );
  });

  test('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(numbers, numbers, (reference, current) => {
        for (const name of ['ks', 'wasserstein', 'psi', 'mannw']) {
          const backwards = numericPair(reference.toReversed(), current.toReversed());
          assert.equal(scoreOf(name, numericPair(reference, current)), scoreOf(name, backwards), name);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('psi, jensenshannon, hellinger and ed are the same in both directions', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        for (const name of ['psi', 'jensenshannon', 'hellinger']) {
          const [there, back] = [categoricalPair(a, b), categoricalPair(b, a)].map((pair) => scoreOf(name, pair));
          assert.ok(Math.abs((there ?? 0) - (back ?? 1)) < 1e-9, name);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('finds a large shift', () => {
    const before = Array.from({ length: 200 }, (_, index) => Math.sin(index * 12.9898) * 43_758.5453);
    const reference = before.map((value) => value - Math.floor(value));
    const pair = numericPair(
      reference,
      reference.map((value) => value + 0.6),
    );
    for (const name of ofNumbers) {
      assert.ok(isDrift(name, scoreOf(name, pair), driftTest(name)?.threshold ?? 0), `${name}: ${scoreOf(name, pair)}`);
    }
    const shares = categoricalPair(
      new Map([
        ['a', 160],
        ['b', 40],
      ]),
      new Map([
        ['a', 100],
        ['b', 100],
      ]),
    );
    for (const name of ofCategories) {
      assert.ok(isDrift(name, scoreOf(name, shares), driftTest(name)?.threshold ?? 0), name);
    }
  });

  test('of texts is refused, with what to do instead', () => {
    const pair = categoricalPair(new Map([['a', 1]]), new Map([['a', 1]]));
    for (const name of ['perc_text_content_drift', 'abs_text_content_drift']) {
      assert.throws(() => runTest(name, pair), /Plumbline does not make/);
    }
  });
});

function assertSteady(name: string, pair: SamplePair): void {
  let score: number;
  try {
    score = scoreOf(name, pair);
  } catch (error) {
    if (refusing.has(name)) return;
    throw error;
  }
  assert.equal(isDrift(name, score, driftTest(name)?.threshold ?? 0), false, `${name}: ${score}`);
}

describe('the choice of a test', () => {
  const sample = (rows: number, distinct: number) => Array.from({ length: rows }, (_, index) => index % distinct);

  test('is a distance for large samples and a test for small ones', () => {
    assert.equal(automatic(numericPair(sample(5000, 700), sample(5000, 700))), 'wasserstein');
    assert.equal(automatic(numericPair(sample(300, 70), sample(5000, 700))), 'ks');
    assert.equal(automatic(numericPair(sample(5000, 700), sample(300, 70))), 'ks');
    assert.equal(automatic(numericPair(sample(5000, 3), sample(5000, 3))), 'jensenshannon');
  });

  test('looks at both sides, where Evidently looks at the reference', () => {
    assert.equal(evidentlyDefault('num', 5000, 700), 'wasserstein');
    assert.equal(automatic(numericPair(sample(5000, 700), sample(100, 100))), 'ks');
  });

  test('asks for more rows of a feature with many categories', () => {
    const codes = (rows: number, distinct: number) =>
      categoricalPair(
        new Map(Array.from({ length: distinct }, (_, index) => [`k${index}`, rows / distinct])),
        new Map(Array.from({ length: distinct }, (_, index) => [`k${index}`, rows / distinct])),
      );
    assert.equal(automatic(codes(10_000, 10)), 'jensenshannon');
    assert.equal(automatic(codes(10_000, 2000)), 'TVD');
  });
});

describe('p-values of many features', () => {
  const values = [0.01, 0.02, 0.03, 0.04, 0.05];

  // R 4.3: p.adjust(c(.01, .02, .03, .04, .05), "BH") and "bonferroni".
  test('are corrected as R does it', () => {
    assert.deepEqual(corrected(values, 'none'), values);
    assert.deepEqual(
      corrected(values, 'bonferroni').map((p) => Number(p.toFixed(10))),
      [0.05, 0.1, 0.15, 0.2, 0.25],
    );
    assert.deepEqual(
      corrected(values, 'fdr').map((p) => Number(p.toFixed(10))),
      [0.05, 0.05, 0.05, 0.05, 0.05],
    );
    // p.adjust(c(0.001, 0.8, 0.02, 0.5), "BH")
    assert.deepEqual(
      corrected([0.001, 0.8, 0.02, 0.5], 'fdr').map((p) => Number(p.toFixed(6))),
      [0.004, 0.8, 0.04, 0.666667],
    );
  });

  test('never grow less than they were, nor past 1, and keep their order', () => {
    const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(p, fc.constantFrom('bonferroni' as const, 'fdr' as const), (given, correction) => {
        const after = corrected(given, correction);
        for (const [index, each] of after.entries()) {
          assert.ok(each >= (given[index] ?? 0) - 1e-12 && each <= 1);
          for (const [other, value] of after.entries()) {
            if ((given[index] ?? 0) < (given[other] ?? 0)) assert.ok(each <= value + 1e-12);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});

test('the data drifts by the share of features that did, of those that could be judged', () => {
  const judged = (drifted: boolean) => ({ drifted, state: 'judged' as const });
  const unknown = { drifted: false, state: 'failed' as const };
  assert.deepEqual(shareOfDrift([judged(true), judged(false)], 0.5), { drifted: true, share: 0.5 });
  assert.deepEqual(shareOfDrift([judged(true), unknown, unknown], 0.5), { drifted: true, share: 1 });
  assert.deepEqual(shareOfDrift([judged(true), judged(false), judged(false)], 0.5).drifted, false);
  assert.deepEqual(shareOfDrift([unknown], 0), { drifted: false, share: 0 });
});
