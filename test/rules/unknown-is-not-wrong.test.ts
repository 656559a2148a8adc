import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadProject, projectFromFiles } from '../../core/project/load-project.ts';
import { checkProject } from '../../core/rules/check-file.ts';
import type { Finding } from '../../core/rules/rule.ts';

const FLIGHTS = fileURLToPath(new URL('../../examples/flights', import.meta.url));

async function texts(): Promise<ReadonlyMap<string, string>> {
  const project = await loadProject(FLIGHTS);
  const paths = [...project.files.keys(), ...project.python.keys()];
  return new Map(paths.map((path) => [path, project.textOf(path)]));
}

async function findings(files: ReadonlyMap<string, string>): Promise<readonly Finding[]> {
  return checkProject({ project: await projectFromFiles(FLIGHTS, files) });
}

test('the flights project is in order', async () => {
  assert.deepEqual(await findings(await texts()), []);
});

/** Rules about the reference itself. Of what it would have led to, nothing is known, so nothing is wrong. */
const ABOUT_THE_REFERENCE = ['unknown-asset', 'unknown-version', 'unknown-function', 'feature-without-test'];

test('whatever file is taken away, only references to it are wrong', async () => {
  const all = await texts();
  for (const path of all.keys()) {
    const found = await findings(new Map([...all].filter(([each]) => each !== path)));
    const others = found.filter(({ rule }) => !ABOUT_THE_REFERENCE.includes(rule));
    assert.deepEqual(others, [], `without ${path}`);
  }
});

test('a group that is taken away is one finding in each place that names it', async () => {
  const all = await texts();
  const found = await findings(new Map([...all].filter(([path]) => !path.endsWith('/weather.feature-group.yaml'))));
  for (const { file, start, end, rule } of found) {
    assert.equal(rule, 'unknown-asset');
    assert.equal(all.get(file)?.slice(start, end), 'weather');
  }
  const names = [...all.values()].join('\n').match(/weather@1/g) ?? [];
  assert.equal(found.length, names.length);
});

test('Python files that were not read are not missing', async () => {
  const definitions = [...(await texts())].filter(([path]) => !path.endsWith('.py'));
  assert.deepEqual(await findings(new Map(definitions)), []);
});
