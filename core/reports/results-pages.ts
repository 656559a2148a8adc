import { columnOf, titleOf } from '../catalogue/expectation-in-words.ts';
import type { ExpectationResult } from '../expectations/result.ts';
import { failingRows } from './failing-rows.ts';
import { html, type Markup, NOTHING } from './html.ts';
import { number, plural } from './numbers-in-words.ts';
import { howManyHold, type ReportedSuite, targetInWords } from './reported-suite.ts';
import { RESULTS_STYLE } from './results-style.ts';
import { expectedInWords, type Level, levelOf, observedInWords, sentenceOf } from './verdict-words.ts';

/** A file of the pages, by its path in their folder. */
export interface PageFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Validations as pages that open from the disk: an index, and one for each suite. They need no server, run no script, and
 * ask nothing of the network, which their content security policy makes sure of.
 */
export function resultsPages(suites: readonly ReportedSuite[]): readonly PageFile[] {
  const names = fileNames(suites);
  return [
    { path: 'index.html', text: indexPage(suites, names) },
    ...suites.map((suite, index) => ({ path: `suites/${names[index]}`, text: suitePage(suite) })),
  ];
}

function indexPage(suites: readonly ReportedSuite[], names: readonly string[]): string {
  const rows = suites.map(({ result, target }, index) => {
    const { rows, ran_at, seconds } = result.meta.plumbline;
    const { successful_expectations: held, evaluated_expectations: all } = result.statistics;
    return html`<tr>
<th scope="row"><a href="suites/${names[index] ?? ''}">${result.suite_name}</a></th>
<td>${mark(result.success ? 'passed' : 'failed', result.success ? 'holds' : 'fails')}</td>
<td>${targetInWords(target)}</td>
<td class="number">${rows === null ? '' : number(rows)}</td>
<td class="number">${number(held)} of ${number(all)}</td>
<td>${time(ran_at)}</td>
<td class="number">${seconds.toFixed(1)} s</td>
</tr>`;
  });
  const title = 'Validation results';
  return page(
    title,
    html`<h1>${title}</h1>
<p>In short: ${howManyHold(suites)}.</p>
${table('In the order in which they were judged', INDEX_HEAD, rows)}`,
  );
}

const INDEX_HEAD = ['Suite', 'Outcome', 'Data', '#Rows', '#Expectations that hold', 'When', '#Took'];

function suitePage(suite: ReportedSuite): string {
  const { result, target, file } = suite;
  const { rows, ran_at, seconds } = result.meta.plumbline;
  const { successful_expectations: held, evaluated_expectations: all } = result.statistics;
  const wrong = result.results.flatMap((each, position) =>
    levelOf(each) === 'passed' ? [] : [verdict(each, placeOf(suite, position))],
  );
  return page(
    `${result.suite_name}: validation result`,
    html`<nav aria-label="Way back"><a href="../index.html">All results</a></nav>
<h1>${result.suite_name} ${mark(result.success ? 'passed' : 'failed', result.success ? 'holds' : 'fails')}</h1>
<dl>
<dt>Data</dt><dd>${targetInWords(target)}${rows === null ? '' : `, ${plural(rows, 'row')}`}</dd>
<dt>Expectations that hold</dt><dd>${number(held)} of ${number(all)}</dd>
<dt>Judged</dt><dd>${time(ran_at)}, in ${seconds.toFixed(1)} s</dd>
<dt>Suite file</dt><dd><code>${file}</code></dd>
</dl>
${wrong.length === 0 ? NOTHING : html`<h2>Not as expected</h2>\n${wrong}`}
<h2>All expectations</h2>
${table('In the order of the suite', SUITE_HEAD, result.results.map(verdictRow))}`,
  );
}

const SUITE_HEAD = ['Outcome', 'Column', 'Expectation', 'Expected', 'Seen', 'Severity'];

function verdictRow(each: ExpectationResult): Markup {
  const { type, kwargs, severity } = each.expectation_config;
  const level = levelOf(each);
  return html`<tr>
<td>${mark(level, OUTCOMES[level])}</td>
<td>${columnOf(type, kwargs) ?? '(table)'}</td>
<td>${titleOf(type)}</td>
<td>${expectedInWords(each.expectation_config)}</td>
<td>${observedInWords(each)}</td>
<td>${severity}</td>
</tr>`;
}

function verdict(each: ExpectationResult, place: string): Markup {
  const { expectation_config: config, exception_info } = each;
  const { type, kwargs, severity, meta, notes = [], description } = config;
  const level = levelOf(each);
  const column = columnOf(type, kwargs);
  const expected = expectedInWords(config);
  const said = [description, ...[meta.why, notes].flat()].filter((text) => typeof text === 'string' && text !== '');
  return html`<article>
<h3>${mark(level, exception_info.raised_exception ? 'could not be judged' : OUTCOMES[level])} ${column === undefined ? '' : `${column}: `}${titleOf(type)}</h3>
<dl>
${expected === '' ? NOTHING : html`<dt>Expected</dt><dd>${expected}</dd>`}
<dt>Seen</dt><dd>${sentenceOf(each)}</dd>
${said.map((text) => html`<dt>Why</dt><dd>${String(text)}</dd>`)}
<dt>Severity</dt><dd>${severity}</dd>
<dt>Stands in</dt><dd><code>${place}</code></dd>
</dl>
${rowsOf(each)}
</article>`;
}

function rowsOf(each: ExpectationResult): Markup {
  const found = failingRows(each, []);
  if (found === undefined) return NOTHING;
  const { columns, rows, total } = found;
  const body = rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  const shown =
    rows.length < total ? `The first ${number(rows.length)} of ${plural(total, 'row')}` : plural(total, 'row');
  return html`<details><summary>Rows that are not as expected</summary>
${table(
  shown,
  columns.map((name) => (name.startsWith('#') ? ` ${name}` : name)),
  body,
)}
</details>`;
}

const OUTCOMES: Readonly<Record<Level, string>> = {
  passed: 'holds',
  error: 'fails',
  warning: 'warning',
  info: 'fails, for information',
};

function mark(level: Level | 'failed', word: string): Markup {
  return html`<span class="${level}">${SIGNS[level]} ${word}</span>`;
}

const SIGNS: Readonly<Record<Level | 'failed', string>> = {
  passed: '✓',
  failed: '✗',
  error: '✗',
  warning: '!',
  info: 'i',
};

/** A table that scrolls by itself where the window is narrow, by keyboard as well; `#` before a name: figures. */
function table(caption: string, head: readonly string[], rows: readonly Markup[]): Markup {
  const cells = head.map((name) =>
    name.startsWith('#')
      ? html`<th scope="col" class="number">${name.slice(1)}</th>`
      : html`<th scope="col">${name}</th>`,
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${cells}</tr></thead>
<tbody>
${rows}
</tbody>
</table></div>`;
}

function time(iso: string): Markup {
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

function placeOf({ file, rangeOf }: ReportedSuite, position: number): string {
  const start = rangeOf(position)?.start;
  return start === undefined ? file : `${file}:${start.line + 1}:${start.character + 1}`;
}

/** Tells our pages from those of others, which are never written over. */
export const MADE_HERE = '<meta name="generator" content="Plumbline validation results">';

function page(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
${{ markup: MADE_HERE }}
<title>${title}</title>
<style>${{ markup: RESULTS_STYLE }}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.markup;
}

/** Each once, also on a disk to which `A.html` and `a.html` are the same; a suite may have any name. */
function fileNames(suites: readonly ReportedSuite[]): readonly string[] {
  const taken = new Set<string>();
  return suites.map(({ result, target }) => {
    const stem = slug(`${result.suite_name}-${targetInWords(target)}`);
    let name = `${stem}.html`;
    for (let count = 2; taken.has(name); count++) name = `${stem}-${count}.html`;
    taken.add(name);
    return name;
  });
}

function slug(name: string): string {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9_]+/g, '-');
  return plain.replaceAll(/^-+|-+$/g, '').slice(0, 100) || 'suite';
}
