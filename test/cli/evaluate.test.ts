import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { events, json, plumbline, withFiles } from './cli-kit.ts';

const TASK = ['--task', 'binary-classification'];
const CSV = `late,says,p,origin,split
true,true,0.9,EWR,test
false,false,0.2,EWR,test
true,false,0.4,JFK,test
false,true,0.6,JFK,test
true,true,0.8,JFK,train
,true,0.7,EWR,test
`;
const NAMES = ['--label', 'late', '--prediction', 'says', '--score', 'p'];

describe('plumbline evaluate', () => {
  test('needs no project; metrics and slices as JSON', async () => {
    await withFiles({ 'p.csv': CSV }, async (folder) => {
      const args = ['evaluate', '--predictions', 'p.csv', ...TASK, ...NAMES, '--by', 'origin', '--format', 'json'];
      const ended = await plumbline(folder, args);
      assert.equal(ended.code, 0, ended.stderr);
      const { rows, metrics, slices, positive, without_label } = json(ended);
      assert.deepEqual([rows, positive, without_label], [5, 'true', 1]);
      // Of the six pairs of a late and a punctual flight five are in order.
      assert.equal(metrics.roc_auc.value, 5 / 6);
      assert.equal(metrics.accuracy.value, 0.6);
      assert.ok(metrics.accuracy.low < 0.6 && metrics.accuracy.high > 0.6);
      assert.deepEqual(
        slices.map(
          ({ by, value, rows, metrics }: { by: string; value: string; rows: number; metrics: typeof json }) => [
            by,
            value,
            rows,
            (metrics as unknown as { accuracy: { value: number } }).accuracy.value,
          ],
        ),
        [
          ['origin', 'EWR', 2, 1],
          ['origin', 'JFK', 3, 1 / 3],
        ],
      );
    });
  });

  test('one split of the file, if asked for', async () => {
    await withFiles({ 'p.csv': CSV }, async (folder) => {
      const args = ['evaluate', '--predictions', 'p.csv', ...TASK, ...NAMES, '--split', 'test', '--format', 'ndjson'];
      const last = events(await plumbline(folder, args)).at(-1);
      assert.equal(last?.event === 'result' && (last.value as { rows: number }).rows, 4);
    });
  });

  test('in words: a table, what is undefined with its reason, slices side by side', async () => {
    await withFiles({ 'p.csv': CSV }, async (folder) => {
      const args = [
        'evaluate',
        '--predictions',
        'p.csv',
        ...TASK,
        '--label',
        'late',
        '--prediction',
        'says',
        '--by',
        'origin',
      ];
      const { stdout } = await plumbline(folder, [...args, '--no-color']);
      assert.match(stdout, /^5 rows · 1 row without a label left out · positive is true · intervals at 95 %\n/);
      assert.match(stdout, /\n {2}roc_auc +– {2}there is no column score\n/);
      assert.match(stdout, /\n {2}accuracy +0\.6000 {2}0\.2307 to 0\.8824\n/);
      assert.match(stdout, /\n {2}origin {2}rows {2}accuracy .*\n {2}EWR +2 +1\.0000/);
    });
  });

  test('says what is missing', async () => {
    await withFiles({ 'p.csv': CSV }, async (folder) => {
      for (const [args, said] of [
        [TASK, /--predictions is missing\n/],
        [['--predictions', 'p.csv'], /--task is missing\n/],
        [['--predictions', 'p.csv', '--task', 'ranking'], /Allowed choices are binary-classification, /],
        [['--predictions', 'p.csv', ...TASK], /p\.csv: there is no column label\n/],
        [['--predictions', 'p.csv', ...TASK, '--label', 'lat'], /there is no column lat\n {2}try: did you mean late\?/],
      ] as const) {
        const { code, stderr } = await plumbline(folder, ['evaluate', ...args]);
        assert.equal(code, 2, stderr);
        assert.match(stderr, said);
      }
      const gone = await plumbline(folder, ['evaluate', '--predictions', 'q.csv', ...TASK]);
      assert.equal(gone.code, 3);
      assert.match(gone.stderr, /q\.csv: there is no such file\n/);
    });
  });
});
