import { resolve } from 'node:path';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { QueryEngine } from '../../core/engine/query-engine.ts';
import { runResult } from '../../core/expectations/result.ts';
import type { ResultFormatName } from '../../core/expectations/result-format.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { Project } from '../../core/project/project.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import { paint, plural } from '../../core/reports/paint.ts';
import { validationText } from '../../core/reports/validation-text.ts';
import type { Action, Call } from '../commands.ts';
import { dataFile, foldersOf } from '../data-file.ts';
import { EXIT } from '../exit-codes.ts';
import { groupSource, noRowsYet, sourceOf } from '../group-source.ts';
import { type Judged, judgeSuite } from '../judge.ts';
import { loneSuite } from '../lone-suite.ts';
import { openProject } from '../open-project.ts';
import type { CommonOptions } from '../options.ts';
import { suiteParameters } from '../suite-parameters.ts';
import { type Judging, judgings } from '../suites.ts';

/** `plumbline validate [GROUP|SUITE…]`: judges data by suites, and keeps the results. */
export const validate: Action = async (call) => {
  const { options, output } = call;
  const data = options.data as string | undefined;
  const suite = options.suite as string | undefined;
  const work = suite === undefined ? await fromProject(call) : await fromFiles(suite, data, call);
  const engine = await startDuckDb({ folders: work.folders });
  try {
    const judged: Judged[] = [];
    for (const judge of work.judges) judged.push(await judge(engine));
    tell(judged, work.skipped, call);
    return fails(judged, output.options.failOn) ? EXIT.findings : EXIT.ok;
  } finally {
    await engine.dispose();
    work.registry?.dispose();
  }
};

interface Work {
  /** Folders that the engine may read. */
  readonly folders: readonly string[];
  readonly judges: readonly ((engine: QueryEngine) => Promise<Judged>)[];
  readonly registry: Registry | undefined;
  /** Groups that nobody asked for by name and that have no rows yet. */
  readonly skipped: readonly string[];
}

/** A suite file and a data file: no project is needed, and nothing is kept. */
async function fromFiles(
  suiteFile: string,
  data: string | undefined,
  { options, output, signal }: Call,
): Promise<Work> {
  if (data === undefined) {
    throw new PlumblineError('usage', '--suite needs --data', { help: 'plumbline validate --suite SUITE --data FILE' });
  }
  const { project, suite } = await loneSuite(resolve(suiteFile));
  const source = await dataFile(data);
  const request = { project, suite, source, registry: undefined, ...asked(options), output, signal };
  return {
    folders: foldersOf(source.path),
    judges: [(engine) => judgeSuite({ ...request, engine })],
    registry: undefined,
    skipped: [],
  };
}

async function fromProject({ args, options, output, signal }: Call): Promise<Work> {
  const { project, storage } = await openProject(output.options, signal);
  const names = (args[0] ?? []) as readonly string[];
  const data = options.data as string | undefined;
  const chosen = judgings(project, names);
  if (data !== undefined && names.length === 0) {
    throw new PlumblineError('usage', '--data needs the name of a suite or feature group', {
      help: `plumbline validate NAME --data ${data}`,
    });
  }
  if (chosen.length === 0) {
    throw new PlumblineError('usage', 'the project has no expectation suites', {
      where: project.root,
      help: 'draw one from data: plumbline profile FILE -o expectations/NAME.expectations.yaml',
    });
  }
  const registry = await openRegistry(storage);
  const found = await Promise.all(chosen.map((judging) => sourceFor(storage, judging, data)));
  const skipped: string[] = [];
  const judges = chosen.flatMap(({ suite, group }, index) => {
    const source = found[index];
    if (source !== undefined) {
      const request = { project, suite, source, ...(group && { group }), registry, ...asked(options), output, signal };
      return [(engine: QueryEngine) => judgeSuite({ ...request, engine })];
    }
    if (names.length > 0) throw missingRows(project, { suite, group });
    skipped.push(suite.key?.name ?? suite.path);
    return [];
  });
  const [first] = chosen;
  if (judges.length === 0 && first !== undefined) throw missingRows(project, first);
  const folders = [project.root, storage, ...(data === undefined ? [] : foldersOf(resolve(data)))];
  return { folders, judges, registry, skipped };
}

async function sourceFor(storage: string, { group }: Judging, data: string | undefined) {
  if (data === undefined) return group === undefined ? undefined : groupSource(storage, group);
  const source = await dataFile(data);
  return group === undefined ? source : sourceOf(group, source.path, source.format, data);
}

function missingRows(project: Project, { suite, group }: Judging): PlumblineError {
  if (group !== undefined) return noRowsYet(project, group.key);
  return new PlumblineError('usage', 'the suite names no feature group, so there is no data to judge', {
    where: suite.path,
    help: `add \`feature_group: NAME\`, or give a file: plumbline validate ${suite.key?.name ?? ''} --data FILE`,
  });
}

function asked(options: Call['options']) {
  return {
    format: options.resultFormat as ResultFormatName | undefined,
    parameters: suiteParameters((options.parameter ?? []) as readonly string[]),
  };
}

function tell(judged: readonly Judged[], skipped: readonly string[], { output }: Call): void {
  const { color, quiet, format } = output.options;
  const results = judged.map(({ result }) => result);
  const [only] = results;
  const success = results.every((result) => result.success);
  const value =
    format === 'ndjson'
      ? { suites: judged.map(({ outcome }) => outcome) }
      : results.length === 1
        ? only
        : runResult(results);
  const colours = paint(color);
  const texts = judged
    .map(({ result, outcome }) => validationText(result, outcome.target, colours, quiet))
    .filter((text) => text !== '');
  if (skipped.length > 0 && !quiet)
    texts.push(colours.dim(`${plural(skipped.length, 'suite')} without data: ${skipped.join(', ')}`));
  output.result('validate', success, value, texts.join('\n'));
}

/** A failed expectation counts by its severity; one that could not be judged always does. */
function fails(judged: readonly Judged[], failOn: CommonOptions['failOn']): boolean {
  if (failOn === 'never') return false;
  return judged.some(({ outcome }) =>
    outcome.expectations.some((each) => {
      if (each.outcome === 'error') return true;
      if (each.outcome === 'failed') return each.severity === 'critical' || failOn === 'warning';
      return each.outcome === 'warning' && failOn === 'warning';
    }),
  );
}
