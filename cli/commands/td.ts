import { join, resolve } from 'node:path';
import { nearestName } from '../../core/catalogue/nearest-name.ts';
import { parseAssetRef } from '../../core/definitions/asset.ts';
import { startDuckDb } from '../../core/engine/duckdb.ts';
import type { Manifest } from '../../core/features/dataset-details.ts';
import { planDataset } from '../../core/features/dataset-plan.ts';
import { readTables } from '../../core/features/read-tables.ts';
import {
  type DatasetRequest,
  differs,
  ensureTrainingDataset,
  recreateTrainingDataset,
} from '../../core/features/training-dataset.ts';
import type { ViewFile } from '../../core/features/view-plan.ts';
import { copyFile, makeFolder } from '../../core/platform/files.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import type { Project } from '../../core/project/project.ts';
import { openRegistry } from '../../core/registry/registry.ts';
import { plural } from '../../core/reports/numbers-in-words.ts';
import type { Action, Call } from '../commands.ts';
import { endWithError } from '../end-with-error.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import type { Output } from '../output.ts';

/** `plumbline td create VIEW`: joins, filters and splits, once and for all. */
export const createTrainingData: Action = (call) =>
  withDataset(call, viewAndNumber, async (request) => {
    const { options, output } = call;
    output.event({ event: 'progress', message: `training data ${request.plan.ref}` });
    const dataset = await ensureTrainingDataset(request);
    const folder = options.output as string | undefined;
    if (folder !== undefined) await copyTo(resolve(folder), dataset.files);
    const { created, newer, path, details } = dataset;
    const value = { ...told({ ...details, hash: dataset.hash }), path, created, newer };
    const words = [
      headline(created ? 'created' : 'is there already', dataset.ref, details, output),
      ...factsInWords({ ...details, hash: dataset.hash }, path),
      ...(newer.length === 0
        ? []
        : [
            `  ${newer.join(', ')} ${newer.length === 1 ? 'has' : 'have'} newer commits, which only a new dataset reads`,
          ]),
    ];
    output.result('td create', true, value, output.options.quiet ? '' : words.join('\n'));
    return EXIT.ok;
  });

/** `plumbline td recreate VIEW@N`: reads the same commits again; another hash is a finding. */
export const recreateTrainingData: Action = (call) =>
  withDataset(call, datasetNumber, async (request) => {
    const { output, signal } = call;
    output.event({ event: 'progress', message: `training data ${request.plan.ref}` });
    const { manifest, hash, path } = await recreateTrainingDataset(request);
    const value = { ...told(manifest), path, created: false, recreated: hash };
    if (hash !== manifest.hash) {
      return endWithError(differs(request.plan, manifest.hash, hash), output, signal, value);
    }
    const words = [
      headline('turns out the same again', request.plan.ref, manifest, output),
      ...factsInWords(manifest, path),
    ];
    output.result('td recreate', true, value, output.options.quiet ? '' : words.join('\n'));
    return EXIT.ok;
  });

/** What the person named: a view, and the number of one of its datasets if they gave one. */
type Asked = (project: Project, text: string) => { readonly view: ViewFile; readonly number: number | undefined };

async function withDataset(
  { args, output, signal }: Call,
  asked: Asked,
  work: (request: DatasetRequest) => Promise<number>,
): Promise<number> {
  const { project, storage } = await openProject(output.options, signal);
  const { view, number } = asked(project, String(args[0]).replace(/^(training-dataset|feature-view):/, ''));
  const plan = planDataset(project, view, number);
  await makeFolder(storage);
  const registry = await openRegistry(storage);
  try {
    const engine = await startDuckDb({ folders: [storage] });
    try {
      return await work({ engine, registry, plan, read: readTables(storage), signal });
    } finally {
      await engine.dispose();
    }
  } finally {
    registry.dispose();
  }
}

/** `arrival_delay`, `arrival_delay@1` or `arrival_delay@1/2`. */
function viewAndNumber(project: Project, text: string) {
  const [reference = '', number] = text.split('/');
  return { view: viewNamed(project, reference), number: number === undefined ? undefined : numberOf(number, text) };
}

/** `arrival_delay@1/2`, or `arrival_delay@2` for number 2 of the view's highest version. */
function datasetNumber(project: Project, text: string) {
  if (text.includes('/')) return viewAndNumber(project, text);
  const { name, version } = parseAssetRef(text);
  return { view: viewNamed(project, name), number: numberOf(version, text) };
}

function numberOf(written: string | number | undefined, text: string): number {
  if (/^[1-9]\d*$/.test(String(written))) return Number(written);
  throw new PlumblineError('usage', `${text} names no training dataset`, {
    help: 'write the view, its version and the number of the dataset: arrival_delay@1/2',
  });
}

function viewNamed(project: Project, reference: string): ViewFile {
  const { name, version } = parseAssetRef(reference);
  const file = project.resolve('feature-view', reference);
  // A version that is not there resolves to nothing; an alias is none of a view's.
  if (file?.key !== undefined && (version === undefined || version === file.key.version)) {
    return { ...file, key: file.key };
  }
  const known = project.assets('feature-view').flatMap(({ key }) => (key ? [`${key.name}@${key.version}`] : []));
  const nearest = nearestName(name, project.names('feature-view'));
  throw new PlumblineError('usage', `there is no feature view ${reference}`, {
    where: project.root,
    help:
      nearest === undefined || nearest === name
        ? `there is ${known.join(', ') || 'none yet'}`
        : `did you mean ${nearest}?`,
  });
}

async function copyTo(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [part, file] of Object.entries(files)) await copyFile(file, join(folder, `${part}.parquet`));
}

function told({ view, dataset, hash, splits, left_out, commits, features, labels, keys }: Manifest) {
  return { view, dataset, hash, rows: total(splits), splits, left_out, commits, features, labels, keys };
}

function headline(what: string, ref: string, { splits }: Pick<Manifest, 'splits'>, { paint }: Output): string {
  const rows = plural(total(splits), 'row');
  return `${paint.green('✓')} ${paint.bold(ref)} ${what} ${paint.dim(`(${rows})`)}`;
}

function factsInWords({ hash, splits, left_out, commits }: Manifest, path: string): readonly string[] {
  const parts = Object.entries(splits).map(([part, rows]) => `${part} ${rows.toLocaleString('en-US')}`);
  const left = left_out === 0 ? [] : [`in no part ${left_out.toLocaleString('en-US')}`];
  return [
    `  hash     ${hash}`,
    `  rows     ${[...parts, ...left].join(', ')}`,
    `  commits  ${Object.entries(commits)
      .map(([group, instant]) => `${group} ${instant}`)
      .join(', ')}`,
    `  files    ${path}`,
  ];
}

function total(splits: Manifest['splits']): number {
  return Object.values(splits).reduce((sum, rows) => sum + rows, 0);
}
