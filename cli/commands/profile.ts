import { basename, resolve } from 'node:path';
import { nearestName } from '../../core/catalogue/nearest-name.ts';
import { kindOfPath } from '../../core/definitions/kinds.ts';
import type { DataSource } from '../../core/engine/data-source.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import { type Profile, profileSource } from '../../core/expectations/profile.ts';
import { exists } from '../../core/platform/files.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { writeAtomically } from '../../core/platform/write-atomically.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import { tablesFolder } from '../../core/tables/tables-folder.ts';
import type { Action, Call } from '../commands.ts';
import { dataFile, type Reach, reachOf } from '../data-file.ts';
import { EXIT } from '../exit-codes.ts';
import { groupSource, noRowsYet } from '../group-source.ts';
import { openProject } from '../open-project.ts';
import type { Output } from '../output.ts';
import { keepProfile } from '../record-profile.ts';
import { assertWritable, suiteNamed } from '../suite-file.ts';
import { acceptProposals } from './accept-proposals.ts';

/** `plumbline profile FILE|GROUP`: a readable suite drawn from data, to be read and put right by a person. */
export const profile: Action = async (call) => {
  const { args, options, output, signal } = call;
  if (options.result !== undefined) return acceptProposals(call);
  if (options.accept !== undefined) {
    throw new PlumblineError('usage', '--accept needs --result', {
      why: 'proposals have numbers in a profile that was kept',
      help: 'profile in a project first: with --format json it tells its `result`',
    });
  }
  const name = args[0] as string | undefined;
  if (name === undefined) {
    throw new PlumblineError('usage', 'no data was named', {
      help: 'plumbline profile FILE, or the name of a feature group',
    });
  }
  const { source, reach, suite, group } = await whatToProfile(name, call);
  const file = options.output as string | undefined;
  if (file !== undefined) await assertWritable(file);
  const engine = await startDuckDb(reach);
  try {
    const started = Date.now();
    const found = await profileSource({
      engine,
      source,
      name: suiteNamed(options.name as string | undefined, suite),
      ...(group === undefined ? {} : { featureGroup: group }),
      signal,
      onProgress: (message: string) => output.event({ event: 'progress', message }),
    });
    if (file !== undefined) await writeAtomically(resolve(file), found.yaml);
    const about = { ranAt: new Date(started).toISOString(), seconds: (Date.now() - started) / 1000 };
    const result = await keepProfile(found, about, output, signal);
    const value = inJson(found, { result, file });
    output.result('profile', true, value, file === undefined ? found.yaml : introduction(file, found.rows, output));
    return EXIT.ok;
  } finally {
    await engine.dispose();
  }
};

function inJson(
  { yaml, rows, columns, drawn }: Profile,
  { result, file }: { readonly result: string | undefined; readonly file: string | undefined },
) {
  const { proposals, keys, dependencies } = drawn;
  return {
    suite: yaml,
    rows,
    columns,
    proposals,
    keys,
    dependencies,
    ...(result === undefined ? {} : { result }),
    ...(file === undefined ? {} : { file }),
  };
}

function introduction(file: string, rows: number, { options, paint }: Output): string {
  if (options.quiet) return '';
  return [
    `${file}: a suite drawn from ${plural(rows, 'row')}`,
    'Read it before you trust it: it says what is, not what must be.',
    ...(kindOfPath(file) === 'expectation-suite'
      ? []
      : [paint.dim('A project finds suites by their names: they end in .expectations.yaml')]),
  ].join('\n');
}

interface Subject {
  readonly source: DataSource;
  readonly reach: Reach;
  /** Name for the suite. */
  readonly suite: string;
  readonly group?: string;
}

/** A file if there is one of that name, else a feature group of the project. */
async function whatToProfile(name: string, { output, signal }: Call): Promise<Subject> {
  if (/[/\\*?]|\.(parquet|csv|tsv|json|jsonl|ndjson|gz)$/i.test(name) || (await exists(resolve(name)))) {
    const source = await dataFile(name);
    return { source, reach: await reachOf(source.path), suite: suiteName(name) };
  }
  const { project, storage } = await openProject(output.options, signal);
  const group = project.resolve('feature-group', name);
  if (group?.key === undefined) {
    const groups = project.names('feature-group');
    const nearest = nearestName(name, groups);
    throw new PlumblineError('usage', `there is neither a file nor a feature group ${name}`, {
      where: project.root,
      help: nearest === undefined ? `there is ${groups.join(', ') || 'none yet'}` : `did you mean ${nearest}?`,
    });
  }
  const { key } = group;
  const source = await groupSource(storage, { ...group, key });
  if (source === undefined) throw noRowsYet(project, key);
  const label = `${key.name}@${key.version}`;
  return {
    source: { ...source, label },
    reach: { folders: [tablesFolder(storage)], files: [] },
    suite: key.name,
    group: label,
  };
}

/** A name that files, SQL and people can live with. */
function suiteName(file: string): string {
  const stem = basename(file).replace(/\.(parquet|csv|tsv|json|jsonl|ndjson)?(\.gz)?$/i, '');
  const name = stem.replaceAll(/[^A-Za-z0-9_]+/g, '_').replace(/^[^A-Za-z]+/, '');
  return name === '' ? 'profiled' : name;
}
