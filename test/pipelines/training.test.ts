import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { versionFolder } from '../../core/models/keep-version.ts';
import { namesIn } from '../../core/platform/files.ts';
import { fingerprintOf } from '../../core/platform/fingerprint.ts';
import { hashFolder } from '../../core/platform/hash-folder.ts';
import { edgesAlong } from '../../core/registry/edges.ts';
import { listEvents } from '../../core/registry/events.ts';
import { latestResults, wholeResult } from '../../core/registry/latest-results.ts';
import type { StoredEvaluation } from '../../core/views/stored-evaluation.ts';
import { json, plumbline } from '../cli/cli-kit.ts';
import { writeFiles } from '../platform/folder-kit.ts';
import { assertTidy, runsOf } from './pipeline-kit.ts';
import { inRegistry, PREDICTIONS, programThat, versionsOf, withTraining } from './training-kit.ts';

const TRAIN = ['run', 'train_delay'];

describe('a training run makes a version', () => {
  test('with its artefacts, its code, its data and its metrics, and says so', async () => {
    await withTraining({}, async (folder) => {
      const ended = await plumbline(folder, [...TRAIN, '--param', 'rounds=5', '--format', 'json']);
      assert.equal(ended.code, 0, ended.stderr);
      const told = json(ended);
      assert.deepEqual(told.outputs, [{ name: 'model', model: 'delay@1' }]);
      assert.equal(told.model.passed, true);

      const [version, ...others] = await versionsOf(folder);
      assert.ok(version !== undefined && others.length === 0);
      const { details } = version;
      const home = versionFolder(join(folder, '.plumbline'), 'delay', 1);
      assert.equal(version.fingerprint, fingerprintOf(await hashFolder(home)));
      assert.deepEqual(await namesIn(join(home, 'model')), ['predictions.parquet', 'weights.json']);
      assert.deepEqual(
        Object.keys(details.code.files).filter((file) => !file.startsWith('plumbline_')),
        ['serving/predictor.py', 'serving/words.py'],
      );
      assert.deepEqual(JSON.parse(await readFile(join(home, 'version.json'), 'utf8')), {
        name: 'delay',
        version: 1,
        ...JSON.parse(JSON.stringify(details)),
      });
      const { pipeline, task, label, features, view, params, hyperparameters, seed } = details;
      assert.deepEqual(
        { pipeline, task, label, features, view, params, hyperparameters, seed },
        {
          pipeline: 'train_delay',
          task: 'binary-classification',
          label: 'late',
          features: ['km', 'city'],
          view: 'delay@1',
          params: { rounds: 5 },
          hyperparameters: { depth: 3, shrink: 0.5 },
          seed: 7,
        },
      );
      assert.deepEqual([details.run, details.trainingDataset.ref], [told.run, 'delay@1/1']);
      await assertTidy(folder);
    });
  });

  test('the program is told of its data, its model and where to write', async () => {
    await withTraining({}, async (folder) => {
      await plumbline(folder, TRAIN);
      const seen = JSON.parse(await readFile(join(folder, 'seen.json'), 'utf8'));
      assert.deepEqual(seen.model, {
        name: 'delay',
        task: 'binary-classification',
        label: 'late',
        hyperparameters: { depth: 3, shrink: 0.5 },
      });
      const { splits, label, features, hash } = seen.training_dataset;
      assert.deepEqual([Object.keys(splits), label, features], [['train', 'test'], 'late', ['km', 'city']]);
      assert.match(hash, /^[0-9a-f]{64}$/);
      assert.deepEqual([seen.root.endsWith(folder), seen.seed, seen.transformations], [true, 7, []]);
    });
  });

  test('lineage, the audit trail and the evaluation know it', async () => {
    await withTraining({}, async (folder) => {
      await plumbline(folder, TRAIN);
      const [version] = await versionsOf(folder);
      await inRegistry(folder, async (registry) => {
        const { edges, events, results } = await registry.read((db) => ({
          edges: edgesAlong(db, { kind: 'model-version', id: 'delay@1' }, 'up'),
          events: listEvents(db, 'model-version:delay@1'),
          results: latestResults(db, { kind: 'evaluation' }),
        }));
        const kinds = edges.map(({ from, role, to }) => `${from.kind} ${role} ${to.kind}`);
        for (const edge of [
          'run output model-version',
          'training-dataset trained on model-version',
          'training-dataset input run',
          'commit read training-dataset',
          'file input run',
        ]) {
          assert.ok(kinds.includes(edge), `${edge} is not among ${kinds.join(', ')}`);
        }
        assert.deepEqual(
          events.map(({ action }) => action),
          ['registered'],
        );
        const [result] = results;
        assert.deepEqual([result?.subject, result?.target, result?.success], ['delay', 'delay@1', true]);
        assert.equal(result?.id, version?.details.evaluation);
        const { page } = (await wholeResult(registry, result?.id ?? '')) as StoredEvaluation;
        assert.deepEqual(Object.keys(page.slices), ['far', 'by_city']);
        assert.deepEqual(
          page.slices.by_city?.map(({ slice }) => slice),
          ['city = Oslo', 'city = Rome'],
        );
        assert.ok(page.curves.roc.length > 2);
      });
    });
  });

  test('every run that ends well makes another one', async () => {
    await withTraining({}, async (folder) => {
      await plumbline(folder, TRAIN);
      await plumbline(folder, TRAIN);
      const versions = await versionsOf(folder);
      assert.deepEqual(
        versions.map(({ version }) => version),
        [1, 2],
      );
      assert.deepEqual(versions[0]?.details.metrics, versions[1]?.details.metrics);
    });
  });
});

describe('a version of another task', () => {
  for (const [task, label, predictions, metrics] of [
    ['regression', 'km', 'SELECT position AS row_id, km + 1 AS prediction FROM rows', { mean_absolute_error: 1 }],
    ['multiclass-classification', 'city', 'SELECT position AS row_id, city AS prediction FROM rows', { f1_macro: 1 }],
  ] as const) {
    test(task, async () => {
      const files = {
        'other.feature-view.yaml': `name: other\nversion: 1\nlabels: [${label}]\nquery: { from: trips@1, select: "*" }\ntraining_datasets: [{ version: 1, split: { train: 0.5, test: 0.5, seed: 1 } }]\nevaluation_sets: [{ name: late, by: late }]\n`,
        'other.model.yaml': `name: other\nfeature_view: other@1\ntask: ${task}\ngates: [{ metric: ${Object.keys(metrics)[0]}, min: 0.5 }]\n`,
        'train_other.pipeline.yaml': `name: train_other\ntype: training\nrun: ${JSON.stringify([process.execPath, 'other.mjs'])}\noutputs: { model: { model: other } }\n`,
        'other.mjs': programThat({ predictions }),
      };
      await withTraining({ files }, async (folder) => {
        const { code, stdout, stderr } = await plumbline(folder, ['run', 'train_other']);
        assert.equal(code, 0, stdout + stderr);
        const [version] = await versionsOf(folder, 'other');
        for (const [name, value] of Object.entries(metrics)) {
          assert.deepEqual(version?.details.metrics[name], { value, low: value, high: value });
        }
      });
    });
  }
});

describe('predictions find their rows', () => {
  const metricsWith = async (predictions: string) => {
    let metrics: unknown;
    await withTraining({ predictions }, async (folder) => {
      const { code, stderr } = await plumbline(folder, TRAIN);
      assert.equal(code, 0, stderr);
      metrics = (await versionsOf(folder))[0]?.details.metrics;
    });
    return metrics;
  };

  test('by place, by key or by order, with labels or without: always the same metrics', async () => {
    const expected = await metricsWith(`${PREDICTIONS} ORDER BY hash(id)`);
    for (const predictions of [
      `SELECT id, km > 50 AS prediction, km / 100 AS score, 'test' AS split FROM rows ORDER BY hash(id)`,
      `SELECT late AS label, km > 50 AS prediction, km / 100 AS score FROM rows ORDER BY position`,
      `SELECT position AS row_id, late::INT AS label, (km > 50)::INT AS prediction, km / 100 AS score FROM rows`,
      `${PREDICTIONS} WHERE late IS NOT NULL`,
    ]) {
      assert.deepEqual(await metricsWith(predictions), expected, predictions);
    }
  });
});

describe('no version comes of', () => {
  for (const [what, change, message] of [
    [
      'a program that fails',
      { before: `console.error('no memory'); process.exit(3);` },
      /ended with exit code 3.*\n.*no memory/,
    ],
    ['a program without predictions', { predictions: '' }, /wrote no predictions\.parquet; there is no new version/],
    [
      'labels that are not those of the data',
      { predictions: PREDICTIONS.replace('late AS label', 'NOT late AS label') },
      /labels are not those of the training data; there is no new version/,
    ],
    [
      'predictions in another order than their labels',
      { predictions: `SELECT late AS label, km > 50 AS prediction, km / 100 AS score FROM rows ORDER BY hash(id)` },
      /labels are not those of the training data/,
    ],
    [
      'rows that were left out',
      { predictions: `${PREDICTIONS} WHERE km > 20` },
      /rows with a label have no prediction; there is no new version/,
    ],
    [
      'rows that were left out, without a name',
      { predictions: 'SELECT km > 50 AS prediction FROM rows WHERE km > 20' },
      /nothing says which row a prediction is about/,
    ],
    [
      'rows that are predicted twice',
      { predictions: `${PREDICTIONS} UNION ALL ${PREDICTIONS}` },
      /rows of test are predicted more than once/,
    ],
    [
      'predictions of rows that there are not',
      { predictions: PREDICTIONS.replace('position AS row_id', 'position + 10000 AS row_id') },
      /predictions are about no row of test/,
    ],
    [
      'a file that is no Parquet',
      { before: `writeFileSync(join(model, 'predictions.parquet'), 'label');process.exit(0)` },
      /the predictions cannot be read/,
    ],
  ] as const) {
    test(what, async () => {
      await withTraining({}, async (folder) => {
        await writeFile(join(folder, 'train.mjs'), programThat(change));
        const { code, stderr } = await plumbline(folder, TRAIN);
        assert.equal(code, 1, stderr);
        assert.match(stderr, message);
        assert.deepEqual(await versionsOf(folder), []);
        assert.deepEqual(await namesIn(join(folder, '.plumbline/models/delay')), []);
        assert.equal((await runsOf(folder))[0]?.status, 'failed');
        await assertTidy(folder);
      });
    });
  }

  test('data without rows to judge on: the program is not even started', async () => {
    await withTraining({ split: '{ train: 1, seed: 1 }' }, async (folder) => {
      const { code, stderr } = await plumbline(folder, TRAIN);
      assert.equal(code, 3, stderr);
      assert.match(stderr, /the training dataset delay@1\/1 has no split test/);
      assert.ok(!(await namesIn(folder)).includes('seen.json'));
    });
  });
});

describe('gates', () => {
  const verdictsWith = async (gates: string, files: Readonly<Record<string, string>> = {}) => {
    let told:
      | { readonly code: number | null; readonly gates: readonly (readonly [string, boolean, string])[] }
      | undefined;
    await withTraining({ gates, files }, async (folder) => {
      const ended = await plumbline(folder, [...TRAIN, '--format', 'json']);
      const verdicts = json(ended).model.gates as readonly { gate: string; passed: boolean; reason: string }[];
      told = { code: ended.code, gates: verdicts.map(({ gate, passed, reason }) => [gate, passed, reason]) };
      const [version] = await versionsOf(folder);
      assert.equal(version?.details.passed, ended.code === 0);
    });
    return told;
  };

  test('that do not hold keep the version back, not out', async () => {
    const told = await verdictsWith('[{ metric: accuracy, min: 0.5 }, { metric: accuracy, min: 0.999 }]');
    assert.equal(told?.code, 1);
    assert.deepEqual(
      told?.gates.map(([gate, passed]) => [gate, passed]),
      [
        ['accuracy at least 0.5', true],
        ['accuracy at least 0.999', false],
      ],
    );
  });

  test('that cannot be judged do not hold, and say what is lacking', async () => {
    const told = await verdictsWith('[{ behaviour_tests: pass }, { metric: error_rate, max: 0.1 }]', {
      'serving/predictor.py': 'class Predictor:\n    pass\n',
    });
    assert.equal(told?.code, 1);
    assert.deepEqual(
      told?.gates.map(([, passed]) => passed),
      [false, false],
    );
    assert.match(told?.gates[0]?.[2] ?? '', /^they were not run: the model cannot be loaded: TypeError/);
    assert.match(told?.gates[1]?.[2] ?? '', /^it was not measured: a training run serves no requests/);
  });

  test('compare with what is deployed, where something is', async () => {
    const told = await verdictsWith('[{ metric: roc_auc, min_improvement: 0.1, over: deployed }]');
    assert.deepEqual(told?.gates[0]?.slice(1), [true, 'nothing is deployed yet']);
  });

  test('compare with a baseline of the same data, once it is trained', async () => {
    const gates = '[{ metric: roc_auc, min_improvement: 0.2, over: baseline }]';
    const chance = programThat({ predictions: PREDICTIONS.replace('km / 100 AS score', '0.5 AS score') });
    const files = {
      'chance.model.yaml': 'name: chance\nfeature_view: delay@1\ntask: binary-classification\n',
      'train_chance.pipeline.yaml': `name: train_chance\ntype: training\nrun: ${JSON.stringify([process.execPath, 'chance.mjs'])}\noutputs: { model: { model: chance } }\n`,
      'chance.mjs': chance,
    };
    await withTraining({ gates, model: 'baseline: { pipeline: train_chance }', files }, async (folder) => {
      const before = await plumbline(folder, TRAIN);
      assert.equal(before.code, 1);
      assert.match(before.stdout, /the baseline train_chance has not been trained yet: plumbline run train_chance/);
      assert.equal((await plumbline(folder, ['run', 'train_chance'])).code, 0);
      const after = await plumbline(folder, TRAIN);
      assert.equal(after.code, 0, after.stdout);
      assert.match(after.stdout, /that of chance@1 0\.5/);
    });
  });
});

test('a folder that no registry knows gives way to the version that is registered', async () => {
  await withTraining({}, async (folder) => {
    await writeFiles(join(folder, '.plumbline/models/delay'), { '1/model/half.txt': 'left by a killed process' });
    assert.equal((await plumbline(folder, TRAIN)).code, 0);
    assert.deepEqual(await namesIn(join(folder, '.plumbline/models/delay')), ['1']);
    assert.deepEqual(await namesIn(join(folder, '.plumbline/models/delay/1/model')), [
      'predictions.parquet',
      'weights.json',
    ]);
  });
});
