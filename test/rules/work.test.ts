import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectFromFiles } from '../../core/project/load-project.ts';
import type { Project } from '../../core/project/project.ts';
import { checkFile } from '../../core/rules/check-file.ts';
import { suiteFacts } from '../../core/rules/expectations/suite-facts.ts';

const GROUP = `name: g
version: 1
primary_key: [c0]
features:
${Array.from({ length: 100 }, (_, index) => `  - { name: c${index}, type: double }\n`).join('')}`;

/** Each of the columns has the same few expectations, with bounds of its own. */
const EXPECTATIONS = Array.from({ length: 2500 }, (_, index) => {
  return `  - type: expect_column_values_to_be_between
    kwargs: { column: c${index % 100}, min_value: 0, max_value: ${1000 + index} }
`;
});
const SUITE = `name: s\nfeature_group: g@1\nexpectations:\n${EXPECTATIONS.join('')}`;
const PATH = 's.expectations.yaml';

function facts(project: Project) {
  const file = project.files.get(PATH);
  return file?.kind === 'expectation-suite' ? suiteFacts(file).each : [];
}

test('a keystroke in a suite of 2,500 expectations works out what one of them says', async () => {
  const project = await projectFromFiles('/p', [
    ['g.feature-group.yaml', GROUP],
    [PATH, SUITE],
  ]);
  project.setFile(PATH, SUITE);
  const before = facts(project);
  const at = SUITE.indexOf('max_value: 2000') + 'max_value: '.length;
  project.editFile(PATH, [{ start: at, end: at + 4, text: '-5' }]);
  const after = facts(project);
  assert.equal(after.length, 2500);
  assert.deepEqual(
    after.flatMap((each, index) => (each === before[index] ? [] : [index])),
    [1000],
  );
});

test('columns are looked up once for a suite, not once for each expectation', async () => {
  const project = await projectFromFiles('/p', [
    ['g.feature-group.yaml', GROUP],
    [PATH, SUITE],
  ]);
  let lookups = 0;
  const counting = Object.create(project, {
    columns: {
      value: (...args: Parameters<Project['columns']>) => {
        lookups += 1;
        return project.columns(...args);
      },
    },
  }) as Project;
  assert.deepEqual(checkFile(project.files.get(PATH)!, { project: counting }), []);
  assert.equal(lookups, 1);
});
