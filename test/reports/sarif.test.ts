import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { remarksOfCheck, remarksOfSuites } from '../../core/reports/remark.ts';
import { helpOfExpectation, helpOfRule } from '../../core/reports/rule-help.ts';
import { sarif } from '../../core/reports/sarif.ts';
import { counts, FINDINGS, HIDDEN, MIXED, NASTY, reported, SET, verdict } from './report-kit.ts';

const run = { version: '1.2.3', command: 'check', helpOf: helpOfRule };
// biome-ignore lint/suspicious/noExplicitAny: the format is looked into as a reader would.
const read = (text: string): any => JSON.parse(text);

describe('SARIF 2.1.0', () => {
  const log = read(sarif({ ...run, remarks: remarksOfCheck(FINDINGS) }));
  const [first, second] = log.runs[0].results;

  test('names its version and its schema, and one run of one tool', () => {
    assert.equal(log.version, '2.1.0');
    assert.match(log.$schema, /sarif-schema-2\.1\.0\.json$/);
    assert.equal(log.runs.length, 1);
    assert.deepEqual(Object.keys(log.runs[0].tool.driver), ['name', 'version', 'rules']);
    assert.equal(log.runs[0].columnKind, 'utf16CodeUnits');
    assert.match(log.runs[0].automationDetails.id, /^plumbline\/check\/$/);
  });

  test('a finding has its rule, level, words, file and region, counted from 1', () => {
    assert.deepEqual(
      [first.ruleId, first.level, first.message.text],
      ['unknown-column', 'error', 'orders@1 has no column amuont\ndid you mean amount?'],
    );
    assert.deepEqual(first.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: 'feature_groups/orders.feature-group.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 5, startColumn: 23, endLine: 5, endColumn: 34 },
        },
      },
    ]);
    assert.equal(second.level, 'note');
  });

  test('every result points to its rule, which has a title and help', () => {
    const { rules } = log.runs[0].tool.driver;
    for (const result of log.runs[0].results) {
      const rule = rules[result.ruleIndex];
      assert.equal(rule.id, result.ruleId);
      assert.ok(rule.shortDescription.text.length > 0 && rule.help.text.length > 0);
      assert.match(rule.help.markdown, /Found:/);
    }
  });

  test('a verdict has its type as its rule; what holds is not there', () => {
    const text = sarif({ ...run, command: 'validate', remarks: remarksOfSuites([MIXED]), helpOf: helpOfExpectation });
    const { results, tool } = read(text).runs[0];
    assert.deepEqual(
      results.map((each: { level: string }) => each.level),
      ['error', 'warning', 'note', 'error'],
    );
    assert.match(
      results[0].message.text,
      /^status: 1 of 3 values is not paid .* such as void\nwhy: the shop knows one$/,
    );
    assert.deepEqual(results[0].locations[0].physicalLocation.region, {
      startLine: 5,
      startColumn: 5,
      endLine: 6,
      endColumn: 21,
    });
    assert.match(tool.driver.rules[0].help.markdown, /kwargs/);
  });

  test('a fingerprint stays when lines come and go, and no two are the same', () => {
    const twice = [...FINDINGS.findings, ...FINDINGS.findings];
    const prints = (findings: typeof FINDINGS.findings) =>
      read(sarif({ ...run, remarks: remarksOfCheck({ ...FINDINGS, findings }) })).runs[0].results.map(
        (each: { partialFingerprints: { primaryLocationLineHash: string } }) =>
          each.partialFingerprints.primaryLocationLineHash,
      );
    const moved = twice.map((each) => ({
      ...each,
      range: { start: { line: 99, character: 0 }, end: { line: 99, character: 1 } },
    }));
    assert.deepEqual(prints(moved), prints(twice));
    assert.equal(new Set(prints(twice)).size, 4);
  });

  test('a path is an address, whatever is in it; one outside the repository is whole', () => {
    const uris = ['a b/ü#1.yaml', '/tmp/x y.yaml', 'C:/x/y.yaml'].map((file) => {
      const findings = FINDINGS.findings.slice(0, 1).map((each) => ({ ...each, file }));
      const text = sarif({ ...run, remarks: remarksOfCheck({ ...FINDINGS, findings }) });
      return read(text).runs[0].results[0].locations[0].physicalLocation.artifactLocation;
    });
    assert.deepEqual(uris, [
      { uri: 'a%20b/%C3%BC%231.yaml', uriBaseId: '%SRCROOT%' },
      { uri: 'file:///tmp/x%20y.yaml' },
      { uri: 'file:///C:/x/y.yaml' },
    ]);
  });

  test('what data says hides nothing', () => {
    const suite = reported([verdict(SET, { column: 'status', value_set: ['x'] }, counts(1, 3, [NASTY]))]);
    const text = sarif({ ...run, remarks: remarksOfSuites([suite]) });
    assert.doesNotMatch(read(text).runs[0].results[0].message.text, HIDDEN);
  });
});
