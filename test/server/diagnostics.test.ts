import assert from 'node:assert/strict';
import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { writeFiles } from '../platform/folder-kit.ts';
import { commit, initRepository, runGit } from '../platform/git-kit.ts';
import { startServer } from './kit.ts';

const server = await startServer();
after(() => server.stop());

const SUITE = 'flights.expectations.yaml';
const GROUP = 'flights.feature-group.yaml';
const FLIGHTS = `-- plumbline.yaml --
project: flights
-- ${GROUP} --
name: flights
version: 1
description: Scheduled flights.
primary_key: [flight_id]
features:
  - { name: flight_id, type: string, description: Its number. }
  - { name: carrier, type: string, description: Two letters. }
expectations: [flights]
-- ${SUITE} --
name: flights
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: { column: carrier }
`;

describe('while somebody types', () => {
  test('a finding comes with the mistake and goes with it', async () => {
    const project = await server.project(FLIGHTS);
    await project.show(SUITE);
    assert.deepEqual(await project.problems(SUITE), []);
    await project.type(SUITE, 'carrier', 'carier');
    assert.deepEqual(await project.problems(SUITE), ['4 unknown-column']);
    const [finding] = project.diagnostics(SUITE);
    assert.equal(finding?.message, 'the feature group has no column `carier`\ndid you mean `carrier`?');
    assert.equal(finding?.source, 'plumbline');
    await project.type(SUITE, 'carier', 'carrier');
    assert.deepEqual(await project.problems(SUITE), []);
  });

  test('what depends on the file is checked, too, open or not', async () => {
    const project = await server.project(FLIGHTS);
    await project.show(GROUP);
    await project.type(GROUP, 'name: carrier', 'name: airline');
    assert.deepEqual(await project.problems(SUITE), ['4 unknown-column']);
    await project.type(GROUP, 'name: airline', 'name: carrier');
    assert.deepEqual(await project.problems(SUITE), []);
  });

  test('several changes in one message are each about the text that the one before has left', async () => {
    const project = await server.project(FLIGHTS);
    await project.show(SUITE);
    const at = (line: number, from: number, to = from) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    await project.change(SUITE, [
      { range: at(0, 0), text: '# a comment\n' },
      { range: at(4, 22, 29), text: 'wrong' },
      { range: at(4, 22, 27), text: 'worse' },
    ]);
    assert.match(project.text(SUITE), /column: worse/);
    assert.deepEqual(await project.problems(SUITE), ['5 unknown-column']);
    await project.change(SUITE, [{ text: 'name: flights\nexpectations: []\n' }]);
    assert.deepEqual(await project.problems(SUITE), []);
  });

  test('places are right with Windows line ends and letters outside the first plane', async () => {
    const project = await server.project(FLIGHTS);
    await project.show(
      SUITE,
      'name: flights\r\ndescription: "✈ 🛫"\r\nexpectations:\r\n  - type: expect_column_to_exist\r\n    kwargs: { column: gate } # 🛫\r\n',
    );
    assert.deepEqual(await project.problems(SUITE), ['5 unknown-column']);
    assert.deepEqual(project.diagnostics(SUITE)[0]?.range, {
      start: { line: 4, character: 22 },
      end: { line: 4, character: 26 },
    });
    await project.type(SUITE, 'column: gate', 'column: carrier');
    assert.deepEqual(await project.problems(SUITE), []);
  });

  test('broken text is told as such, and the rest is still checked', async () => {
    const project = await server.project(FLIGHTS);
    await project.show(SUITE);
    await project.type(
      SUITE,
      '    kwargs: { column: carrier }',
      '    kwargs: { column: gate\n  - type: expect_column_to_exist\n    kwargs: { column: door }',
    );
    const problems = await project.problems(SUITE);
    assert(problems.includes('4 syntax') && problems.includes('6 unknown-column'), problems.join());
  });

  test('rules made silent in plumbline.yaml are silent in all files at once', async () => {
    const project = await server.project(FLIGHTS.replace('column: carrier', 'column: gate'));
    assert.deepEqual(await project.problems(SUITE), ['4 unknown-column']);
    await project.show('plumbline.yaml');
    await project.type('plumbline.yaml', 'project: flights', 'project: flights\nrules: { unknown-column: off }');
    assert.deepEqual(await project.problems(SUITE), []);
    await project.type('plumbline.yaml', 'unknown-column: off', 'unknown-column: warning');
    assert.deepEqual(await project.problems(SUITE), ['4 unknown-column']);
  });

  test('Python that changes concerns the definitions that use its functions', async () => {
    const project =
      await server.project(`${FLIGHTS.replace('description: Two letters.', 'function: f.py::carrier')}-- f.py --
def carrier(flight_id):
    return flight_id[:2]
-- test_f.py --
from f import carrier

def test_carrier():
    assert carrier("UA1") == "UA"
`);
    assert.deepEqual(await project.problems(GROUP), []);
    await project.show('f.py');
    await project.type('f.py', 'def carrier(flight_id)', 'def carrier(number)');
    assert.deepEqual(await project.problems(GROUP), ['7 feature-function-parameters']);
    await project.type('f.py', 'def carrier(number)', 'def carier(flight_id)');
    assert.deepEqual(await project.problems(GROUP), ['7 unknown-function']);
    await project.hide('f.py');
    assert.deepEqual(await project.problems(GROUP), []);
  });

  test('Python is read as soon as a definition names a function', async () => {
    const project = await server.project(`${FLIGHTS}-- f.py --\ndef other(): pass\n`);
    await project.show(GROUP);
    await project.type(GROUP, 'description: Two letters.', 'function: f.py::carrier');
    assert.deepEqual(await project.problems(GROUP), ['7 unknown-function']);
  });
});

describe('when files come, go and change', () => {
  test('what is closed without being saved counts as it is on the disk', async () => {
    const project = await server.project(FLIGHTS);
    await project.show(GROUP);
    await project.type(GROUP, 'name: carrier', 'name: airline');
    assert.deepEqual(await project.problems(SUITE), ['4 unknown-column']);
    await project.hide(GROUP);
    assert.deepEqual(await project.problems(SUITE), []);
  });

  test('the findings of a file vanish with it', async () => {
    const project = await server.project(FLIGHTS.replace('column: carrier', 'column: gate'));
    assert.deepEqual(await project.problems(SUITE), ['4 unknown-column']);
    await rm(path.join(project.root, SUITE));
    await project.tell({ [SUITE]: 'went' });
    assert.deepEqual(await project.problems(SUITE), []);
  });

  test('and go with it when it is renamed', async () => {
    const project = await server.project(FLIGHTS.replace('column: carrier', 'column: gate'));
    await rename(path.join(project.root, SUITE), path.join(project.root, 'other.expectations.yaml'));
    await project.tell({ [SUITE]: 'went', 'other.expectations.yaml': 'came' });
    assert.deepEqual(await project.problems(SUITE), []);
    assert.deepEqual(await project.problems('other.expectations.yaml'), ['4 unknown-column']);
  });

  test('a folder that is moved takes its files with it', async () => {
    const project = await server.project(
      FLIGHTS.replace(`-- ${SUITE} --`, `-- suites/${SUITE} --`).replace('column: carrier', 'column: gate'),
    );
    assert.deepEqual(await project.problems(`suites/${SUITE}`), ['4 unknown-column']);
    await rename(path.join(project.root, 'suites'), path.join(project.root, 'checks'));
    await project.tell({ suites: 'went', checks: 'came' });
    assert.deepEqual(await project.problems(`suites/${SUITE}`), []);
    assert.deepEqual(await project.problems(`checks/${SUITE}`), ['4 unknown-column']);
  });

  test('a file that changes on the disk does not count while it is open', async () => {
    const project = await server.project(FLIGHTS);
    await project.show(SUITE);
    await writeFile(path.join(project.root, SUITE), 'name: [\n');
    await project.tell({ [SUITE]: 'changed' });
    assert.deepEqual(await project.problems(SUITE), []);
    await project.hide(SUITE);
    assert.deepEqual(await project.problems(SUITE), ['1 syntax']);
  });

  test('a file that grows into data is not looked at any more', async () => {
    const project = await server.project(FLIGHTS.replace('column: carrier', 'column: gate'));
    assert.deepEqual(await project.problems(SUITE), ['4 unknown-column']);
    await appendFile(path.join(project.root, SUITE), `# ${'x'.repeat(4_000_000)}\n`);
    await project.tell({ [SUITE]: 'changed' });
    assert.deepEqual(await project.problems(SUITE), []);
  });

  test('a file that is ignored from now on is not looked at any more', async () => {
    const project = await server.project(FLIGHTS.replace('column: carrier', 'column: gate'));
    initRepository(project.root);
    assert.deepEqual(await project.problems(SUITE), ['4 unknown-column']);
    await writeFile(path.join(project.root, '.gitignore'), '*.expectations.yaml\n');
    await project.tell({ '.gitignore': 'came' });
    assert.deepEqual(await project.problems(SUITE), []);
  });

  test('what is ignored is not looked at when it is opened either', async () => {
    const project = await server.project(`${FLIGHTS}-- .venv/x.expectations.yaml --\nname: [\n`);
    await project.show('.venv/x.expectations.yaml');
    assert.deepEqual(await project.problems('.venv/x.expectations.yaml'), []);
    await project.type('.venv/x.expectations.yaml', '[', '{');
    assert.deepEqual(await project.problems('.venv/x.expectations.yaml'), []);
  });

  test('JSON becomes a suite, and ceases to be one, while it is typed', async () => {
    const project = await server.project(`${FLIGHTS}-- x.json --\n{}\n`);
    await project.show('x.json');
    assert.deepEqual(await project.problems('x.json'), []);
    await project.type('x.json', '{}', '{"name": "x", "expectations": [{"type": "expect_nothing", "kwargs": {}}]}');
    assert.deepEqual(await project.problems('x.json'), ['1 unknown-expectation-type']);
    await project.type('x.json', 'expectations', 'expected');
    assert.deepEqual(await project.problems('x.json'), []);
  });

  test('a file that a definition names is missed, and found again', async () => {
    const pipeline = '-- p.pipeline.yaml --\nname: p\ntype: feature\nrun: [python, p.py]\n';
    const project = await server.project(FLIGHTS + pipeline);
    assert.deepEqual(await project.problems('p.pipeline.yaml'), ['3 unknown-file']);
    await writeFiles(project.root, { 'p.py': 'print(1)\n' });
    await project.tell({ 'p.py': 'came' });
    assert.deepEqual(await project.problems('p.pipeline.yaml'), []);
  });
});

describe('projects', () => {
  test('a file outside any project is left alone', async () => {
    const project = await server.project('-- x.expectations.yaml --\nname: [\n');
    await project.show('x.expectations.yaml');
    assert.deepEqual(await project.problems('x.expectations.yaml'), []);
  });

  test('a project begins when its file is made, and ends when that goes', async () => {
    const project = await server.project('-- x.expectations.yaml --\nname: [\n');
    await project.show('x.expectations.yaml');
    await writeFiles(project.root, { 'plumbline.yaml': 'project: x\n' });
    await project.tell({ 'plumbline.yaml': 'came' });
    assert.deepEqual(await project.problems('x.expectations.yaml'), ['1 syntax']);
    await rm(path.join(project.root, 'plumbline.yaml'));
    await project.tell({ 'plumbline.yaml': 'went' });
    assert.deepEqual(await project.problems('x.expectations.yaml'), []);
  });

  test('several stand in one folder, side by side and one in another', async () => {
    const wrong = 'name: x\nfeature_group: a@1\nexpectations: []\n';
    const group =
      'name: a\nversion: 1\ndescription: A.\nprimary_key: [id]\nfeatures:\n  - { name: id, type: int, description: Number. }\n';
    const files = (folder: string) =>
      `-- ${folder}plumbline.yaml --\nproject: p\n-- ${folder}x.expectations.yaml --\n${wrong}`;
    const project = await server.project(
      `${files('')}${files('left/')}${files('right/')}-- right/a.feature-group.yaml --\n${group}`,
    );
    assert.deepEqual(await project.problems('x.expectations.yaml'), ['2 unknown-asset']);
    assert.deepEqual(await project.problems('left/x.expectations.yaml'), ['2 unknown-asset']);
    assert.deepEqual(await project.problems('right/x.expectations.yaml'), []);
    await rm(path.join(project.root, 'right/plumbline.yaml'));
    await project.tell({ 'right/plumbline.yaml': 'went' });
    assert.deepEqual(await project.problems('x.expectations.yaml'), ['1 duplicate-asset']);
  });

  test('definitions are compared with what is registered in Git, commit by commit', async () => {
    const project = await server.project(FLIGHTS);
    initRepository(project.root);
    await commit(project.root, {});
    runGit(project.root, 'checkout', '-q', '-b', 'work');
    await project.tell({ '.git/HEAD': 'changed' });
    await project.show(GROUP);
    await project.type(GROUP, 'name: carrier, type: string', 'name: carrier, type: int');
    assert.deepEqual(await project.problems(GROUP), ['7 breaking-schema-change']);
  });

  test('in a workspace that is not trusted nothing is run, Git included', async () => {
    const untrusted = await startServer({ trusted: false });
    try {
      const project = await untrusted.project(FLIGHTS);
      initRepository(project.root);
      await commit(project.root, {});
      await project.tell({ '.git/HEAD': 'changed' });
      await project.show(GROUP);
      await project.type(GROUP, 'name: carrier, type: string', 'name: carrier, type: int');
      assert.deepEqual(await project.problems(GROUP), []);
      await project.type(GROUP, 'primary_key: [flight_id]', 'primary_key: [x]');
      assert.deepEqual(await project.problems(GROUP), ['4 unknown-column']);
    } finally {
      await untrusted.stop();
    }
  });
});
