import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { junitOfCheck, junitOfSuites } from '../../core/reports/junit.ts';
import { counts, FINDINGS, MIXED, NOT_NULL, reported, verdict } from './report-kit.ts';

describe('a validation as JUnit XML', () => {
  test('a test for each expectation, at its line; only what fails the command is a failure', () => {
    assert.equal(
      junitOfSuites([MIXED], 'error'),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="plumbline" tests="5" failures="1" errors="1" time="1.500">
  <testsuite name="orders (orders@1)" tests="5" failures="1" errors="1" skipped="0" time="1.500" timestamp="2026-11-26T01:02:03" file="expectations/orders.expectations.yaml">
    <properties>
      <property name="target" value="feature-group:orders@1"/>
      <property name="rows" value="3"/>
    </properties>
    <testcase name="expect_column_values_to_not_be_null(id)" classname="orders" file="expectations/orders.expectations.yaml" line="3"/>
    <testcase name="expect_column_values_to_be_in_set(status)" classname="orders" file="expectations/orders.expectations.yaml" line="5">
      <failure type="expect_column_values_to_be_in_set" message="1 of 3 values is not paid (33.3 %)">error: 1 of 3 values is not paid (33.3 %)
expected: paid
such as: void
why: the shop knows one</failure>
    </testcase>
    <testcase name="expect_column_values_to_not_be_null(amount)" classname="orders" file="expectations/orders.expectations.yaml" line="7">
      <system-out>warning: 1 of 3 values is missing (33.3 %, at most 10 % allowed)
expected: no value missing, at least 90 % of the values</system-out>
    </testcase>
    <testcase name="expect_column_values_to_not_be_null(amount) #2" classname="orders" file="expectations/orders.expectations.yaml" line="9">
      <system-out>info: 1 of 3 values is missing (33.3 %)
expected: no value missing</system-out>
    </testcase>
    <testcase name="expect_column_values_to_not_be_null(nope)" classname="orders" file="expectations/orders.expectations.yaml" line="11">
      <error type="expect_column_values_to_not_be_null" message="could not be judged: there is no column nope">error: could not be judged: there is no column nope
expected: no value missing</error>
    </testcase>
  </testsuite>
</testsuites>
`,
    );
  });

  test('--fail-on moves the line between a failure and output', () => {
    const failures = (failOn: 'error' | 'warning' | 'never') =>
      /failures="(\d+)" errors="(\d+)"/.exec(junitOfSuites([MIXED], failOn))?.slice(1);
    assert.deepEqual(failures('warning'), ['2', '1']);
    assert.deepEqual(failures('never'), ['0', '0']);
  });

  test('a name stays when a bound is moved, and is there only once', () => {
    const names = (mostly: number) => {
      const each = verdict(NOT_NULL, { column: 'id', mostly }, counts(1, 3));
      return [...junitOfSuites([reported([each, each])], 'error').matchAll(/testcase name="([^"]+)"/g)].map(
        ([, name]) => name,
      );
    };
    assert.deepEqual(names(0.9), names(0.5));
    assert.equal(new Set(names(0.9)).size, 2);
  });
});

describe('a check as JUnit XML', () => {
  test('a test for each rule that found something in a file', () => {
    assert.equal(
      junitOfCheck(FINDINGS, 'error'),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="plumbline" tests="2" failures="1" errors="0" time="0.000">
  <testsuite name="feature_groups/orders.feature-group.yaml" tests="2" failures="1" errors="0" skipped="0" file="feature_groups/orders.feature-group.yaml">
    <testcase name="unknown-column" classname="feature_groups/orders.feature-group.yaml" file="feature_groups/orders.feature-group.yaml" line="5">
      <failure type="unknown-column" message="orders@1 has no column amuont">feature_groups/orders.feature-group.yaml:5:23: error: orders@1 has no column amuont
    did you mean amount?</failure>
    </testcase>
    <testcase name="missing-description" classname="feature_groups/orders.feature-group.yaml" file="feature_groups/orders.feature-group.yaml" line="2">
      <system-out>feature_groups/orders.feature-group.yaml:2:1: information: the group has no description</system-out>
    </testcase>
  </testsuite>
</testsuites>
`,
    );
  });

  test('nothing wrong is one test that passes', () => {
    const nothing = { findings: [], summary: { ...FINDINGS.summary, errors: 0, information: 0 } };
    assert.match(
      junitOfCheck(nothing, 'error'),
      /tests="1" failures="0"[\s\S]*<testcase name="nothing wrong" classname="check"\/>/,
    );
  });
});
