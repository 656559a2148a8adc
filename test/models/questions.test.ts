import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import type { Json } from '../../core/engine/value.ts';
import type { Answer, AskableModel } from '../../core/models/questions/askable-model.ts';
import { compareMoves } from '../../core/models/questions/compare-moves.ts';
import { expectedOfAnswers } from '../../core/models/questions/expected-of-answers.ts';
import { measureLatency } from '../../core/models/questions/latency.ts';
import { measureParity, type ParityRequest } from '../../core/models/questions/parity.ts';
import { sameAnswer, sameValue } from '../../core/models/questions/same-value.ts';

const scored = (...scores: readonly number[]): readonly Answer[] =>
  scores.map((score) => ({ prediction: score >= 0.5, score }));

const moves = (pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([from, to]) => ({ before: scored(from)[0] as Answer, after: scored(to)[0] as Answer }));

describe('how answers move', () => {
  test('nothing may move by more than the tolerance', () => {
    const found = compareMoves(
      moves([
        [0.5, 0.5],
        [0.5, 0.54],
        [0.5, 0.4],
      ]),
      'same',
      0.05,
    );
    assert.deepEqual('broken' in found && found.broken, [2]);
    assert.ok('most' in found && Math.abs((found.most ?? 0) - 0.1) < 1e-12);
  });

  test('or only one way', () => {
    const steps = moves([
      [0.5, 0.7],
      [0.5, 0.5],
      [0.5, 0.49],
      [0.5, 0.2],
    ]);
    const up = compareMoves(steps, 'increase', 0.05);
    assert.deepEqual('broken' in up && [up.broken, up.moved], [[3], 1]);
    const down = compareMoves(steps, 'decrease', 0.05);
    assert.deepEqual('broken' in down && [down.broken, down.moved], [[0], 1]);
  });

  test('classes may change or not, but have no direction', () => {
    const changed = [{ before: { prediction: 'a' }, after: { prediction: 'b' } }];
    const found = compareMoves(changed, 'same', 0);
    assert.deepEqual('broken' in found && found.broken, [0]);
    assert.ok('lacking' in compareMoves(changed, 'increase', 0));
  });

  test('an answer that is an error decides nothing', () => {
    const found = compareMoves([{ before: { prediction: 1 }, after: { error: 'ValueError: no' } }], 'same', 0);
    assert.deepEqual(found, { lacking: 'ValueError: no' });
  });
});

describe('what is expected of answers', () => {
  let engine: QueryEngine;
  before(async () => {
    engine = await startDuckDb({ folders: [] });
  });
  after(() => engine.dispose());

  test('a figure of all of them', async () => {
    const answers = scored(0.2, 0.6, 0.7);
    assert.deepEqual(await expectedOfAnswers(engine, 'mean(prediction) > 0.6 AND max(score) < 0.8', answers), {
      about: 'set',
      holds: true,
      means: { prediction: 2 / 3, score: 0.5 },
    });
    const found = await expectedOfAnswers(engine, 'mean(prediction) > 0.9', answers);
    assert.equal('holds' in found && found.holds, false);
  });

  test('or something of each of them', async () => {
    const found = await expectedOfAnswers(engine, 'score <= 0.6 OR NOT prediction = true', scored(0.2, 0.6, 0.7, 0.9));
    assert.deepEqual(found, { about: 'each', broken: [2, 3] });
    const names = await expectedOfAnswers(engine, "prediction IN ('a', 'b')", [
      { prediction: 'a' },
      { prediction: 'c' },
    ]);
    assert.deepEqual(names, { about: 'each', broken: [1] });
  });

  test('and what cannot be told says why', async () => {
    for (const [text, answers, why] of [
      ['mean(prediction) >', scored(0.1), /cannot be read/],
      ['mean(hour) > 3', scored(0.1), /names hour; an answer has a prediction and a score/],
      ['mean(score) > 0.1', [{ prediction: 3 }], /gives no score/],
      ['mean(score) > prediction', scored(0.1), /differs from row to row/],
      ['score > 0', [{ error: 'KeyError: x' }], /KeyError: x/],
    ] as const) {
      const found = await expectedOfAnswers(engine, text, answers);
      assert.match('lacking' in found ? found.lacking : '', why);
    }
  });
});

describe('latency', () => {
  const clock = (times: readonly number[]) => {
    let now = 0;
    let asked = 0;
    return {
      now: () => now,
      ask: async () => {
        now += times[asked % times.length] ?? 0;
        asked += 1;
        return [{ prediction: 1 }];
      },
      asked: () => asked,
    };
  };

  test('is that of a hundred single rows after ten that warm up', async () => {
    const { now, ask, asked } = clock([900, ...Array<number>(9).fill(1), ...Array<number>(95).fill(2), 3, 3, 3, 3, 50]);
    const found = await measureLatency({ ask }, [{ km: 1 }], now);
    assert.deepEqual(found, { questions: 100, latency_p50_ms: 2, latency_p95_ms: 2, latency_p99_ms: 3 });
    assert.equal(asked(), 110);
  });

  test('of a slow model of fewer rows, and of one at least', async () => {
    const slow = clock([5000]);
    const found = await measureLatency({ ask: slow.ask }, [{ km: 1 }], slow.now);
    assert.deepEqual(found, { questions: 1, latency_p50_ms: 5000, latency_p95_ms: 5000, latency_p99_ms: 5000 });
  });

  test('of a model that refuses is not told', async () => {
    const found = await measureLatency({ ask: async () => [{ error: 'no' }] }, [{ km: 1 }]);
    assert.deepEqual(found, { lacking: 'no' });
  });
});

describe('parity', () => {
  const rows = ['a', 'b', 'c', 'd'].map((id, position) => ({
    position,
    values: { id, at: `2026-01-0${position + 1}`, km: position },
  }));
  const request = (lookUp: AskableModel['lookUp']): ParityRequest => ({
    model: {
      ask: async (asked) => asked.map(({ km }) => ({ prediction: Number(km) * 2 })),
      lookUp,
      onDemand: [],
      end: async () => {},
    },
    rows,
    relation: {
      columns: [{ name: 'km', type: 'BIGINT', valueType: 'integer' }],
    } as unknown as ParityRequest['relation'],
    features: ['km'],
    keys: ['id'],
    primaryKey: ['id'],
    eventTime: 'at',
    predictions: {
      task: 'regression',
      columns: { task: 'regression', truth: new Float64Array(3), predicted: Float64Array.of(0, 2, 5) },
      rows: 3,
      withoutLabel: 1,
      classes: [],
      by: [],
      // The row at place 2 has no label.
      positions: Float64Array.of(0, 1, 3),
    },
  });
  const valuesOf = (id: Json | undefined) => rows.find(({ values }) => values.id === id)?.values;

  test('compares the rows that serving finds, and only those that are the latest of their key', async () => {
    const found = await measureParity(
      request(async (keys) =>
        keys.map(({ id }) => (id === 'b' ? { ...valuesOf(id), at: '2026-02-01', km: 9 } : valuesOf(id))),
      ),
    );
    assert.deepEqual(found, {
      passed: false,
      rows: 3,
      notFound: 0,
      older: 1,
      recomputed: [],
      features: [],
      prediction: { name: 'prediction', rows: 1, example: { key: { id: 'd' }, trained: 5, served: 6 } },
    });
  });

  test('a row that serving does not find breaks it', async () => {
    const found = await measureParity(
      request(async (keys) => keys.map(({ id }) => (id === 'd' ? undefined : valuesOf(id)))),
    );
    assert.ok('passed' in found);
    assert.deepEqual([found.passed, found.rows, found.notFound, found.prediction], [false, 3, 1, null]);
  });

  test('rows of which serving finds only later states say nothing', async () => {
    const found = await measureParity(request(async (keys) => keys.map(() => ({ id: 'x', at: '2027-01-01', km: 0 }))));
    assert.deepEqual(found, { lacking: 'none of the rows is the latest of its key, and serving finds only these' });
  });
});

test('values of training and serving are the same to the last digit but one', () => {
  assert.ok(sameValue(1.5, 1.5 + 1e-12, true));
  assert.ok(!sameValue(1.5, 1.5001, true));
  assert.ok(!sameValue(10_000_000_000, 10_000_000_001, false));
  assert.ok(sameValue(null, undefined, true));
  assert.ok(!sameValue(null, 0, true));
  assert.ok(!sameValue('1', 1, false));
});

test('answers of training and serving are the same, however a truth value is written', () => {
  assert.ok(sameAnswer({ prediction: 'true', score: 0.7 }, { prediction: true, score: 0.7 + 1e-9 }));
  assert.ok(sameAnswer({ prediction: 'true' }, { prediction: 1 }));
  assert.ok(sameAnswer({ prediction: '1' }, { prediction: true }));
  assert.ok(!sameAnswer({ prediction: 'true', score: 0.7 }, { prediction: true, score: 0.71 }));
  assert.ok(!sameAnswer({ prediction: 'true', score: 0.7 }, { prediction: true }));
  assert.ok(!sameAnswer({ prediction: 'a' }, { prediction: 'b' }));
  assert.ok(sameAnswer({ prediction: 1000 }, { prediction: 1000.0001 }));
  assert.ok(!sameAnswer({ prediction: 1000 }, { error: 'no' }));
});
