import { METRICS, metric } from '../catalogue/metrics.ts';
import { code, listed } from '../contracts/words.ts';
import type { Rule } from './rule.ts';

export const metricOfAnotherTask: Rule<'model'> = {
  id: 'metric-of-another-task',
  title: 'Metric that the task of the model does not have',
  level: 'error',
  kinds: ['model'],
  docs: {
    why: 'A regression has no area under a ROC curve, so a gate on it never opens.',
    bad: `-- delays.model.yaml --
name: delays
feature_view: delays@1
task: regression
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
    good: `-- delays.model.yaml --
name: delays
feature_view: delays@1
task: regression
gates: [{ metric: r2, min: 0.4 }]
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
  check(file, { project, report }) {
    const { task, gates = [] } = file.definition;
    if (task === undefined) return;
    for (const [index, gate] of gates.entries()) {
      const name = gate !== undefined && 'metric' in gate ? gate.metric : undefined;
      const known = name === undefined ? undefined : metric(name);
      if (known === undefined || known.tasks.includes(task)) continue;
      const fitting = METRICS.filter(({ tasks }) => tasks.includes(task)).map((each) => each.name);
      const message = `${code(known.name)} is a metric of ${known.tasks.join(' and ')}, not of ${task}`;
      report(project.spanOf(file, ['gates', index, 'metric']), message, { help: `${task} has ${listed(fitting)}` });
    }
  },
};
