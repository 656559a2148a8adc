import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DRIFT_TESTS, driftTest } from '../../core/catalogue/drift-tests.ts';
import { METRICS, MODEL_TASKS, metric, OPERATIONAL_METRICS, operationalMetric } from '../../core/catalogue/metrics.ts';
import { TRANSFORMATION_FUNCTIONS, transformationFunction } from '../../core/catalogue/transformation-functions.ts';

test('every name is there once, and is found', () => {
  const tables: [names: readonly { readonly name: string }[], find: (name: string) => unknown][] = [
    [DRIFT_TESTS, driftTest],
    [METRICS, metric],
    [OPERATIONAL_METRICS, operationalMetric],
    [TRANSFORMATION_FUNCTIONS, transformationFunction],
  ];
  for (const [table, find] of tables) {
    assert.equal(new Set(table.map(({ name }) => name)).size, table.length);
    for (const each of table) assert.equal(find(each.name), each);
    assert.equal(find('nonsense'), undefined);
  }
});

test('every task has metrics', () => {
  for (const task of MODEL_TASKS) assert.ok(METRICS.filter(({ tasks }) => tasks.includes(task)).length > 3, task);
});

const DEFINITIONS = new URL('../../../shared/conformance/drift/DEFINITIONS.md', import.meta.url);
const withoutDefinitions = !existsSync(DEFINITIONS) && !process.env.CI && 'the drift definitions are not there';

test('drift tests have the names, thresholds and scores of the definitions', { skip: withoutDefinitions }, () => {
  const section = readFileSync(DEFINITIONS, 'utf8').split('## 3.')[1]!.split('## 4.')[0]!;
  const rows = section
    .split('\n')
    .filter((line) => /^\| \w+ \| (num|cat)/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  assert.equal(rows.length, 17);
  for (const cells of rows) {
    const [, name, types] = cells;
    const [threshold, rule] = cells.slice(-3); // a score may hold a | of its own
    const known = driftTest(name!)!;
    assert.equal(known.threshold, Number(threshold), name);
    assert.equal(known.score, rule!.startsWith('p') ? 'p-value' : 'distance', name);
    const features = types!.split(', ').map((type) => (type === 'num' ? 'numeric' : 'categorical'));
    assert.deepEqual([...known.features], features, name);
  }
});
