import { code } from '../contracts/words.ts';
import { insteadOf, replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';

export const unknownEvaluationSet: Rule<'model'> = {
  id: 'unknown-evaluation-set',
  title: 'Evaluation set that the view does not have',
  level: 'error',
  kinds: ['model'],
  docs: {
    why: 'A gate on an evaluation set is measured on the rows that the feature view calls so.',
    bad: `-- delays.model.yaml --
name: delays
feature_view: delays@1
task: binary-classification
gates: [{ metric: recall, evaluation_set: by_orign, max_gap: 0.05 }]
-- delays.feature-view.yaml --
name: delays
version: 1
query: { from: flights@1 }
evaluation_sets: [{ name: by_origin, by: origin }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }]
`,
    good: `-- delays.model.yaml --
name: delays
feature_view: delays@1
task: binary-classification
gates: [{ metric: recall, evaluation_set: by_origin, max_gap: 0.05 }]
-- delays.feature-view.yaml --
name: delays
version: 1
query: { from: flights@1 }
evaluation_sets: [{ name: by_origin, by: origin }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }]
`,
  },
  check(file, { project, report }) {
    const { feature_view, gates = [] } = file.definition;
    const view = feature_view === undefined ? undefined : project.resolve('feature-view', feature_view);
    if (view === undefined) return;
    const known = (view.definition.evaluation_sets ?? []).map((set) => set?.name).filter((name) => name !== undefined);
    for (const [index, gate] of gates.entries()) {
      const set = gate !== undefined && 'evaluation_set' in gate ? gate.evaluation_set : undefined;
      if (set === undefined || known.includes(set)) continue;
      const message = `${code(feature_view ?? '')} has no evaluation set ${code(set)}`;
      report(project.spanOf(file, ['gates', index, 'evaluation_set']), message, {
        ...insteadOf(set, known),
        related: [{ file: view.path, ...project.spanOf(view, ['evaluation_sets'], 'key'), message: 'the view' }],
      });
    }
  },
  fixes: replaceByNearest,
};
