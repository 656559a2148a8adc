import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kolmogorovTail } from '../../core/monitoring/functions/kolmogorov.ts';
import { runTest } from '../../core/monitoring/run-test.ts';
import { type Category, categoricalPair, numericPair, type SamplePair } from '../../core/monitoring/sample.ts';
import { wassersteinDistance } from '../../core/monitoring/tests/wasserstein.ts';
import { python, ROOT, withExamplePython } from './python-kit.ts';

/** Samples that SciPy draws, and what it says of them: sizes, shapes and ties that no recorded case has. */
const SCIPY = `
import json, math
import numpy as np
from scipy import stats
from scipy.spatial import distance

rng = np.random.default_rng(20130101)
shapes = {
    'normal': lambda n, by: rng.normal(by, 1 + by, n),
    'ties': lambda n, by: rng.integers(0, 12, n) + (rng.random(n) < by),
    'tail': lambda n, by: rng.lognormal(by, 1.2, n),
    'rounded': lambda n, by: np.round(rng.gamma(2, 2 + by, n), 1),
}
sizes = [(5, 9), (8, 300), (25, 24), (40, 40), (200, 311), (1500, 900), (9999, 40), (12000, 11000)]
numeric = []
for shape, draw in shapes.items():
    for n, m in sizes:
        for by in (0.0, 0.15):
            x, y = draw(n, 0.0).astype(float), draw(m, by).astype(float)
            es = stats.epps_singleton_2samp(x, y)
            ad = stats.anderson_ksamp([x, y])
            want = {
                'ks': list(stats.ks_2samp(x, y)),
                'mannw': list(stats.mannwhitneyu(x, y, alternative='less')),
                't_test': list(stats.ttest_ind(x, y)),
                'es': list(es),
                'anderson': [ad.statistic, ad.pvalue],
                'ed': [stats.energy_distance(x, y)],
                'distance': [stats.wasserstein_distance(x, y)],
            }
            if max(n, m) > 20:
                c = stats.cramervonmises_2samp(x, y)
                want['cramer_von_mises'] = [c.statistic, c.pvalue]
            numeric.append({'id': f'{shape} {n} {m} {by}', 'x': x.tolist(), 'y': y.tolist(),
                            'want': {k: [float(v) for v in values[:2]] for k, values in want.items()}})
categorical = []
for k in (2, 3, 8, 40):
    for n in (60, 1000, 20000):
        p = rng.dirichlet(np.full(k, 2.0))
        q = 0.9 * p + 0.1 * rng.dirichlet(np.full(k, 2.0))
        # Counts without zeros: SciPy divides by them, too.
        r, c = rng.multinomial(n, p) + 1, rng.multinomial(n, q) + 1
        g = stats.power_divergence(c, r, lambda_='log-likelihood')
        chi = stats.chisquare(c, r * c.sum() / r.sum())
        want = {'chisquare': [chi.statistic, chi.pvalue], 'g_test': [g.statistic, g.pvalue],
                'jensenshannon': [distance.jensenshannon(r, c)], 'kl_div': [stats.entropy(r, c)]}
        if k == 2:
            fisher = stats.fisher_exact([r, c])
            want['fisher_exact'] = [0, fisher.pvalue]
        categorical.append({'id': f'{k} {n}', 'r': r.tolist(), 'c': c.tolist(),
                            'want': {name: [float(v) for v in values] for name, values in want.items()}})
tails = [[n, d, float(stats.kstwo.sf(d, n))] for n in (3, 20, 139, 141, 700, 4000, 60000, 250000)
         for d in (0.6 / n, 0.4 / math.sqrt(n), 0.9 / math.sqrt(n), 1.3 / math.sqrt(n), 2.2 / math.sqrt(n), 0.7) if 0 < d < 1]
print(json.dumps({'numeric': numeric, 'categorical': categorical, 'tails': tails}))
`;

interface Judgement {
  readonly numeric: readonly { id: string; x: number[]; y: number[]; want: Want }[];
  readonly categorical: readonly { id: string; r: number[]; c: number[]; want: Want }[];
  readonly tails: readonly (readonly [n: number, d: number, p: number])[];
}

/** By the name of the test: a distance, or the statistic and the p-value. */
type Want = Readonly<Record<string, readonly number[]>>;

describe('drift tests agree with SciPy on samples that it draws', withExamplePython(), () => {
  let judgement: Promise<Judgement> | undefined;
  const scipy = () => {
    judgement ??= python(['-W', 'ignore', '-c', SCIPY], ROOT).then(
      ({ stdout }) => JSON.parse(String(stdout)) as Judgement,
    );
    return judgement;
  };

  test('of numbers', async () => {
    const { numeric } = await scipy();
    assert.equal(numeric.length, 64);
    for (const { id, x, y, want } of numeric) {
      const pair = numericPair(x, y);
      const { distance: moved = [], ...tests } = want;
      assertClose(`wasserstein of ${id}`, wassersteinDistance(pair), moved[0] ?? Number.NaN, 1e-9);
      for (const [name, figures] of Object.entries(tests)) assertSame(name, id, pair, figures);
    }
  });

  test('of categories', async () => {
    const { categorical } = await scipy();
    assert.equal(categorical.length, 12);
    for (const { id, r, c, want } of categorical) {
      const counts = (values: readonly number[]) =>
        new Map<Category, number>(values.map((count, index) => [`k${String(index).padStart(2, '0')}`, count]));
      for (const [name, figures] of Object.entries(want))
        assertSame(name, id, categoricalPair(counts(r), counts(c)), figures);
    }
  });

  test('and so does the distribution of Kolmogorov’s statistic', async () => {
    const { tails } = await scipy();
    assert.ok(tails.length > 40);
    for (const [n, d, p] of tails) assertClose(`P(D of ${n} ≥ ${d})`, kolmogorovTail(n, d), p, 1e-8);
  });
});

function assertSame(name: string, id: string, pair: SamplePair, want: readonly number[]): void {
  const outcome = runTest(name, pair);
  if (outcome.kind === 'distance') {
    assertClose(`${name} of ${id}`, outcome.distance, want[0] ?? Number.NaN, 1e-9);
    return;
  }
  const [statistic, p = Number.NaN] = want;
  // The statistic of Fisher's test is an odds ratio, which nobody looks at here.
  if (outcome.statistic !== undefined) {
    assertClose(`statistic of ${name} of ${id}`, outcome.statistic, statistic ?? Number.NaN, 1e-8);
  }
  // The limit of Cramér and von Mises is a series that SciPy ends at 1e-7, as this one does.
  assertClose(`p of ${name} of ${id}`, outcome.p, p, name === 'cramer_von_mises' ? 1e-6 : 1e-8);
}

function assertClose(what: string, got: number, want: number, relative: number): void {
  assert.ok(Math.abs(got - want) <= 1e-12 + relative * Math.abs(want), `${what}: ${got}, and SciPy says ${want}`);
}
