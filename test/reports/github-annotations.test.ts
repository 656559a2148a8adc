import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { githubAnnotations } from '../../core/reports/github-annotations.ts';
import { remarksOfCheck, remarksOfSuites } from '../../core/reports/remark.ts';
import { counts, FINDINGS, MIXED, NASTY, reported, SET, verdict } from './report-kit.ts';

describe('annotations of GitHub', () => {
  test('name file, line and column; columns only within one line', () => {
    assert.equal(
      githubAnnotations(remarksOfCheck(FINDINGS)),
      [
        '::error file=feature_groups/orders.feature-group.yaml,line=5,endLine=5,col=23,endColumn=34,title=unknown-column::orders@1 has no column amuont%0Adid you mean amount?',
        '::notice file=feature_groups/orders.feature-group.yaml,line=2,endLine=3,title=missing-description::the group has no description',
      ].join('\n'),
    );
  });

  test('begin with the worst: GitHub keeps ten of each', () => {
    const levels = githubAnnotations(remarksOfSuites([MIXED]))
      .split('\n')
      .map((line) => line.split(' ')[0]);
    assert.deepEqual(levels, ['::error', '::error', '::warning', '::notice']);
  });

  test('what data and names say gives no command and ends no property', () => {
    const suite = reported([verdict(SET, { column: NASTY, value_set: [NASTY] }, counts(1, 3, [NASTY]))], 'a,line=1::b');
    const lines = githubAnnotations(remarksOfSuites([suite])).split('\n');
    assert.equal(lines.length, 1);
    const [, head = '', message = ''] = /^::error ([\s\S]*?)::([\s\S]*)$/.exec(lines[0] ?? '') ?? [];
    assert.deepEqual(
      head.split(',').map((property) => property.split('=')[0]),
      ['file', 'line', 'endLine', 'title'],
    );
    assert.match(head, /title=a%2Cline=1%3A%3Ab/);
    assert.match(message, /%250A/, 'a percent sign is one');
  });
});
