import { appendFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { didYouMean } from '../core/catalogue/nearest-name.ts';
import { fileProblem } from '../core/platform/file-problem.ts';
import { readTextIfThere, statOf } from '../core/platform/files.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import { writeAtomically } from '../core/platform/write-atomically.ts';
import { MADE_HERE, type PageFile } from '../core/reports/results-pages.ts';
import type { Output } from './output.ts';

/** Forms in which a command tells others than the one who gave it. */
export type ReportKind = 'junit' | 'sarif' | 'markdown' | 'github' | 'html' | 'openlineage';

/** What a command can render; `check` has neither pages nor lineage. */
export type Renderers = Readonly<Partial<Record<ReportKind, () => string | readonly PageFile[]>>>;

export interface WantedReport {
  readonly kind: ReportKind;
  readonly to: 'stdout' | 'file' | 'end-of-file' | 'folder';
  readonly path: string;
}

/** The variable by which GitHub names the file that it shows on the page of a run. */
const SUMMARY = 'GITHUB_STEP_SUMMARY';

/**
 * Reads `--report KIND[=PLACE]`, and refuses what cannot be done before any work is. `-` is standard output, where a
 * report takes the place of the text; `github` goes there beside it.
 */
export async function wantedReports(
  given: unknown,
  kinds: readonly ReportKind[],
  { options }: Output,
): Promise<readonly WantedReport[]> {
  const wanted = ((given ?? []) as readonly string[]).map((each) => wantedReport(each, kinds));
  const printed = wanted.filter(({ to }) => to === 'stdout');
  if (printed.length > 1 || (printed.length > 0 && options.format !== 'text')) {
    const other = printed.length > 1 ? 'two reports' : `a report and --format ${options.format}`;
    throw new PlumblineError('usage', `${other} cannot both go to standard output`, {
      help: `give a file: --report ${printed[0]?.kind}=FILE`,
    });
  }
  const paths = wanted.filter(({ to }) => to !== 'stdout').map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) < index);
  if (twice !== undefined)
    throw new PlumblineError('usage', 'two reports cannot go to the same file', { where: twice });
  for (const each of wanted) await assertFits(each);
  return wanted;
}

function wantedReport(given: string, kinds: readonly ReportKind[]): WantedReport {
  const [kind = '', ...rest] = given.split('=');
  const place = rest.length === 0 ? undefined : rest.join('=');
  if (!isKind(kind, kinds)) {
    throw new PlumblineError('usage', `there is no report ${kind} here${didYouMean(kind, kinds)}`, {
      help: `there is ${kinds.join(', ')}`,
    });
  }
  if (kind === 'html') {
    if (place !== undefined && place !== '' && place !== '-') return { kind, to: 'folder', path: resolve(place) };
    throw new PlumblineError('usage', 'the report html needs a folder', { help: '--report html=DIR' });
  }
  if (place === '-' || (place === undefined && kind === 'github')) return { kind, to: 'stdout', path: '-' };
  if (place !== undefined && place !== '') return { kind, to: 'file', path: resolve(place) };
  const summary = process.env[SUMMARY];
  if (kind === 'markdown' && place === undefined && summary) return { kind, to: 'end-of-file', path: resolve(summary) };
  throw new PlumblineError('usage', `the report ${kind} needs a file`, {
    ...(kind === 'markdown' ? { why: `${SUMMARY}, which would name one, is not set` } : {}),
    help: `--report ${kind}=FILE, or ${kind}=- for standard output`,
  });
}

function isKind(kind: string, kinds: readonly ReportKind[]): kind is ReportKind {
  return kinds.some((each) => each === kind);
}

async function assertFits({ kind, to, path }: WantedReport): Promise<void> {
  if (to === 'stdout') return;
  const found = await statOf(path);
  if (to === 'folder') {
    if (found !== undefined && found.kind !== 'folder') {
      throw new PlumblineError('usage', `the report ${kind} needs a folder, and this is a file`, { where: path });
    }
    const index = await readTextIfThere(join(path, 'index.html'));
    if (index !== undefined && !index.includes(MADE_HERE)) {
      throw new PlumblineError('usage', 'there are pages of somebody else already', {
        where: join(path, 'index.html'),
        help: 'name another folder',
      });
    }
  } else if (found?.kind === 'folder') {
    throw new PlumblineError('usage', `the report ${kind} needs a file, and this is a folder`, {
      where: path,
      help: `--report ${kind}=${join(path, `report.${ENDINGS[kind]}`)}`,
    });
  }
}

const ENDINGS: Readonly<Record<ReportKind, string>> = {
  junit: 'xml',
  sarif: 'sarif',
  markdown: 'md',
  github: 'txt',
  html: 'html',
  openlineage: 'ndjson',
};

/** Where text goes while a report is printed in its place: nowhere. */
export function outputBeside(wanted: readonly WantedReport[], output: Output): Output {
  const isReplaced = wanted.some(({ kind, to }) => to === 'stdout' && kind !== 'github');
  return isReplaced ? { ...output, print: () => {}, result: () => {} } : output;
}

export async function writeReports(wanted: readonly WantedReport[], renderers: Renderers): Promise<void> {
  for (const { kind, to, path } of wanted) {
    const report = renderers[kind]?.() ?? '';
    if (typeof report !== 'string') {
      // The index last: it never leads to a page that is not there yet.
      for (const page of report.toReversed()) await writeAtomically(join(path, page.path), page.text);
    } else if (to === 'file') await writeAtomically(path, report);
    else if (to === 'end-of-file') await append(path, report);
    else if (report !== '') process.stdout.write(report.endsWith('\n') ? report : `${report}\n`);
  }
}

/** Other steps of the job have written into it, too. */
async function append(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw fileProblem('cannot write the file', path, error);
  }
}
