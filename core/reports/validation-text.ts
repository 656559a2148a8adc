import type { ExpectationResult, SuiteResult } from '../expectations/result.ts';
import { type Paint, plural } from './paint.ts';
import { columnOf, expectedInWords, number, observedInWords, show, titleOf } from './verdict-words.ts';

/**
 * A validation for a terminal: a line that says how it went, and under it whatever does not hold, with what was
 * expected, what was seen, examples, and why the suite says so.
 */
export function validationText(result: SuiteResult, target: string, paint: Paint, quiet: boolean): string {
  const { rows, seconds } = result.meta.plumbline;
  const failing = result.results.filter(({ meta }) => meta.plumbline.outcome !== 'passed');
  const { successful_expectations: holds, evaluated_expectations: all } = result.statistics;
  const mark = result.success ? paint.green('✓') : paint.red('✗');
  const about = [target, rows === null ? undefined : plural(rows, 'row'), `${seconds.toFixed(1)} s`]
    .filter((part) => part !== undefined)
    .join(', ');
  const head = `${mark} ${paint.bold(result.suite_name)} ${holds} of ${plural(all, 'expectation')} hold ${paint.dim(`(${about})`)}`;
  if (quiet && result.success && failing.length === 0) return '';
  return [head, ...failing.flatMap((each) => verdictLines(each, paint))].join('\n');
}

function verdictLines(each: ExpectationResult, paint: Paint): readonly string[] {
  const { expectation_config: config, meta, result } = each;
  const column = columnOf(config);
  const expected = expectedInWords(config);
  const examples = [...new Set((result.partial_unexpected_list ?? []).map(show))].slice(0, 5);
  const total = result.unexpected_count ?? 0;
  const more = total > examples.length ? `, … (${number(total)})` : '';
  return [
    `  ${mark(meta.plumbline.outcome, paint)} ${column === undefined ? '' : `${paint.bold(column)} `}${titleOf(config.type)}`,
    ...(expected === '' ? [] : [`      expected ${expected}`]),
    `      observed ${observedInWords(each)}`,
    ...(examples.length === 0 ? [] : [`      such as  ${examples.join(', ')}${more}`]),
    ...(typeof config.meta.why === 'string' ? [paint.dim(`      why      ${config.meta.why}`)] : []),
  ];
}

function mark(outcome: ExpectationResult['meta']['plumbline']['outcome'], paint: Paint): string {
  if (outcome === 'warning') return paint.yellow('warning');
  return paint.red(outcome === 'error' ? 'error  ' : 'failed ');
}
