import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { METRICS, type ModelTask } from '../../core/catalogue/metrics.ts';
import { evaluate } from '../../core/models/evaluate.ts';
import { randomNumbers } from '../../core/models/metrics/random-numbers.ts';
import { readPredictions } from '../../core/models/read-predictions.ts';
import { startTestEngine, type TestEngine } from '../engine/engine-for-tests.ts';
import { python, withExamplePython } from './python-kit.ts';

interface Case {
  readonly name: string;
  readonly task: ModelTask;
  readonly csv: string;
}

/** As far as two computations of the same figure may lie apart. */
const AGREEMENT = 1e-9;

describe('metrics are those of scikit-learn', withExamplePython(), () => {
  const cases = [...binaryCases(), ...multiclassCases(), ...regressionCases()];
  const theirs = new Map<string, Readonly<Record<string, number | null>>>();
  let data: TestEngine;

  before(async () => {
    data = await startTestEngine();
    const files = cases.map(({ name, csv }) => data.file(`${name}.csv`, csv));
    const program = join(import.meta.dirname, 'programs/scikit_learn_metrics.py');
    const { exitCode, stdout, stderr } = await python([program, ...files], data.folder);
    assert.equal(exitCode, 0, String(stderr));
    const answers = stdout.toString().trim().split('\n');
    for (const [index, { name }] of cases.entries()) theirs.set(name, JSON.parse(answers[index] ?? ''));
  });
  after(() => data.dispose());

  for (const { name, task } of cases) {
    test(name, async () => {
      const relation = await data.engine.open({ path: join(data.folder, `${name}.csv`) });
      const { metrics } = evaluate(await readPredictions(data.engine, { relation, task, names: {} }));
      const judged = theirs.get(name) ?? {};
      const names = METRICS.filter(({ tasks }) => tasks.includes(task)).map((each) => each.name);
      assert.deepEqual(Object.keys(metrics).sort(), names.toSorted());
      assert.deepEqual(Object.keys(judged).sort(), names.toSorted());
      for (const each of names) {
        const [ours, right] = [metrics[each]?.value ?? null, judged[each] ?? null];
        if (ours === null || right === null) assert.equal(ours, right, each);
        else
          assert.ok(Math.abs(ours - right) <= AGREEMENT * Math.max(1, Math.abs(right)), `${each}: ${ours}, ${right}`);
      }
    });
  }
});

function csv(header: string, rows: number, row: (index: number) => readonly (string | number)[]): string {
  return `${header}\n${Array.from({ length: rows }, (_, index) => row(index).join(',')).join('\n')}\n`;
}

function binaryCases(): readonly Case[] {
  const task = 'binary-classification';
  const drawn = (name: string, rows: number, seed: number, change: (row: Drawn) => readonly (string | number)[]) => {
    const random = randomNumbers(seed);
    return {
      name: `binary-${name}`,
      task,
      csv: csv('label,prediction,score', rows, () => {
        const label = random() < 0.3 ? 1 : 0;
        const score = Math.min(1, Math.max(0, 0.25 + 0.25 * label + (random() - 0.5) * 0.8));
        return change({ label, score, prediction: score > 0.45 ? 1 : 0 });
      }),
    } satisfies Case;
  };
  return [
    drawn('plain', 3000, 1, ({ label, prediction, score }) => [label, prediction, score]),
    drawn('few-scores', 3000, 2, ({ label, prediction, score }) => [label, prediction, score.toFixed(1)]),
    drawn('one-score', 50, 3, ({ label }) => [label, 1, 0.5]),
    drawn('scores-of-0-and-1', 200, 4, ({ label, prediction }) => [label, prediction, prediction]),
    drawn('no-probabilities', 200, 5, ({ label, prediction, score }) => [label, prediction, score * 6 - 3]),
    drawn('words', 500, 6, ({ label, prediction, score }) => [
      label === 1 ? 'yes' : 'no',
      prediction === 1 ? 'yes' : 'no',
      score,
    ]),
    drawn('minus-one', 500, 7, ({ label, prediction, score }) => [label * 2 - 1, prediction * 2 - 1, score]),
    drawn('one-and-two', 500, 8, ({ label, prediction, score }) => [label + 1, prediction + 1, score]),
    drawn('missing-labels', 500, 9, ({ label, prediction, score }) => [score > 0.6 ? '' : label, prediction, score]),
    drawn('all-negative', 40, 10, ({ prediction, score }) => [0, prediction, score]),
    drawn('all-positive', 40, 11, ({ prediction, score }) => [1, prediction, score]),
    drawn('nothing-predicted', 40, 12, ({ label, score }) => [label, 0, score]),
    drawn('all-negative-and-right', 40, 13, ({ score }) => [0, 0, score]),
    drawn('all-positive-and-right', 40, 14, ({ score }) => [1, 1, score]),
    drawn('perfect', 40, 15, ({ label }) => [label, label, label * 0.5 + 0.25]),
    drawn('all-wrong', 40, 16, ({ label }) => [label, 1 - label, 0.75 - label * 0.5]),
    { name: 'binary-two-rows', task, csv: 'label,prediction,score\n1,0,0.4\n0,0,0.4\n' },
    { name: 'binary-one-row', task, csv: 'label,prediction,score\n1,1,0.4\n' },
  ];
}

interface Drawn {
  readonly label: number;
  readonly prediction: number;
  readonly score: number;
}

function multiclassCases(): readonly Case[] {
  const task = 'multiclass-classification';
  const drawn = (name: string, rows: number, seed: number, words: readonly (string | number)[], right = 0.6) => {
    const random = randomNumbers(seed);
    const one = () => words[Math.floor(random() ** 2 * words.length)] ?? '';
    return {
      name: `multiclass-${name}`,
      task,
      csv: csv('label,prediction', rows, () => {
        const label = one();
        return [label, random() < right ? label : one()];
      }),
    } satisfies Case;
  };
  return [
    drawn('words', 2000, 20, ['red', 'green', 'blue', 'a colour']),
    drawn('numbers', 2000, 21, [3, 10, 2, 1]),
    drawn('two-classes', 300, 22, ['a', 'b']),
    drawn('one-class', 30, 23, ['a']),
    drawn('by-chance', 300, 24, ['a', 'b', 'c'], 0),
    drawn(
      'many-classes',
      3000,
      25,
      Array.from({ length: 60 }, (_, index) => `class ${index}`),
    ),
    { name: 'multiclass-never-predicted', task, csv: 'label,prediction\na,a\nb,a\nc,a\nc,a\n' },
    { name: 'multiclass-never-a-label', task, csv: 'label,prediction\na,b\na,c\na,a\na,d\n' },
  ];
}

function regressionCases(): readonly Case[] {
  const task = 'regression';
  const drawn = (name: string, rows: number, seed: number, row: (random: () => number) => readonly number[]) => {
    const random = randomNumbers(seed);
    return { name: `regression-${name}`, task, csv: csv('label,prediction', rows, () => row(random)) } satisfies Case;
  };
  return [
    drawn('plain', 2000, 30, (random) => {
      const label = random() * 100;
      return [label, label + (random() - 0.5) * 30];
    }),
    drawn('even-number-of-rows', 4, 31, (random) => [random(), random()]),
    drawn('worse-than-the-mean', 101, 32, (random) => [random(), 5 - random()]),
    drawn('far-from-zero', 1000, 33, (random) => [1e9 + random(), 1e9 + random()]),
    drawn('constant-label', 20, 34, (random) => [7, random()]),
    drawn('constant-and-met', 20, 35, () => [7, 7]),
    drawn('whole-numbers', 300, 36, (random) => [Math.floor(random() * 5), Math.floor(random() * 5)]),
    { name: 'regression-one-row', task, csv: 'label,prediction\n1.5,2\n' },
  ];
}
