import { names } from '../contracts/names.ts';
import { code, listed } from '../contracts/words.ts';
import type { FileOf, Rule, RuleContext } from './rule.ts';

export const labelAsFeature: Rule<'feature-view' | 'model'> = {
  id: 'label-as-feature',
  title: 'Label used as a feature',
  level: 'error',
  kinds: ['feature-view', 'model'],
  docs: {
    why: 'A model that sees its label among its features is perfect in training and useless afterwards. What it predicts must be a label of its view, and transformations are for features.',
    bad: `-- delays.feature-view.yaml --
name: delays
version: 1
labels: [late]
query: { from: flights@1, select: [distance, late] }
transformations:
  - { features: [distance, late], function: standard_scaler }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: distance, type: double }, { name: late, type: boolean }]
`,
    good: `-- delays.feature-view.yaml --
name: delays
version: 1
labels: [late]
query: { from: flights@1, select: [distance, late] }
transformations:
  - { features: [distance], function: standard_scaler }
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }, { name: distance, type: double }, { name: late, type: boolean }]
`,
  },
  check(file, context) {
    if (file.kind === 'feature-view') checkView(file, context);
    else checkModel(file, context);
  },
};

function checkView(file: FileOf<'feature-view'>, { project, report }: RuleContext): void {
  const labels = names(file.definition.labels);
  for (const [index, transformation] of (file.definition.transformations ?? []).entries()) {
    for (const [place, feature] of (transformation?.features ?? []).entries()) {
      if (feature === undefined || !labels.includes(feature)) continue;
      report(
        project.spanOf(file, ['transformations', index, 'features', place]),
        `${code(feature)} is a label; transformations are for features`,
        { help: 'leave it out: labels are not there when the model predicts' },
      );
    }
  }
}

function checkModel(file: FileOf<'model'>, { project, report }: RuleContext): void {
  const { label, feature_view } = file.definition;
  if (label === undefined || feature_view === undefined) return;
  const view = project.resolve('feature-view', feature_view);
  const labels = names(view?.definition.labels);
  const isFeature = project.columns(file, 'model', ['label'])?.has(label) && !labels.includes(label);
  if (view === undefined || !isFeature) return;
  report(project.spanOf(file, ['label']), `${code(label)} is a feature of ${code(feature_view)}, not a label`, {
    help:
      labels.length === 0
        ? `add it to ${code('labels')} in a new version of the view`
        : `its labels are ${listed(labels)}`,
    related: [{ file: view.path, ...project.spanOf(view, ['labels']), message: 'the labels of the view' }],
  });
}
