import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DriftResult, FeatureDrift } from '../../core/monitoring/drift-result.ts';
import { byDistance, driftText, reasonOf } from '../../core/reports/drift-words.ts';
import { paint } from '../../core/reports/paint.ts';

const PLAIN = {
  state: 'judged',
  kind: 'num',
  statistic: 0.3,
  pValue: undefined,
  samples: { missing: { reference: 0, current: 0 }, values: { reference: 900, current: 900 }, drawn: false },
  shift: { kind: 'median', reference: 35.04, current: 80.3 },
  picture: { bins: [] },
} as const;

function judged(feature: string, test: string, score: number, threshold: number, more: object = {}): FeatureDrift {
  const base = { ...PLAIN, feature, test, score, threshold, drifted: score >= threshold };
  return { ...base, ...more } as FeatureDrift;
}

const failed: FeatureDrift = {
  feature: 'notes',
  kind: 'text',
  drifted: false,
  state: 'failed',
  error: { what: 'free text is not compared', why: 'that takes a classifier', help: 'compare its length' },
};

describe('why a feature is said to have drifted', () => {
  test('a distance, the line it is held against, and what moved', () => {
    assert.equal(
      reasonOf(judged('temp', 'wasserstein', 0.2134, 0.1)),
      'Wasserstein distance, normed: 0.213; from 0.1 it is drift. The median went from 35 to 80.3',
    );
    assert.match(reasonOf(judged('x', 'ed', 0.2, 0.1)), /above 0\.1 it is drift/);
  });

  test('a p-value, after the correction if there was one', () => {
    const shift = { kind: 'share', category: 'UA', reference: 0.171, current: 0.12 };
    const carrier = judged('carrier', 'chisquare', 0.00004, 0.05, { pValue: 0.00001, drifted: true, shift });
    assert.equal(
      reasonOf(carrier, 'bonferroni'),
      'Chi-square test: p is 4.0e-5 after Bonferroni’s correction; below 0.05 it is drift. The share of UA went from 17.1 % to 12 %',
    );
    assert.match(reasonOf(judged('x', 'ks', 0.2, 0.05, { pValue: 0.2 })), /p is 0\.2; up to 0\.05 it is drift/);
    assert.match(reasonOf(judged('x', 'TVD', 0, 0.1, { pValue: 0 })), /p is below 0\.001;/);
  });

  test('missing values, a draw and few rows are told', () => {
    const samples = { missing: { reference: 0, current: 100 }, values: { reference: 900, current: 900 }, drawn: true };
    const words = reasonOf(judged('x', 'ks', 0.2, 0.05, { pValue: 0.2, chosenBy: 'auto', samples }));
    assert.match(words, /Missing values went from 0 % to 10 %; they are not compared/);
    assert.match(words, /a million were compared/);
    assert.match(words, /Too few values for a distance to mean much/);
  });

  test('what could not be said, and why', () => {
    assert.equal(reasonOf(failed), 'free text is not compared: that takes a classifier');
    const single = judged('x', 'chisquare', Number.NaN, 0.05, { pValue: Number.NaN, drifted: false });
    assert.match(reasonOf(single), /one single value, so nothing can be said/);
  });
});

const RESULT: DriftResult = {
  drifted: false,
  share: 1 / 3,
  allowedShare: 0.5,
  correction: 'none',
  rows: { reference: 27_004, current: 1 },
  features: [
    failed,
    judged('steady', 'psi', 0.01, 0.1),
    judged('near', 'psi', 0.09, 0.1),
    judged('far', 'psi', 2, 0.1),
  ],
};

test('features come by how far they moved, what could not be compared last', () => {
  assert.deepEqual(
    byDistance(RESULT.features).map(({ feature }) => feature),
    ['far', 'near', 'steady', 'notes'],
  );
  const tested = [0.9, 1e-12, 0.04].map((p) => judged(String(p), 'ks', p, 0.05, { pValue: p, drifted: p <= 0.05 }));
  assert.deepEqual(
    byDistance(tested).map(({ feature }) => feature),
    ['1e-12', '0.04', '0.9'],
  );
});

test('the text says how it went, and all that did or only what is wrong', () => {
  const options = { reference: 'jan.csv', current: 'jul.csv', paint: paint(false) };
  const lines = driftText(RESULT, { ...options, quiet: false }).split('\n');
  assert.equal(
    lines[0],
    '✓ 1 of 3 features drifted, fewer than make the data drift; 1 could not be compared (jan.csv, 27,004 rows, against jul.csv, 1 row)',
  );
  assert.deepEqual(
    lines.slice(1).map((line) => line.slice(0, 15)),
    ['  drift  far: P', '     ok  near: ', '     ok  steady', '  error  notes:'],
  );
  assert.match(lines[4] ?? '', /\(try: compare its length\)$/);
  const quiet = driftText(RESULT, { ...options, quiet: true });
  assert.deepEqual(quiet.match(/^ {2}\S+ {2}\w+/gm), ['  drift  far', '  error  notes']);
  assert.equal(
    driftText({ ...RESULT, features: [RESULT.features[1] as FeatureDrift] }, { ...options, quiet: true }),
    '',
  );
});
