import { basename, join, relative, resolve } from 'node:path';
import { type CheckpointHint, checkpointHint } from '../../core/expectations/exchange/checkpoint-hint.ts';
import type { GxMap } from '../../core/expectations/exchange/gx-file.ts';
import { type ImportedSuite, importSuite } from '../../core/expectations/exchange/import-suite.ts';
import { isInside, toPosix } from '../../core/platform/paths.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import type { Action } from '../commands.ts';
import { exitOf, type Rejected, rejected, rejectedInWords, rootIfAny, standsTwice, writeNew } from '../exchange.ts';
import { type FoundFile, gxFiles } from '../gx-files.ts';
import type { Output } from '../output.ts';

interface Written {
  readonly file: string;
  readonly suite: string;
  readonly output: string;
  readonly status: 'written' | 'unchanged';
  readonly notes: readonly string[];
}

/** `plumbline import gx FILE|DIR…`: suites of Great Expectations as YAML, and what its checkpoints come to. */
export const importFiles: Action = async ({ args, options, output }) => {
  const files = await gxFiles(args[1] as readonly string[]);
  const root = await rootIfAny(output);
  const folder = resolve(
    (options.output as string | undefined) ?? (root === undefined ? '.' : join(root, 'expectations')),
  );
  const [suites, refused]: [Written[], Rejected[]] = [[], []];
  const names = new Map<string, string>();
  for (const each of files) {
    if (each.found.kind === 'suite') {
      try {
        const imported = await importSuite(each.text, each.file);
        names.set(originalName(each.text), imported.suite.name);
        suites.push(await write(each, imported, { folder, root, suites, force: options.force === true }));
      } catch (error) {
        refused.push(rejected(each.file, error));
      }
    } else if (each.named && (each.found.kind === 'result' || each.found.kind === 'other')) refused.push(useless(each));
  }
  const checkpoints = hints(files, names);
  const results = files.filter(({ found, named }) => found.kind === 'result' && !named).map(({ file }) => file);
  if (suites.length + refused.length + checkpoints.length === 0) throw nothingThere(args[1] as readonly string[]);
  const success = refused.length === 0;
  const value = { suites, rejected: refused, checkpoints, not_imported: results };
  output.result('import', success, value, words(value, output));
  return exitOf(suites.length + checkpoints.length, refused);
};

async function write(
  { file, path }: FoundFile,
  { suite, yaml, notes }: ImportedSuite,
  {
    folder,
    root,
    suites,
    force,
  }: { folder: string; root: string | undefined; suites: readonly Written[]; force: boolean },
): Promise<Written> {
  const target = join(folder, `${suite.name}.expectations.yaml`);
  const place = toPosix(relative('.', target));
  const other = suites.find(({ output }) => output.toLowerCase() === place.toLowerCase());
  if (other !== undefined) {
    throw new PlumblineError('failed', `the suite ${suite.name} comes from ${other.file} already`, {
      where: file,
      help: 'import it into another folder with -o',
    });
  }
  const status = await writeNew(target, yaml, force);
  const twice = root !== undefined && isInside(root, target) ? standsTwice(root, path, file) : [];
  return { file, suite: suite.name, output: place, status, notes: [...notes, ...twice] };
}

/** What Great Expectations calls the suite: checkpoints know it by that. */
function originalName(text: string): string {
  const { name, expectation_suite_name: old } = JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
  return String(name ?? old);
}

function useless({ file, found }: FoundFile): Rejected {
  return found.kind === 'result'
    ? { file, message: 'this is a validation result', why: 'the history of a project begins with its own validations' }
    : {
        file,
        message: 'this is no suite of Great Expectations',
        help: 'a suite is a JSON file with a list of `expectations`, each with its `type` (or `expectation_type`)',
      };
}

function nothingThere(named: readonly string[]): PlumblineError {
  return new PlumblineError('failed', 'there is no suite of Great Expectations', {
    where: named.join(', '),
    help: 'its suites are JSON files, mostly in gx/expectations; what .gitignore leaves out has to be named file by file',
  });
}

function hints(
  files: readonly FoundFile[],
  names: ReadonlyMap<string, string>,
): readonly (CheckpointHint & { file: string })[] {
  const ofKind = (kind: string): readonly GxMap[] =>
    files.flatMap(({ found }) => ('value' in found && found.kind === kind ? [found.value] : []));
  const around = {
    validationDefinitions: ofKind('validation-definition'),
    project: ofKind('project')[0],
    suiteName: (name: string) => names.get(name) ?? name,
  };
  return files.flatMap(({ file, found }) =>
    found.kind === 'checkpoint' ? [{ file, ...checkpointHint(found.value, around) }] : [],
  );
}

interface Told {
  readonly suites: readonly Written[];
  readonly rejected: readonly Rejected[];
  readonly checkpoints: readonly CheckpointHint[];
  readonly not_imported: readonly string[];
}

function words({ suites, rejected, checkpoints, not_imported: results }: Told, { paint, options }: Output): string {
  const lines = suites.flatMap(({ file, output, status, notes }) => [
    ...(options.quiet
      ? []
      : [`${paint.green('✓')} ${file} → ${output}${status === 'unchanged' ? ' (as it was)' : ''}`]),
    ...notes.map((note) => `    ${note}`),
  ]);
  lines.push(...rejectedInWords(rejected, paint.red));
  if (options.quiet) return lines.join('\n');
  for (const { checkpoint, commands, untranslated } of checkpoints) {
    lines.push('', `The checkpoint ${paint.bold(checkpoint)} has no file here; this does what it did:`);
    lines.push(...commands.map((each) => `  plumbline ${each.map(quoted).join(' ')}`));
    if (untranslated.length > 0) lines.push('  but for:', ...untranslated.map((each) => `    ${each}`));
  }
  if (results.length > 0) {
    const [first = ''] = results;
    const which = results.length === 1 ? basename(first) : plural(results.length, 'file');
    lines.push(
      '',
      paint.dim(`Validation results stay where they are (${which}): history begins with your own validations.`),
    );
  }
  return lines.join('\n');
}

/** For a shell, which would split or expand it. */
function quoted(word: string): string {
  return /^[\w./=:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
