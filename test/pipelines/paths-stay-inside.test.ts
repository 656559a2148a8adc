import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOutputs } from '../../core/pipelines/plan-outputs.ts';
import { projectFromFiles } from '../../core/project/load-project.ts';

test('a feature group whose name leads elsewhere takes no rows', async () => {
  const project = await projectFromFiles('/shop', [
    ['a.feature-group.yaml', 'name: "../../orders"\nversion: 1\nfeatures: []\n'],
    ['a.pipeline.yaml', 'name: a\noutputs:\n  rows: { feature_group: "../../orders", operation: overwrite }\n'],
  ]);
  const pipeline = project.resolve('pipeline', 'a');
  assert.ok(pipeline);
  assert.throws(() => planOutputs(project, pipeline, '/shop/outputs'), {
    name: 'PlumblineError',
    message: 'output rows cannot be taken',
    help: 'give the group in a.feature-group.yaml a name of letters, digits, _ and -',
  });
});
