import { join } from 'node:path';
import { assetId, parseTrainingDatasetRef } from '../core/definitions/asset.ts';
import type { QueryEngine, QueryOptions } from '../core/engine/query-engine.ts';
import { fileOf, readManifest } from '../core/features/dataset-files.ts';
import { rowsFiltered } from '../core/monitoring/filter.ts';
import { writeLoggedRows } from '../core/monitoring/logged-rows.ts';
import type { Rows } from '../core/monitoring/rows.ts';
import { rowsInWindow, type Window, windowInWords, windowUntilNow } from '../core/monitoring/window.ts';
import { PlumblineError } from '../core/platform/problem.ts';
import type { DefinitionFileOf } from '../core/project/definition-file.ts';
import { viewColumns } from '../core/project/view-columns.ts';
import { reachOf } from './data-file.ts';
import { type DriftSide, fileSide, groupSide } from './drift-side.ts';
import type { OpenProject } from './open-project.ts';

export type MonitorFile = DefinitionFileOf<'monitor'>;
type Data = NonNullable<MonitorFile['definition']['reference']>;

/** One side of a monitor: what its file says of it, and the rows that its window and its filter leave. */
export async function monitorSide(
  home: OpenProject,
  monitor: MonitorFile,
  which: 'reference' | 'current',
  temporary: string,
): Promise<DriftSide> {
  const data = monitor.definition[which] ?? {};
  const kinds = ['feature_group', 'file', 'training_dataset', 'deployment'] as const;
  const named = kinds.filter((kind) => data[kind] !== undefined);
  if (named.length !== 1) {
    throw new PlumblineError(
      'usage',
      `${which}: ${named.length === 0 ? 'no data is named' : 'several data are named'}`,
      {
        where: monitor.path,
        help: `name one of ${kinds.join(', ')}`,
      },
    );
  }
  if (data.deployment !== undefined) return filtered(await deploymentSide(home, data, temporary), data.filter);
  const { side, eventTime } = await storedSide(home, monitor, data);
  return filtered(windowed(side, eventTime, data.window as Window | undefined), data.filter);
}

async function storedSide(home: OpenProject, monitor: MonitorFile, data: Data) {
  const { project, storage } = home;
  if (data.file !== undefined) {
    const path = join(project.root, data.file);
    return { side: fileSide({ path, label: data.file }, await reachOf(path)), eventTime: undefined };
  }
  if (data.training_dataset !== undefined) return datasetSide(home, data.training_dataset);
  const group = project.resolve('feature-group', data.feature_group ?? '');
  if (group?.key === undefined) throw notThere(monitor, `there is no feature group ${data.feature_group}`);
  const side = await groupSide(project, storage, { ...group, key: group.key });
  return { side, eventTime: group.definition.event_time };
}

/** What a model was trained on: the training part, where the dataset is split. */
async function datasetSide({ project, storage }: OpenProject, ref: string) {
  const { view: viewRef, dataset = 1 } = parseTrainingDatasetRef(ref);
  const view = project.resolve('feature-view', viewRef);
  const name = view?.key === undefined ? viewRef.name : assetId(view.key).replace(/^feature-view:/, '');
  const folder = join(storage, 'training_datasets', name.replace('@', '_'), String(dataset));
  const manifest = await readManifest(folder);
  if (manifest === undefined) {
    throw new PlumblineError('failed', 'the training dataset is not created yet', {
      where: `${name}/${dataset}`,
      help: `plumbline td create ${name}`,
    });
  }
  const part = manifest.splits.train === undefined ? 'all' : 'train';
  const path = fileOf(folder, part);
  const compared = new Set([...manifest.features, ...manifest.labels]);
  const columns = view === undefined ? undefined : viewColumns(project, view).byName;
  const side: DriftSide = {
    ...fileSide({ path, label: `${name}/${dataset}${part === 'all' ? '' : ` (${part})`}` }, await reachOf(path)),
    compares: (names) => names.filter((each) => compared.has(each)),
    origin: (column) => originIn(columns?.get(column)),
  };
  return { side, eventTime: manifest.event_time ?? undefined };
}

function originIn(column: { readonly group: string | undefined; readonly feature: string } | undefined) {
  return column?.group === undefined ? undefined : { group: column.group, feature: column.feature };
}

/** What a deployment was asked: the features of the requests that it has logged, with what it predicted. */
async function deploymentSide({ project, storage }: OpenProject, data: Data, temporary: string): Promise<DriftSide> {
  const name = String(data.deployment);
  const window = (data.window ?? {}) as Window;
  const model = project.resolve('deployment', name)?.definition.model;
  const viewRef = model === undefined ? undefined : project.resolve('model', model)?.definition.feature_view;
  const view = viewRef === undefined ? undefined : project.resolve('feature-view', viewRef);
  const columns = view === undefined ? undefined : viewColumns(project, view).byName;
  const { file, rows } = await writeLoggedRows(storage, name, windowUntilNow(window, Date.now()), temporary);
  const label = data.window === undefined ? name : `${name}, ${windowInWords(window)}`;
  if (rows === 0) {
    throw new PlumblineError('failed', 'the deployment has logged no predictions', {
      where: label,
      help: data.window === undefined ? `plumbline serve ${name}` : 'widen the window',
    });
  }
  return {
    ...fileSide({ path: file, label, format: 'json-lines' }, { folders: [temporary], files: [] }),
    isPart: true,
    origin: (column) => originIn(columns?.get(column)),
  };
}

function windowed(side: DriftSide, eventTime: string | undefined, window: Window | undefined): DriftSide {
  if (window === undefined) return side;
  return after(side, `${side.label}, ${windowInWords(window)}`, (engine, rows, options) =>
    rowsInWindow(engine, rows, eventTime, window, options),
  );
}

function filtered(side: DriftSide, filter: string | undefined): DriftSide {
  if (filter === undefined) return side;
  return after(side, `${side.label} where ${filter}`, async (engine, rows) => rowsFiltered(engine, rows, filter));
}

function after(
  side: DriftSide,
  label: string,
  narrow: (engine: QueryEngine, rows: Rows, options: QueryOptions) => Promise<Rows>,
): DriftSide {
  return {
    ...side,
    label,
    open: async (engine, options) => narrow(engine, await side.open(engine, options), options),
  };
}

function notThere(monitor: MonitorFile, what: string): PlumblineError {
  return new PlumblineError('usage', what, { where: monitor.path });
}
