import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { expectationSuiteTemplate } from '../../client/templates/expectation-suite.ts';
import { featureGroupTemplate } from '../../client/templates/feature-group.ts';
import { featureViewTemplate } from '../../client/templates/feature-view.ts';
import { fill } from '../../client/templates/template.ts';
import { EXAMPLES } from '../../core/definitions/examples.ts';
import { KINDS } from '../../core/definitions/kinds.ts';
import { createProject } from '../../core/project/create-project.ts';
import { checkProject } from '../../core/rules/check-file.ts';

/** What the rules find in files, in words; how loud it is does not matter here. */
function findings(files: Readonly<Record<string, string>>): readonly string[] {
  const project = createProject('/nowhere', (file) => files[file] ?? '');
  for (const [file, text] of Object.entries(files)) project.addFile(file, text);
  return checkProject({ project, base: undefined }).map(({ file, rule, message }) => `${file}: ${rule}: ${message}`);
}

const GROUP = fill(featureGroupTemplate('trips')).text;

describe('what the New commands write', () => {
  test('is right as it stands', () => {
    const files = {
      'plumbline.yaml': EXAMPLES.project,
      'trips.feature-group.yaml': GROUP,
      'model.feature-view.yaml': fill(featureViewTemplate('model', 'trips@1')).text,
      'trips.expectations.yaml': fill(expectationSuiteTemplate('trips', 'trips@1')).text,
      'free.expectations.yaml': fill(expectationSuiteTemplate('free', undefined)).text,
    };
    assert.deepEqual(findings(files), []);
  });

  test('selects what is to be written first, or puts the cursor there', () => {
    const group = fill(featureGroupTemplate('trips'));
    assert.equal(group.text.slice(group.start, group.end), 'One row per …');
    const suite = fill(expectationSuiteTemplate('trips', 'trips@1'));
    assert.equal(suite.start, suite.end);
    assert.match(suite.text.slice(0, suite.start), /min_value: 1 \}\n {2}$/);
  });
});

describe('snippets', () => {
  const snippets: Readonly<Record<string, { prefix: string; body: readonly string[] }>> = JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../../snippets/plumbline.json'), 'utf8'),
  );
  const FILES: Readonly<Record<string, string>> = {
    Project: 'plumbline.yaml',
    'Feature group': 'x.feature-group.yaml',
    'Feature view': 'x.feature-view.yaml',
    'Expectation suite': 'x.expectations.yaml',
    Pipeline: 'x.pipeline.yaml',
    Model: 'x.model.yaml',
    Deployment: 'x.deployment.yaml',
    Monitor: 'x.monitor.yaml',
  };

  test('there is one for each kind of file', () => {
    assert.equal(Object.keys(FILES).length, KINDS.length);
    for (const name of Object.keys(FILES)) assert.ok(snippets[name], name);
  });

  for (const [name, file] of Object.entries(FILES)) {
    test(`${name} has the shape of its kind`, () => {
      const problems = findings({ [file]: expand(snippets[name]?.body ?? []) });
      assert.deepEqual(
        problems.filter((problem) => /: (syntax|schema):/.test(problem)),
        [],
      );
    });
  }

  test('parts fit where they belong', () => {
    const part = (name: string, indent: string) =>
      expand(snippets[name]?.body ?? [])
        .split('\n')
        .map((line) => indent + line)
        .join('\n');
    const expectations = ['Not null', 'Between', 'In set', 'Unique'].map((name) => part(name, '  '));
    const problems = findings({
      'x.feature-group.yaml': `name: x\nversion: 1\nprimary_key: [id]\nfeatures:\n${part('Feature', '  ')}\n${part('Feature with a default', '  ')}\n`,
      'x.expectations.yaml': `name: x\nexpectations:\n${expectations.join('\n')}\n`,
      'x.feature-view.yaml': `name: x\nversion: 1\nquery:\n  from: x@1\n  joins:\n${part('Join', '    ')}\ntraining_datasets:\n${part('Training dataset', '  ')}\n`,
    });
    assert.deepEqual(
      problems.filter((problem) => /: (syntax|schema|unknown-expectation-type|unknown-argument):/.test(problem)),
      [],
    );
  });
});

/** A snippet as it reads if one only presses Tab: first choices, defaults, nothing for variables. */
function expand(body: readonly string[]): string {
  let text = body.join('\n');
  text = text.replace(/\$\{TM_[^{}]*\{[^{}]*\}[^{}]*\}|\$\{TM_(?:[^{}\\]|\\.)*\}|\$\{\d+\/[^{}]*\}/g, 'x');
  text = text.replace(/\$\{\d+\|([^,|]+)[^|]*\|\}/g, '$1');
  const defaults = new Map<string, string>();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\$\{(\d+):([^{}]*)\}/g, (_, stop: string, value: string) => {
      defaults.set(stop, value);
      return value;
    });
    text = text.replace(/\$\{(\d+)\}/g, (whole, stop: string) => defaults.get(stop) ?? whole);
  }
  return text.replace(/\$0/, '');
}
