import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { listEvents } from '../../core/registry/events.ts';
import { EXAMPLE_PYTHON, json, plumbline } from '../cli/cli-kit.ts';
import { withExamplePython } from '../python/python-kit.ts';
import {
  inRegistry,
  PREDICTIONS,
  programThat,
  type TrainingProject,
  versionsOf,
  withTraining,
} from './training-kit.ts';

/** A predictor that says what the training program said; `score` is an expression of Python. */
const predictor = (score = 'row["km"] / 100') => `class Predictor:
    def __init__(self, model_dir):
        pass

    def predict(self, rows):
        scores = [${score} for row in rows]
        return [{"prediction": score > 0.5, "score": score} for score in scores]
`;

const train = (folder: string) =>
  plumbline(folder, ['run', 'train_delay', '--format', 'json'], { env: EXAMPLE_PYTHON });

interface Told {
  readonly code: number | null;
  readonly gates: readonly { readonly gate: string; readonly passed: boolean; readonly reason: string }[];
  /** Of `models show`, as JSON and as text. */
  // biome-ignore lint/suspicious/noExplicitAny: JSON of the command
  readonly shown: any;
  readonly text: string;
}

async function trained(project: TrainingProject): Promise<Told> {
  let told: Told | undefined;
  await withTraining(project, async (folder) => {
    const { code, stdout, stderr } = await train(folder);
    assert.ok(code === 0 || code === 1, stderr);
    const shown = json(await plumbline(folder, ['models', 'show', 'delay@1', '--format', 'json']));
    const { stdout: text } = await plumbline(folder, ['models', 'show', 'delay@1']);
    told = { code, gates: JSON.parse(stdout).model.gates, shown, text };
  });
  assert.ok(told !== undefined);
  return told;
}

const TESTS = `behaviour_tests:
  - { name: farther, kind: directional, where: "km < 40", change: { km: 90 }, expect: increase }
  - { name: city, kind: invariance, change: { city: Kiel } }
  - { name: id, kind: invariance, change: { id: x } }
  - { name: long, kind: minimum-functionality, where: "km > 70", expect: "mean(prediction) > 0.9 AND min(score) > 0.7" }
  - { name: scores, kind: minimum-functionality, expect: "score BETWEEN 0 AND 1" }
`;

const GATES = '[{ metric: latency_p95_ms, max: 60000 }, { behaviour_tests: pass }, { parity: pass }]';

describe('a trained model is asked itself', withExamplePython(), () => {
  test('and passes what it does as it should', async () => {
    const { code, gates, shown, text } = await trained({
      gates: GATES,
      model: TESTS,
      files: { 'serving/predictor.py': predictor() },
    });
    assert.equal(code, 0, JSON.stringify(gates));
    assert.match(gates[0]?.reason ?? '', /^it is [\d.]+, of \d+ single rows on this machine$/);
    assert.equal(
      gates[1]?.reason,
      `all 5 do; id says nothing: ${'id is no feature, and none is computed from it: the model never sees the change'}`,
    );
    assert.match(gates[2]?.reason ?? '', /^features and predictions of \d+ rows are the same$/);
    assert.ok(shown.asked.latency.latency_p50_ms > 0);
    const [farther] = shown.asked.behaviour;
    assert.match(farther.reason, /^the answer does increase for \d+ rows, and decreases for none$/);
    assert.match(text, /✓ farther · directional, \d+ rows: the answer does increase/);
    assert.match(text, /serving sees and says the same as training/);
  });

  test('and does not pass what it does otherwise, with examples', async () => {
    const { code, gates, shown, text } = await trained({
      gates: GATES.replace('60000', '0.000001'),
      model: TESTS,
      files: { 'serving/predictor.py': predictor('row["km"] / (200 if row["city"] == "Kiel" else 100)') },
    });
    assert.equal(code, 1);
    assert.deepEqual(
      gates.map(({ passed }) => passed),
      [false, false, true],
    );
    assert.match(gates[1]?.reason ?? '', /^city: the answer moves for \d+ rows, the most by 0\.\d+$/);
    const city = shown.asked.behaviour[1];
    assert.equal(city.examples.length, 5);
    const [{ key, before, after }] = city.examples;
    assert.match(key.id, /^t\d+$/);
    assert.equal(after, before / 2);
    assert.match(text, /✗ city · invariance.*\n {6}t\d+: 0\.\d+, changed 0\.\d+/);
  });

  test('without a gate the figures stand in the evaluation all the same, and a failing test blocks nothing', async () => {
    const { code, shown } = await trained({
      model: TESTS,
      files: { 'serving/predictor.py': predictor('1 - row["km"] / 100') },
    });
    assert.equal(code, 0);
    assert.ok(shown.asked.latency.questions >= 1);
    const failed = shown.asked.behaviour.filter((each: { passed: boolean }) => !each.passed);
    assert.deepEqual(
      failed.map(({ name }: { name: string }) => name),
      ['farther', 'long'],
    );
    assert.deepEqual(shown.asked.parity, { lacking: 'no gate asks for it' });
  });

  test('one that cannot answer makes a version all the same, and says why', async () => {
    await withTraining({ files: { 'serving/predictor.py': predictor('row["kilometres"]') } }, async (folder) => {
      const { code, stdout } = await plumbline(folder, ['run', 'train_delay'], { env: EXAMPLE_PYTHON });
      assert.equal(code, 0);
      assert.match(stdout, /its predictor gave no answer: KeyError: 'kilometres'/);
    });
  });

  test('one whose process dies does not take the run with it', async () => {
    const dies = `import os\n\n\n${predictor('os._exit(3)')}`;
    const { code, gates } = await trained({
      gates: GATES,
      model: TESTS,
      files: { 'serving/predictor.py': dies },
    });
    assert.equal(code, 1);
    assert.deepEqual(
      gates.map(({ passed, reason }) => [passed, /the process of the model ended: .*3/.test(reason)]),
      [
        [false, true],
        [false, true],
        [false, true],
      ],
      JSON.stringify(gates),
    );
  });

  test('a test that nobody can judge does not pass', async () => {
    const { gates, shown } = await trained({
      gates: '[{ behaviour_tests: pass }]',
      model: `behaviour_tests:
  - { name: none, kind: invariance, where: "km > 900", change: { city: x } }
  - { name: still, kind: directional, change: { city: x }, expect: increase }
  - { name: there, kind: directional, where: "km = 40", change: { km: 40 }, expect: increase }
`,
      files: { 'serving/predictor.py': predictor() },
    });
    assert.equal(gates[0]?.passed, false);
    assert.deepEqual(
      shown.asked.behaviour.map(({ reason }: { reason: string }) => reason),
      [
        'no row of the test split is one where km > 900',
        'no answer does increase',
        'all rows of the test split have these values already',
      ],
    );
  });
});

/** The trips with half the kilometres as a feature that a function computes; the pipeline stores it. */
const HALVES = (factor: number) => ({
  'trips.feature-group.yaml': `name: trips
version: 1
primary_key: [id]
features:
  - { name: id, type: string }
  - { name: km, type: int }
  - { name: city, type: string }
  - { name: late, type: boolean }
  - { name: half, type: double, function: features/half.py::half }
`,
  'features/half.py': `import pandas as pd


def half(km: pd.Series) -> pd.Series:
    return km * ${factor}
`,
  'copy.mjs': `import { readFileSync, writeFileSync } from 'node:fs';
const run = JSON.parse(readFileSync(process.env.PLUMBLINE_RUN, 'utf8'));
const [head, ...rows] = readFileSync(run.inputs.raw, 'utf8').trim().split('\\n');
const more = rows.map((row) => row + ',' + Number(row.split(',')[1]) / 2);
writeFileSync(run.outputs.trips, [head + ',half', ...more, ''].join('\\n'));
`,
  'delay.feature-view.yaml': `name: delay
version: 1
labels: [late]
query: { from: trips@1, select: [half, city, late] }
training_datasets: [{ version: 1, split: { train: 0.5, test: 0.5, seed: 1 } }]
`,
});

describe('parity of training and serving', withExamplePython(), () => {
  const parity = async (files: Readonly<Record<string, string>>) => {
    const predictions = PREDICTIONS.replaceAll('km', '(half * 2)');
    const { gates, shown } = await trained({ gates: '[{ parity: pass }]', predictions, files });
    return { ...gates[0], shown };
  };

  test('holds where features are computed alike, from columns that the view does not select, too', async () => {
    const { passed, reason } = await parity({ ...HALVES(0.5), 'serving/predictor.py': predictor('row["half"] / 50') });
    assert.deepEqual([passed, /rows are the same, half computed anew$/.test(reason ?? '')], [true, true], reason);
  });

  test('a change of what a feature is computed from reaches the model', async () => {
    const { shown } = await trained({
      predictions: PREDICTIONS.replaceAll('km', '(half * 2)'),
      model: `behaviour_tests:
  - { name: far, kind: directional, where: "half < 20", change: { km: 90 }, expect: increase }
  - { name: same, kind: invariance, where: "half < 20", change: { km: 90 } }
`,
      files: { ...HALVES(0.5), 'serving/predictor.py': predictor('row["half"] / 50') },
    });
    const [far, same] = shown.asked.behaviour;
    assert.deepEqual([far.passed, same.passed, same.broken], [true, false, same.rows]);
    assert.equal(same.examples[0].after, 0.9);
  });

  test('names the feature that serving computes otherwise', async () => {
    const { passed, reason, shown } = await parity({
      ...HALVES(0.75),
      'serving/predictor.py': predictor('row["half"] / 50'),
    });
    assert.equal(passed, false);
    assert.match(
      reason ?? '',
      /^half differs in \d+ of \d+ rows, such as t\d+: [\d.]+ in training, [\d.]+ when served$/,
    );
    const [{ name, rows, example }] = shown.asked.parity.features;
    assert.deepEqual([name, rows > 100, example.served], ['half', true, example.trained * 1.5]);
  });

  test('tells of another answer to the same features', async () => {
    const { passed, reason } = await parity({ ...HALVES(0.5), 'serving/predictor.py': predictor('row["half"] / 60') });
    assert.equal(passed, false);
    assert.match(reason ?? '', /^the same features give another answer: prediction differs in \d+ of \d+ rows/);
  });

  test('is judged by the commits that the training data was read from', async () => {
    const project = { gates: '[{ parity: pass }]', files: { 'serving/predictor.py': predictor() } };
    await withTraining(project, async (folder) => {
      assert.equal((await train(folder)).code, 0);
      // All trips have another length now; the training data that is registered does not.
      await writeFile(
        join(folder, 'data/trips.csv'),
        `id,km,city,late\n${Array.from({ length: 400 }, (_, at) => `t${at},7,Oslo,true`).join('\n')}\n`,
      );
      assert.equal((await plumbline(folder, ['run', 'make_trips'])).code, 0);
      const again = await train(folder);
      assert.equal(again.code, 0, again.stdout);
    });
  });
});

describe('an attestation', withExamplePython(), () => {
  const project: TrainingProject = {
    gates: '[{ metric: roc_auc, min: 0.7 }, { attestation: ethical-data, by: owner }]',
    model: 'owner: ml-team',
    files: {
      'serving/predictor.py': predictor(),
      'delay.deployment.yaml': 'name: delay\nmodel: delay@1\n',
    },
  };

  test('lets a version be deployed that waited for it, and is in the audit trail', async () => {
    await withTraining(project, async (folder) => {
      const ended = await train(folder);
      assert.equal(ended.code, 0, 'it is in order, and only waits');
      assert.equal(json(ended).model.passed, false);
      const text = (await plumbline(folder, ['models', 'show', 'delay@1'])).stdout;
      assert.match(text, /1 of 2 gates holds; it waits for an attestation/);
      assert.match(text, /attest: plumbline models attest delay@1 ethical-data --by owner/);

      const refused = await plumbline(folder, ['deploy', 'delay']);
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /ethical-data attested by owner: nobody has attested it yet/);

      const attest = ['models', 'attest', 'delay@1', 'ethical-data'];
      const env = { PLUMBLINE_ACTOR: 'mia' };
      const said = await plumbline(folder, [...attest, '--by', 'ml-team', '--note', 'protocol 12'], { env });
      assert.equal(said.code, 0, said.stderr);
      assert.match(said.stdout, /ml-team attests ethical-data of delay@1\n {2}it may be deployed: all 2 gates hold/);

      const shown = json(await plumbline(folder, ['models', 'show', 'delay', '--format', 'json']));
      assert.equal(shown.passed, true);
      assert.match(shown.gates[1].reason, /^attested by ml-team \(mia\) on .* UTC: protocol 12$/);
      const { models } = json(await plumbline(folder, ['models', 'list', '--format', 'json']));
      assert.equal(models[0].passed, true);
      assert.equal((await plumbline(folder, ['deploy', 'delay'])).code, 0);

      // What is registered of the version never changes.
      assert.equal((await versionsOf(folder))[0]?.details.passed, false);
      const [event] = await inRegistry(folder, (registry) =>
        registry.read((db) => listEvents(db, 'model-version:delay@1', 1)),
      );
      assert.deepEqual(
        [event?.action, event?.actor, event?.details],
        ['attested', 'mia', { statement: 'ethical-data', by: 'ml-team', note: 'protocol 12' }],
      );
    });
  });

  test('counts only for what a gate asks for, in the name that it asks for, and for its version', async () => {
    await withTraining(project, async (folder) => {
      await writeFile(join(folder, 'train.mjs'), programThat({}));
      await train(folder);
      await train(folder);
      const attest = (...args: readonly string[]) =>
        plumbline(folder, ['models', 'attest', ...args], { env: { PLUMBLINE_ACTOR: 'mia' } });
      for (const [args, message] of [
        [['delay@1', 'ethical-date', '--by', 'owner'], /no gate of delay@1 asks.*\n.*\n.*did you mean ethical-data/],
        [['delay@1', 'ethical-data'], /mia cannot attest ethical-data of delay@1\n.*owner or ml-team/],
        [['delay@9', 'ethical-data'], /there is no model version delay@9/],
        [['delay@1'], /models attest takes MODEL@N and STATEMENT/],
      ] as const) {
        const ended = await attest(...args);
        assert.equal(ended.code, 2);
        assert.match(ended.stderr, message);
      }
      assert.equal((await attest('delay@1', 'ethical-data', '--by', 'owner')).code, 0);
      const other = await plumbline(folder, ['deploy', 'delay', '--model', 'delay@2']);
      assert.equal(other.code, 1);
      assert.equal((await plumbline(folder, ['models', 'list', '--by', 'mia'])).code, 2);
    });
  });

  test('does not open a gate of another kind', async () => {
    const gates = '[{ metric: roc_auc, min: 0.999 }, { attestation: ethical-data, by: owner }]';
    await withTraining({ ...project, gates }, async (folder) => {
      assert.equal((await train(folder)).code, 1);
      const said = await plumbline(folder, ['models', 'attest', 'delay@1', 'ethical-data', '--by', 'owner']);
      assert.match(said.stdout, /it cannot be deployed yet: 1 of 2 gates holds/);
      assert.equal((await plumbline(folder, ['deploy', 'delay'])).code, 1);
    });
  });
});
