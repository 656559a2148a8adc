import { columnOf, titleOf } from '../catalogue/expectation-in-words.ts';
import type { CheckReport } from './check-report.ts';
import { legible } from './legible.ts';
import { number, plural } from './numbers-in-words.ts';
import { howManyHold, type ReportedSuite, targetInWords } from './reported-suite.ts';
import { examplesOf, type Level, levelOf, sentenceOf } from './verdict-words.ts';

/** GitHub shows a summary of at most 1 MB: nobody reads more of it than this. */
const MOST = 100;

/** Validations in Markdown, for the summary of a CI job or a comment: how each suite went, then what does not hold. */
export function markdownOfSuites(suites: readonly ReportedSuite[]): string {
  const allHold = suites.every(({ result }) => result.success);
  const wrong = suites.flatMap((suite) =>
    suite.result.results.flatMap((each, position) => {
      const level = levelOf(each);
      return level === 'passed' ? [] : [{ suite, each, level, line: suite.rangeOf(position)?.start.line }];
    }),
  );
  const rows = wrong.slice(0, MOST).map(({ suite, each, level, line }) => {
    const { type, kwargs, meta } = each.expectation_config;
    const examples = examplesOf(each, 5);
    const seen = [
      sentenceOf(each),
      ...(examples === '' ? [] : [`such as ${examples}`]),
      ...(typeof meta.why === 'string' ? [`why: ${meta.why}`] : []),
    ];
    const place = line === undefined ? suite.file : `${suite.file}:${line + 1}`;
    return [
      WORDS[level],
      code(columnOf(type, kwargs) ?? '–'),
      plain(titleOf(type)),
      plain(seen.join('\n')),
      code(place),
    ];
  });
  return document([
    `## ${allHold ? '✅' : '❌'} Data: ${howManyHold(suites)}`,
    table(['', 'Suite', 'Data', 'Rows', 'Expectations that hold'], suites.map(suiteRow)),
    ...(wrong.length === 0 ? [] : ['### Not as expected', table(['', 'Column', 'Expected', 'Seen', 'Where'], rows)]),
    ...more(wrong.length),
  ]);
}

/** Findings of a check in Markdown. */
export function markdownOfCheck({ findings, summary }: CheckReport): string {
  const { files, errors, warnings, information, base } = summary;
  const compared = base === null ? '' : `, compared with ${plain(base)}`;
  const counts = [
    plural(errors, 'error'),
    plural(warnings, 'warning'),
    ...(information > 0 ? [`${information} for information`] : []),
  ].join(', ');
  const rows = findings.slice(0, MOST).map(({ file, range, rule, severity, message, help }) => {
    const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
    const level = WORDS[severity === 'information' ? 'info' : severity];
    return [level, code(rule), plain(help === undefined ? message : `${message}\n${help}`), code(place)];
  });
  return document([
    `## ${errors > 0 ? '❌' : '✅'} Definitions: ${findings.length === 0 ? 'nothing wrong' : counts}`,
    `In ${plural(files, 'file')}${compared}.`,
    ...(rows.length === 0 ? [] : [table(['', 'Rule', 'Finding', 'Where'], rows)]),
    ...more(findings.length),
  ]);
}

/** A word beside each sign: not everybody can tell the signs apart. */
const WORDS: Readonly<Record<Level, string>> = {
  error: '❌ error',
  warning: '⚠️ warning',
  info: 'ℹ️ info',
  passed: '✅ passed',
};

function suiteRow({ result, target }: ReportedSuite): readonly string[] {
  const { statistics, meta, success, suite_name } = result;
  const { evaluated_expectations: all, successful_expectations: holding } = statistics;
  const { rows } = meta.plumbline;
  return [
    success ? '✅ holds' : '❌ fails',
    plain(suite_name),
    code(targetInWords(target)),
    rows === null ? '' : number(rows),
    `${number(holding)} of ${number(all)}`,
  ];
}

function more(count: number): readonly string[] {
  return count > MOST ? [`… and ${number(count - MOST)} more.`] : [];
}

function document(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Text in a cell as it is: it opens no link, shows no picture, mentions nobody, and breaks no table. Entities where
 * Markdown has no other way to say it.
 */
function plain(text: string): string {
  return legible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]~|#!]/g, '\\$&')
    .replace(/[@:](?=\S)/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/\s*\n\s*/g, '<br>');
}

/** A name as code in a cell: in HTML, where neither a backtick nor a bar can end it. */
function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}
