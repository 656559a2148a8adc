import { columnOf } from '../catalogue/expectation-in-words.ts';
import type { ExpectationResult, SuiteResult } from '../expectations/result.ts';
import { plural } from './numbers-in-words.ts';
import type { Paint } from './paint.ts';
import { examplesOf, type Level, levelOf, sentenceOf } from './verdict-words.ts';

export interface ValidationTextOptions {
  /** What was judged: a feature group or a data file. */
  readonly target: string;
  /** Where an expectation stands, as `file:line:column`, counted from 1. */
  readonly placeOf: (position: number) => string | undefined;
  readonly paint: Paint;
  /** Say nothing of a suite that holds. */
  readonly quiet: boolean;
}

/**
 * A validation for a terminal: a line that says how it went, and under it whatever does not hold, with what was seen,
 * examples, why the suite asks for it, and where.
 */
export function validationText(result: SuiteResult, options: ValidationTextOptions): string {
  const { target, paint, quiet } = options;
  const { rows, seconds } = result.meta.plumbline;
  const verdicts = result.results.flatMap((each, position) =>
    levelOf(each) === 'passed' ? [] : verdictLines(each, position, options),
  );
  if (quiet && verdicts.length === 0) return '';
  const about = [
    target.replace(/^feature-group:/, ''),
    ...(rows === null ? [] : [plural(rows, 'row')]),
    `${seconds.toFixed(1)} s`,
  ].join(', ');
  const mark = result.success ? paint.green('✓') : paint.red('✗');
  return [
    `${mark} ${paint.bold(result.suite_name)}: ${inShort(result.statistics)} ${paint.dim(`(${about})`)}`,
    ...verdicts,
  ].join('\n');
}

function inShort({ successful_expectations: holding, evaluated_expectations: all }: SuiteResult['statistics']): string {
  if (all === 0) return 'it expects nothing';
  if (all === 1) return `its one expectation ${holding === 1 ? 'holds' : 'does not hold'}`;
  return `${holding === all ? 'all' : `${holding} of`} ${plural(all, 'expectation')} hold`;
}

/** Under the words of the verdict, as wide as the longest level and the spaces around it. */
const INDENT = ' '.repeat(10);

function verdictLines(
  each: ExpectationResult,
  position: number,
  { paint, placeOf }: ValidationTextOptions,
): readonly string[] {
  const { expectation_config: config } = each;
  const level = levelOf(each);
  const column = columnOf(config.type, config.kwargs);
  const head = `${column === undefined ? '' : `${paint.bold(column)}: `}${sentenceOf(each)}`;
  const examples = examplesOf(each, 5);
  const place = placeOf(position);
  return [
    `  ${COLOURS[level](paint)(level.padEnd(7))} ${head}`,
    ...(examples === '' ? [] : [`${INDENT}such as ${examples}`]),
    ...(typeof config.meta.why === 'string' ? [`${INDENT}why: ${config.meta.why}`] : []),
    ...(place === undefined ? [] : [paint.dim(`${INDENT}${place}`)]),
  ];
}

const COLOURS: Readonly<Record<Level, (paint: Paint) => (text: string) => string>> = {
  error: (paint) => paint.red,
  warning: (paint) => paint.yellow,
  info: () => (text) => text,
  passed: (paint) => paint.green,
};
