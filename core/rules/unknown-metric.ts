import { METRICS, metric, OPERATIONAL_METRICS, operationalMetric } from '../catalogue/metrics.ts';
import { code } from '../contracts/words.ts';
import { mentionsOf } from './names/mentions-of.ts';
import { insteadOf, replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

const NAMES = [...METRICS, ...OPERATIONAL_METRICS].map(({ name }) => name);

export const unknownMetric: Rule<'model' | 'deployment'> = {
  id: 'unknown-metric',
  title: 'Metric that does not exist',
  level: 'error',
  kinds: ['model', 'deployment'],
  docs: {
    why: 'A gate on a metric that nobody computes never opens. Metrics of models have the names of scikit-learn.',
    bad: `-- delays.model.yaml --
name: delays
feature_view: delays@1
task: binary-classification
gates: [{ metric: roc_acu, min: 0.7 }]
-- delays.feature-view.yaml --
name: delays
version: 1
labels: [late]
query: { from: flights@1 }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: late, type: boolean }]
`,
    good: `-- delays.model.yaml --
name: delays
feature_view: delays@1
task: binary-classification
gates: [{ metric: roc_auc, min: 0.7 }]
-- delays.feature-view.yaml --
name: delays
version: 1
labels: [late]
query: { from: flights@1 }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: late, type: boolean }]
`,
  },
  check(file, { report }) {
    for (const mention of mentionsOf(file, 'metric')) {
      const { text } = mention;
      if (text === '' || metric(text) !== undefined || operationalMetric(text) !== undefined) continue;
      report(mention, `there is no metric ${code(text)}`, insteadOf(text, NAMES));
    }
  },
  fixes: replaceByNearest,
};
