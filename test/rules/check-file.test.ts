import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectFromFiles } from '../../core/project/load-project.ts';
import type { Project } from '../../core/project/project.ts';
import { checkFile, checkProject } from '../../core/rules/check-file.ts';

const SUITE = `name: s
feature_group: g@1
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: nowhere, mostly: 0 }
`;
const GROUP = 'name: g\nversion: 1\nprimary_key: [a]\nfeatures: [{ name: a, type: int }]\n';

function project(rules: string): Promise<Project> {
  return projectFromFiles('/p', [
    ['plumbline.yaml', `project: p\n${rules}`],
    ['g.feature-group.yaml', GROUP],
    ['s.expectations.yaml', SUITE],
  ]);
}

async function found(rules: string): Promise<readonly string[]> {
  return checkProject({ project: await project(rules) }).map(({ severity, rule }) => `${severity} ${rule}`);
}

test('findings stand in the order of the text, each with the level of its rule', async () => {
  assert.deepEqual(await found(''), ['error unknown-column', 'warning expectation-never-fails']);
});

test('plumbline.yaml makes rules louder, quieter or silent', async () => {
  assert.deepEqual(await found('rules: { unknown-column: information, expectation-never-fails: error }'), [
    'information unknown-column',
    'error expectation-never-fails',
  ]);
  assert.deepEqual(await found('rules: { unknown-column: off, expectation-never-fails: off }'), []);
});

test('a level that does not exist is a finding, and the rule keeps its own', async () => {
  assert.deepEqual(await found('rules: { unknown-column: loud }'), [
    'error schema',
    'error unknown-column',
    'warning expectation-never-fails',
  ]);
});

test('a suite in JSON is checked by the same rules as one in YAML', async () => {
  const suite = {
    expectation_suite_name: 's',
    data_asset_type: 'Dataset',
    expectations: [
      { expectation_type: 'expect_column_values_to_be_between', kwargs: { column: 'a', min_value: 3, max_value: 1 } },
    ],
    meta: { great_expectations_version: '0.18.0' },
  };
  const read = await projectFromFiles('/p', [['s.json', JSON.stringify(suite, null, 2)]]);
  const findings = checkProject({ project: read });
  assert.deepEqual(
    findings.map(({ rule, start, end }) => `${rule} ${read.textOf('s.json').slice(start, end)}`),
    ['reversed-bounds 3'],
  );
});

test('a rule that fails is a finding about itself, and the others go on', async () => {
  const broken = Object.create(await project(''), {
    columns: {
      value() {
        throw new Error('no columns today');
      },
    },
  }) as Project;
  const suite = broken.files.get('s.expectations.yaml')!;
  const findings = checkFile(suite, { project: broken });
  assert.deepEqual(
    findings.map(({ rule, message }) => `${rule}: ${message}`),
    [
      'unknown-column: the rule unknown-column failed on this file: no columns today',
      'expectation-never-fails: with `mostly` 0 the expectation holds even if every row breaks it',
    ],
  );
});

test('text behind an alias is found once, where it stands', async () => {
  const read = await projectFromFiles('/p', [
    ['g.feature-group.yaml', GROUP],
    [
      's.expectations.yaml',
      `name: s
feature_group: g@1
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: &same { column: nowhere }
  - type: expect_column_values_to_be_unique
    kwargs: *same
`,
    ],
  ]);
  const unknown = checkProject({ project: read }).filter(({ rule }) => rule === 'unknown-column');
  const places = new Set(unknown.map(({ start }) => start));
  assert.equal(unknown.length, places.size);
});
