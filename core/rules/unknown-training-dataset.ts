import { code, listed } from '../contracts/words.ts';
import { parseAssetRef } from '../definitions/asset.ts';
import type { Span } from '../documents/node.ts';
import { mentionsOf } from './names/mentions-of.ts';
import { insteadOf } from './names/unknown-name.ts';
import type { Rule, RuleContext } from './rule.ts';

export const unknownTrainingDataset: Rule<'model' | 'monitor'> = {
  id: 'unknown-training-dataset',
  title: 'Training dataset that the view does not have',
  level: 'error',
  kinds: ['model', 'monitor'],
  docs: {
    why: 'A training dataset is a numbered entry under `training_datasets` of its feature view; that is what makes it possible to create it again.',
    bad: `-- delays.model.yaml --
name: delays
feature_view: delays@1
training_dataset: 2
task: binary-classification
-- delays.feature-view.yaml --
name: delays
version: 1
query: { from: flights@1 }
training_datasets: [{ version: 1 }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
`,
    good: `-- delays.model.yaml --
name: delays
feature_view: delays@1
training_dataset: 1
task: binary-classification
-- delays.feature-view.yaml --
name: delays
version: 1
query: { from: flights@1 }
training_datasets: [{ version: 1 }]
-- flights.feature-group.yaml --
name: flights
version: 1
primary_key: [id]
features: [{ name: id, type: string }]
`,
  },
  check(file, context) {
    if (file.kind === 'model') {
      const { feature_view: view, training_dataset: dataset } = file.definition;
      if (view === undefined || dataset === undefined) return;
      checkDataset(view, dataset, context.project.spanOf(file, ['training_dataset']), context);
      return;
    }
    for (const mention of mentionsOf(file, 'training-dataset')) checkReference(mention.text, mention, context);
  },
};

/** `view@version/dataset` */
function checkReference(reference: string, span: Span, context: RuleContext): void {
  const parts = /^([^/]+)\/(\d+)$/.exec(reference);
  if (parts?.[1] === undefined) {
    const message = `${code(reference)} is not a training dataset`;
    context.report(span, message, {
      help: `write the view, its version and the dataset: ${code('arrival_delay@1/1')}`,
    });
  } else if (context.project.resolve('feature-view', parts[1]) === undefined) {
    const { name } = parseAssetRef(parts[1]);
    const message = `there is no feature view ${code(parts[1])}`;
    const { help } = insteadOf(name, context.project.names('feature-view'));
    context.report(span, message, { help });
  } else {
    checkDataset(parts[1], Number(parts[2]), span, context);
  }
}

function checkDataset(view: string, dataset: number, span: Span, { project, report }: RuleContext): void {
  const found = project.resolve('feature-view', view);
  if (found === undefined || found.problems.some(({ rule }) => rule === 'syntax')) return;
  const versions = (found.definition.training_datasets ?? []).map((each) => each?.version);
  if (versions.includes(dataset)) return;
  const known = versions.filter((version) => version !== undefined).map(String);
  report(span, `${code(view)} has no training dataset ${dataset}`, {
    help:
      known.length === 0 ? `add it under ${code('training_datasets')} of the view` : `the view has ${listed(known)}`,
    related: [{ file: found.path, ...project.spanOf(found, ['training_datasets']), message: 'the view' }],
  });
}
