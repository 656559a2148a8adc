import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ModelTask } from '../../core/catalogue/metrics.ts';
import { evaluate } from '../../core/models/evaluate.ts';
import type { PredictionNames } from '../../core/models/prediction-file.ts';
import { readPredictions } from '../../core/models/read-predictions.ts';
import { describeError, PlumblineError } from '../../core/platform/problem.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';

let data: TestEngine;
before(async () => {
  data = await startTestEngine();
});
after(() => data.dispose());

let files = 0;
async function read(csv: string, task: ModelTask = 'binary-classification', names: PredictionNames = {}) {
  const path = data.file(`predictions-${++files}.csv`, csv);
  return readPredictions(data.engine, { relation: await data.engine.open({ path, label: 'p.csv' }), task, names });
}

async function refused(csv: string, task?: ModelTask, names?: PredictionNames): Promise<string> {
  const error = await read(csv, task, names).then(
    () => assert.fail('it was taken'),
    (problem: unknown) => problem,
  );
  assert.ok(error instanceof PlumblineError, String(error));
  return describeError(error);
}

describe('which class is the positive one', () => {
  for (const [labels, classes] of [
    ['0,1,0', ['0', '1']],
    ['true,false,true', ['false', 'true']],
    ['-1,1,1', ['-1', '1']],
    ['2,10,2', ['2', '10']],
    ['punctual,late,late', ['late', 'punctual']],
    // A CSV of yes and no has truth values.
    ['yes,no,no', ['false', 'true']],
    ['1,1,1', ['0', '1']],
    ['0,0,0', ['0', '1']],
    ['late,late,late', ['not late', 'late']],
  ] as const) {
    test(`of ${labels}`, async () => {
      const rows = labels.split(',').map((label) => `${label},${label}`);
      const predictions = await read(`label,prediction\n${rows.join('\n')}\n`);
      assert.deepEqual(predictions.classes, classes);
      assert.equal(evaluate(predictions).metrics.accuracy?.value, 1);
    });
  }

  test('0 and 1 are predictions of false and true', async () => {
    const { columns } = await read('label,prediction\ntrue,1\nfalse,1\ntrue,0\n');
    assert.deepEqual(columns.task === 'binary-classification' && [...columns.predicted], [1, 1, 0]);
  });
});

describe('what is not there', () => {
  test('rows without a label are left out and counted', async () => {
    const predictions = await read('label,prediction\n1,1\n,1\n0,1\n,0\n');
    assert.deepEqual([predictions.rows, predictions.withoutLabel], [2, 2]);
    assert.deepEqual([...predictions.positions], [0, 2]);
  });

  test('a score stands in for a prediction, from 0.5 on', async () => {
    for (const csv of ['label,score\n1,0.5\n0,0.49\n1,0.2\n', 'label,prediction,score\n1,,0.5\n0,,0.49\n1,0,0.9\n']) {
      const { columns } = await read(csv);
      assert.deepEqual(columns.task === 'binary-classification' && [...columns.predicted], [1, 0, 0]);
    }
  });

  test('rows without a score leave the metrics of scores undefined, and no other', async () => {
    const { metrics } = evaluate(await read('label,prediction,score\n1,1,0.7\n0,0,\n1,1,\n'));
    assert.equal(metrics.roc_auc?.reason, '2 rows have no score');
    assert.equal(metrics.accuracy?.value, 1);
    assert.equal(
      evaluate(await read('label,prediction\n1,1\n0,0\n')).metrics.log_loss?.reason,
      'there is no column score',
    );
  });

  test('a row without any prediction is an error: leaving it out would flatter the model', async () => {
    assert.match(
      await refused('label,prediction\n1,1\n0,\n'),
      /^p\.csv: 1 row with a label has no prediction\n {2}why/,
    );
    assert.match(await refused('label,prediction\n1.5,1\n0,\n', 'regression'), /1 row with a label has no prediction/);
  });

  test('columns', async () => {
    assert.match(await refused('y,prediction\n1,1\n'), /there is no column label\n {2}why: there is y, prediction\n/);
    assert.match(await refused('label\n1\n'), /there is neither a column prediction nor a column score/);
    assert.match(await refused('label,score\n1,1\n', 'regression'), /there is no column prediction/);
    const meant = await refused('label,prediction\n1,1\n', undefined, { by: ['predictions'] });
    assert.match(meant, /there is no column predictions\n {2}try: did you mean prediction\?/);
  });
});

describe('what is not of the task', () => {
  test('more than two classes', async () => {
    const said = await refused('label,prediction\na,a\nb,c\n');
    assert.match(
      said,
      /there are 3 classes, and binary means two\n {2}why: .* a, b, c\n {2}try: --task multiclass-class/,
    );
  });

  test('scores where the predictions should be', async () => {
    const said = await refused('label,prediction\n1,0.7\n0,0.2\n1,0.9\n');
    assert.match(said, /try: if prediction is how sure the model is: --score prediction/);
  });

  test('words where numbers should be', async () => {
    assert.match(await refused('label,prediction\na,a\n', 'regression'), /the column label has no numbers/);
    assert.match(await refused('label,score\n1,high\n'), /the column score has no numbers/);
  });

  test('numbers without end', async () => {
    const path = await data.parquet('inf.parquet', "SELECT 1.5 AS label, CAST('inf' AS DOUBLE) AS prediction");
    const relation = await data.engine.open({ path });
    const reading = readPredictions(data.engine, { relation, task: 'regression', names: {} });
    await assert.rejects(reading, /some labels or predictions are infinite/);
  });
});

describe('slices', () => {
  test('every value has its own metrics, in order; a missing one comes last', async () => {
    const predictions = await read(
      'label,prediction,origin,hour\n1,1,JFK,10\n0,1,EWR,9\n1,1,,9\n0,0,EWR,10\n',
      undefined,
      { by: ['origin', 'hour'] },
    );
    const { slices } = evaluate(predictions);
    assert.deepEqual(
      slices.map(({ by, value, rows, metrics }) => [by, value, rows, metrics.accuracy?.value]),
      [
        ['origin', 'EWR', 2, 0.5],
        ['origin', 'JFK', 1, 1],
        ['origin', null, 1, 1],
        ['hour', 9, 2, 0.5],
        ['hour', 10, 2, 1],
      ],
    );
  });

  test('a slice has the positive class of the whole', async () => {
    const { slices } = evaluate(
      await read('label,prediction,s\nno,no,a\nno,no,a\nyes,yes,b\n', undefined, { by: ['s'] }),
    );
    assert.equal(slices[0]?.metrics.recall?.reason, 'no label is positive');
    assert.equal(slices[1]?.metrics.recall?.value, 1);
  });

  test('a column with a value for every row is refused', async () => {
    const rows = Array.from({ length: 300 }, (_, row) => `1,1,r${row}`).join('\n');
    const said = await refused(`label,prediction,id\n${rows}\n`, undefined, { by: ['id'] });
    assert.match(said, /the column id has 300 different values/);
  });
});
