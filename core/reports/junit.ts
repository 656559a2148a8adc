import type { ExpectationResult } from '../expectations/result.ts';
import type { CheckReport, ReportedFinding } from './check-report.ts';
import { legible } from './legible.ts';
import { type ReportedSuite, targetInWords, testNames } from './reported-suite.ts';
import { examplesOf, expectedInWords, levelOf, sentenceOf } from './verdict-words.ts';

/** From which level on something makes the command fail, and so a test. */
export type FailOn = 'error' | 'warning' | 'never';

/**
 * Validations as JUnit XML: a suite is a test suite, an expectation a test. A test fails where the command does; what is
 * less bad is told in its output.
 */
export function junitOfSuites(suites: readonly ReportedSuite[], failOn: FailOn): string {
  return document(
    suites.map((suite) => {
      const { suite_name: name, results, meta } = suite.result;
      const { seconds, ran_at, rows } = meta.plumbline;
      const names = testNames(results);
      return {
        name: `${name} (${targetInWords(suite.target)})`,
        file: suite.file,
        seconds,
        timestamp: ran_at,
        properties: { target: suite.target, ...(rows === null ? {} : { rows: String(rows) }) },
        cases: results.map((each, position) => ({
          name: names[position] ?? '',
          classname: name,
          file: suite.file,
          line: lineOf(suite.rangeOf(position)),
          ...endingOf(each, failOn),
        })),
      };
    }),
  );
}

/** Findings of a check as JUnit XML: what a rule found in a file is a test that fails. */
export function junitOfCheck({ findings, summary }: CheckReport, failOn: FailOn): string {
  const byFile = Map.groupBy(findings, ({ file }) => file);
  const suites = [...byFile].map(([file, found]) => ({
    name: file,
    file,
    properties: {},
    cases: [...Map.groupBy(found, ({ rule }) => rule)].map(([rule, all]) => caseOfRule(file, rule, all, failOn)),
  }));
  if (suites.length > 0) return document(suites);
  const properties = { files: String(summary.files) };
  // A report without a test counts as a mistake of the set-up in many a CI.
  return document([{ name: 'plumbline check', properties, cases: [{ name: 'nothing wrong', classname: 'check' }] }]);
}

function caseOfRule(file: string, rule: string, all: readonly ReportedFinding[], failOn: FailOn): Case {
  const details = all.map(({ range: { start }, severity, message, help }) => {
    const lines = [`${file}:${start.line + 1}:${start.character + 1}: ${severity}: ${message}`];
    return [...lines, ...(help === undefined ? [] : [`    ${help}`])].join('\n');
  });
  const [first] = all;
  const isFailure = all.some(({ severity }) => counts(severity === 'information' ? 'info' : severity, failOn));
  return {
    name: rule,
    classname: file,
    file,
    line: lineOf(first?.range),
    ...(isFailure
      ? { ending: { kind: 'failure', type: rule, message: first?.message ?? '', details: details.join('\n') } }
      : { output: details.join('\n') }),
  };
}

function endingOf(each: ExpectationResult, failOn: FailOn): Pick<Case, 'ending' | 'output'> {
  const level = levelOf(each);
  if (level === 'passed') return {};
  const { expectation_config: config, exception_info } = each;
  const expected = expectedInWords(config);
  const examples = examplesOf(each, 10);
  const { why } = config.meta;
  const details = [
    `${level}: ${sentenceOf(each)}`,
    ...(expected === '' ? [] : [`expected: ${expected}`]),
    ...(examples === '' ? [] : [`such as: ${examples}`]),
    ...(typeof why === 'string' ? [`why: ${why}`] : []),
  ].join('\n');
  if (!counts(level, failOn)) return { output: details };
  const kind = exception_info.raised_exception ? 'error' : 'failure';
  return { ending: { kind, type: config.type, message: sentenceOf(each), details } };
}

function counts(level: 'error' | 'warning' | 'info', failOn: FailOn): boolean {
  return failOn !== 'never' && (level === 'error' || (level === 'warning' && failOn === 'warning'));
}

interface Suite {
  readonly name: string;
  readonly file?: string;
  readonly seconds?: number;
  readonly timestamp?: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly file?: string;
  readonly line?: number | undefined;
  /** How it ended, unless it passed. */
  readonly ending?: {
    readonly kind: 'failure' | 'error';
    readonly type: string;
    readonly message: string;
    readonly details: string;
  };
  readonly output?: string;
}

function document(suites: readonly Suite[]): string {
  const seconds = suites.reduce((sum, suite) => sum + (suite.seconds ?? 0), 0);
  const totals = countsOf(suites.flatMap(({ cases }) => cases));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'plumbline', ...totals, time: seconds.toFixed(3) })}>`,
    ...suites.map(suiteElement),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteElement({ name, file, seconds, timestamp, properties, cases }: Suite): string {
  const given = Object.entries(properties);
  // The schema has seconds and no zone: the time is UTC, as it is everywhere else.
  const about = { name, ...countsOf(cases), skipped: 0, time: seconds?.toFixed(3), timestamp: timestamp?.slice(0, 19) };
  return [
    `  <testsuite${attributes({ ...about, file })}>`,
    ...(given.length === 0
      ? []
      : [
          '    <properties>',
          ...given.map(([name, value]) => `      <property${attributes({ name, value })}/>`),
          '    </properties>',
        ]),
    ...cases.map(caseElement),
    '  </testsuite>',
  ].join('\n');
}

function caseElement({ name, classname, file, line, ending, output }: Case): string {
  const head = `    <testcase${attributes({ name, classname, file, line })}`;
  if (ending === undefined && output === undefined) return `${head}/>`;
  const inner =
    ending === undefined
      ? `<system-out>${text(output ?? '')}</system-out>`
      : `<${ending.kind}${attributes({ type: ending.type, message: ending.message })}>${text(ending.details)}</${ending.kind}>`;
  return `${head}>\n      ${inner}\n    </testcase>`;
}

function countsOf(cases: readonly Case[]) {
  const count = (kind: 'failure' | 'error') => cases.filter(({ ending }) => ending?.kind === kind).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error') };
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${attribute(String(value))}"`)
    .join('');
}

function text(value: string): string {
  return legible(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A line break in an attribute would be read as a space. */
function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

function lineOf(range: { readonly start: { readonly line: number } } | undefined): number | undefined {
  return range === undefined ? undefined : range.start.line + 1;
}
