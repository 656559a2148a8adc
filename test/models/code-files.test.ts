import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeFiles } from '../../core/models/code-files.ts';
import { planTraining } from '../../core/models/plan-training.ts';
import { loadProject } from '../../core/project/load-project.ts';
import { withFiles } from '../cli/cli-kit.ts';

test('a version keeps the Python that it rests on, and what that imports from the project', async () => {
  const files = {
    'plumbline.yaml': 'project: p\n',
    'g.feature-group.yaml':
      'name: g\nversion: 1\nprimary_key: [id]\nfeatures:\n  - { name: id, type: string }\n  - { name: far, type: double, function: "features/far.py::far" }\n  - { name: near, type: double, function: "features/near.py::near" }\n',
    'v.feature-view.yaml':
      'name: v\nversion: 1\nlabels: [id]\nquery: { from: g@1, select: [far, id] }\ntransformations: [{ features: [far], function: "features/own.py::capped" }]\n',
    'm.model.yaml': 'name: m\nfeature_view: v@1\ntask: binary-classification\npredictor: serving/predictor.py\n',
    'p.pipeline.yaml': 'name: p\ntype: training\nrun: [python, train.py]\noutputs: { model: { model: m } }\n',
    'train.py': 'import json\nimport pandas as pd, tools.io as io\n',
    'tools/__init__.py': '',
    'tools/io.py': 'from . import names  # a neighbour\n',
    'tools/names.py': '',
    'tools/unused.py': '',
    'serving/predictor.py': 'from words import (\n    LATE,\n    ON_TIME,\n)\nfrom features import own\n',
    'serving/words.py': 'import sklearn\n',
    'features/far.py': 'def far(id):\n    return id\n',
    'features/near.py': 'def near(id):\n    return id\n',
    'features/own.py': 'from features.far import far\n\n\ndef capped(far):\n    return far\n',
  };
  await withFiles(files, async (folder) => {
    const project = await loadProject(folder);
    const pipeline = project.resolve('pipeline', 'p');
    const plan = pipeline && planTraining(project, pipeline);
    assert.ok(pipeline !== undefined && plan !== undefined);
    assert.deepEqual(codeFiles(project, plan, pipeline), [
      'features/far.py',
      'features/own.py',
      'serving/predictor.py',
      'serving/words.py',
      'tools/__init__.py',
      'tools/io.py',
      'tools/names.py',
      'train.py',
    ]);
  });
});
