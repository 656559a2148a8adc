import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resampleCount } from '../../core/models/metrics/bootstrap.ts';
import type { BinaryColumns } from '../../core/models/metrics/columns.ts';
import { type CurvePoint, precisionRecallCurve, rocCurve } from '../../core/models/metrics/curves.ts';
import type { MetricValue } from '../../core/models/metrics/metric-value.ts';
import { metricsOf } from '../../core/models/metrics/metrics-of.ts';
import { normalQuantile } from '../../core/models/metrics/normal-quantile.ts';
import { randomNumbers } from '../../core/models/metrics/random-numbers.ts';
import { rankedByScore } from '../../core/models/metrics/ranked.ts';
import { rocAuc } from '../../core/models/metrics/roc-auc.ts';
import { wilsonInterval } from '../../core/models/metrics/wilson.ts';

function binary(truth: readonly number[], score: readonly number[], predicted?: readonly number[]): BinaryColumns {
  return {
    task: 'binary-classification',
    truth: Uint8Array.from(truth),
    predicted: Uint8Array.from(predicted ?? score.map((each) => Number(each >= 0.5))),
    score: Float64Array.from(score),
  };
}

/** Scores of two classes that overlap, rounded to so many digits that some are equal. */
function drawn(rows: number, seed: number, digits = 3): BinaryColumns {
  const random = randomNumbers(seed);
  const truth = Array.from({ length: rows }, () => Number(random() < 0.35));
  return binary(
    truth,
    truth.map((label) => Number((0.3 * random() + 0.3 * random() + 0.2 * label).toFixed(digits))),
  );
}

function near(actual: number | null | undefined, expected: number, within = 1e-12): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= within, `${actual} is not ${expected}`);
}

/** The examples in the documentation of scikit-learn. */
describe('published values', () => {
  test('area under the ROC curve and average precision', () => {
    const metrics = metricsOf(binary([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]));
    near(metrics.roc_auc?.value, 0.75);
    near(metrics.average_precision?.value, 5 / 6);
  });

  test('losses of probabilities', () => {
    const metrics = metricsOf(binary([1, 0, 0, 1], [0.9, 0.1, 0.2, 0.65]));
    near(metrics.log_loss?.value, 0.21616187468057912);
    near(metricsOf(binary([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3])).brier_score_loss?.value, 0.0375);
  });

  test('correlation, kappa and F1 of classes', () => {
    near(metricsOf(binary([1, 1, 1, 0], [1, 0, 1, 1])).matthews_corrcoef?.value, -1 / 3);
    const kappa = metricsOf({
      task: 'multiclass-classification',
      classes: 3,
      truth: Int32Array.of(0, 1, 2, 0, 1, 2),
      predicted: Int32Array.of(0, 2, 1, 0, 0, 1),
    });
    near(kappa.f1_macro?.value, 4 / 15);
    near(kappa.f1_weighted?.value, 4 / 15);
    near(kappa.cohen_kappa?.value, 0);
  });

  test('errors of a regression', () => {
    const metrics = metricsOf({
      task: 'regression',
      truth: Float64Array.of(3, -0.5, 2, 7),
      predicted: Float64Array.of(2.5, 0, 2, 8),
    });
    near(metrics.mean_absolute_error?.value, 0.5);
    near(metrics.root_mean_squared_error?.value, Math.sqrt(0.375));
    near(metrics.median_absolute_error?.value, 0.5);
    near(metrics.mean_absolute_percentage_error?.value, 0.3273809523809524);
    near(metrics.r2?.value, 0.9486081370449679);
  });

  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
  for (const [hits, all, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    test(`Wilson's interval of ${hits} in ${all}`, () => {
      const interval = wilsonInterval(hits, all, 0.95);
      near(interval.low, low, 5e-5);
      near(interval.high, high, 5e-5);
    });
  }

  test('quantiles of the normal distribution', () => {
    near(normalQuantile(0.975), 1.959963984540054);
    near(normalQuantile(0.995), 2.5758293035489004);
    near(normalQuantile(1e-10), -6.361340902404056);
    near(normalQuantile(0.5), 0);
  });
});

describe("DeLong's interval", () => {
  for (const digits of [1, 3, 9]) {
    test(`is that of all pairs, with scores of ${digits} digits`, () => {
      const columns = drawn(400, 7, digits);
      const { low, high, value } = rocAuc(rankedByScore(columns.truth, columns.score as Float64Array), 0.95);
      const [area, error] = byAllPairs(columns);
      near(value, area);
      near(low, area - 1.959963984540054 * error);
      near(high, area + 1.959963984540054 * error);
    });
  }

  test('holds the true area about as often as it says', () => {
    // Uniform scores on 0…1 and on 0.25…1.25: P(positive > negative) = 1 − 0.75² / 2.
    const area = 1 - 0.75 ** 2 / 2;
    const random = randomNumbers(11);
    let holds = 0;
    const tries = 500;
    for (let time = 0; time < tries; time++) {
      const truth = Uint8Array.from({ length: 200 }, (_, row) => row % 2);
      const score = Float64Array.from(truth, (label) => random() + label / 4);
      const { low, high } = rocAuc(rankedByScore(truth, score), 0.95);
      if ((low ?? 2) <= area && area <= (high ?? -1)) holds += 1;
    }
    assert.ok(holds / tries > 0.92 && holds / tries < 0.98, `${holds} of ${tries}`);
  });
});

/** Area and standard error as DeLong, DeLong and Clarke-Pearson define them, over every pair. */
function byAllPairs({ truth, score }: BinaryColumns): readonly [number, number] {
  const scores = [...(score as Float64Array)];
  const positives = scores.filter((_, row) => truth[row] === 1);
  const negatives = scores.filter((_, row) => truth[row] === 0);
  const wins = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const v10 = positives.map((a) => mean(negatives.map((b) => wins(a, b))));
  const v01 = negatives.map((b) => mean(positives.map((a) => wins(a, b))));
  const variance = (values: readonly number[]) =>
    (mean(values.map((each) => (each - mean(values)) ** 2)) * values.length) / (values.length - 1);
  return [mean(v10), Math.sqrt(variance(v10) / v10.length + variance(v01) / v01.length)];
}

describe('what is not defined is null, and says why', () => {
  const reasons = (columns: BinaryColumns) =>
    Object.fromEntries(
      Object.entries(metricsOf(columns)).flatMap(([name, { reason }]) => (reason ? [[name, reason]] : [])),
    );

  test('labels of one class', () => {
    assert.deepEqual(reasons(binary([0, 0], [0.2, 0.3])), {
      roc_auc: 'every label is negative, and the area needs both classes',
      average_precision: 'no label is positive',
      precision: 'no row was predicted positive',
      recall: 'no label is positive',
      f1: 'no label and no prediction is positive',
      cohen_kappa: 'labels and predictions are all of one class',
    });
  });

  test('scores that are no probabilities', () => {
    const why = 'some scores are no probabilities: they lie outside 0 and 1';
    assert.deepEqual(reasons(binary([0, 1], [-2, 3])), { log_loss: why, brier_score_loss: why });
  });

  test('no rows at all', () => {
    for (const columns of [
      binary([], []),
      { task: 'multiclass-classification', classes: 0, truth: new Int32Array(), predicted: new Int32Array() },
      { task: 'regression', truth: new Float64Array(), predicted: new Float64Array() },
    ] as const) {
      for (const metric of Object.values(metricsOf(columns))) {
        assert.deepEqual([metric.value, metric.low, metric.high], [null, null, null]);
        assert.match(metric.reason ?? '', /^(there are no rows|it needs two rows)$/);
      }
    }
  });

  test('one row of a class has an area, and no interval', () => {
    const { roc_auc: area } = metricsOf(binary([1, 0, 0], [0.4, 0.3, 0.6]));
    assert.deepEqual(area, { value: 0.5, low: null, high: null });
  });
});

describe('intervals', () => {
  const columns = drawn(2000, 3);
  const all = Object.entries(metricsOf(columns));

  test('every metric of two classes has one, and lies in it', () => {
    assert.equal(all.length, 11);
    for (const [name, { value, low, high }] of all) {
      assert.ok(value !== null && low !== null && high !== null && low < value && value < high, name);
    }
  });

  test('are the same each time', () => {
    assert.deepEqual(Object.entries(metricsOf(columns)), all);
  });

  test('are wider with more confidence, and narrower with more rows', () => {
    const width = ({ low, high }: MetricValue) => (high ?? 0) - (low ?? 0);
    const surer = metricsOf(columns, 0.99);
    const more = metricsOf(drawn(20_000, 4));
    for (const [name, metric] of all) {
      assert.ok(width(surer[name] as MetricValue) > width(metric), name);
      assert.ok(width(more[name] as MetricValue) < width(metric) / 2, name);
    }
  });

  for (const rows of [2000, 20_000]) {
    test(`of the bootstrap are those of theory, where there is a theory: ${rows} rows`, () => {
      theoryHolds(drawn(rows, 3));
    });
  }

  test('of the median: of many rows as of few', () => {
    for (const rows of [5000, 50_000]) {
      const random = randomNumbers(9);
      const truth = new Float64Array(rows);
      const predicted = truth.map(() => random());
      const { value, low, high } = metricsOf({ task: 'regression', truth, predicted })
        .median_absolute_error as MetricValue;
      // Errors are uniform on 0…1, so their median has the standard error 1 / (2 √n).
      const half = 1.96 / (2 * Math.sqrt(rows));
      near((high ?? 0) - (low ?? 0), 2 * half, half / 2);
      near(value, 0.5, 3 * half);
    }
  });

  // The mean of squares of n rows has the standard error sd / √n.
  function theoryHolds(columns: BinaryColumns): void {
    const score = columns.score as Float64Array;
    const losses = [...score].map((each, row) => (each - (columns.truth[row] ?? 0)) ** 2);
    const mean = losses.reduce((sum, each) => sum + each, 0) / losses.length;
    const sd = Math.sqrt(losses.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (losses.length - 1));
    const { low, high } = metricsOf(columns).brier_score_loss as MetricValue;
    const half = (1.96 * sd) / Math.sqrt(losses.length);
    near(low, mean - half, half / 5);
    near(high, mean + half, half / 5);
  }

  test('cost no more for more rows than for many', () => {
    assert.deepEqual([10, 10_000, 40_000, 10_000_000].map(resampleCount), [1000, 1000, 250, 200]);
  });
});

describe('curves', () => {
  const area = (points: readonly CurvePoint[]) =>
    points.reduce((sum, { x, y }, index) => {
      const before = points[index - 1];
      return before === undefined ? 0 : sum + ((x - before.x) * (y + before.y)) / 2;
    }, 0);

  for (const rows of [10, 300, 30_000]) {
    test(`of ${rows} rows: at most 200 points, from end to end, and the area stays`, () => {
      const { truth, score } = drawn(rows, 5, 9);
      const ranked = rankedByScore(truth, score as Float64Array);
      const roc = rocCurve(ranked);
      assert.ok(roc.length <= 200 && roc.length > Math.min(rows / 3, 100), String(roc.length));
      assert.deepEqual(roc[0], { x: 0, y: 0, threshold: null });
      assert.deepEqual([roc.at(-1)?.x, roc.at(-1)?.y], [1, 1]);
      near(area(roc), rocAuc(ranked, 0.95).value ?? 0, 0.002);
      const precision = precisionRecallCurve(ranked);
      assert.ok(precision.length <= 200);
      near(precision.at(-1)?.y, ranked.positives / rows);
      assert.equal(precision.at(-1)?.x, 1);
    });
  }

  test('there is none where a class is missing', () => {
    const ranked = rankedByScore(Uint8Array.of(0, 0), Float64Array.of(0.1, 0.2));
    assert.deepEqual([rocCurve(ranked), precisionRecallCurve(ranked)], [[], []]);
  });
});
