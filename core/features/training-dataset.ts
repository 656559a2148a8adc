import { join } from 'node:path';
import type { QueryEngine, QueryOptions } from '../engine/query-engine.ts';
import { actor } from '../platform/actor.ts';
import { remove } from '../platform/files.ts';
import { withLock } from '../platform/lock.ts';
import { PlumblineError } from '../platform/problem.ts';
import { findAsset, registerAsset } from '../registry/assets.ts';
import { commitId } from '../registry/commits.ts';
import { addEdge } from '../registry/edges.ts';
import { recordEvent } from '../registry/events.ts';
import type { Registry } from '../registry/registry.ts';
import type { Transaction } from '../registry/store.ts';
import { type Manifest, TRAINING_DATASET, type TrainingDatasetDetails } from './dataset-details.ts';
import { fileOf, hashOfFiles, readManifest, writeDatasetFolder } from './dataset-files.ts';
import type { DatasetPlan } from './dataset-plan.ts';
import { type DatasetRows, datasetRows } from './dataset-rows.ts';
import { movedOn, type ReadGroup } from './group-rows.ts';
import type { ViewField } from './view-query.ts';

export interface DatasetRequest extends QueryOptions {
  /** May read the tables, and write below the storage folder. */
  readonly engine: QueryEngine;
  readonly registry: Registry;
  readonly plan: DatasetPlan;
  readonly read: ReadGroup;
}

export interface TrainingDataset {
  /** `arrival_delay@1/1`. */
  readonly ref: string;
  /** Of its content: see `dataHash`. */
  readonly hash: string;
  /** The folder of its files, absolute. */
  readonly path: string;
  /** Absolute paths by part: `{train: …/train.parquet}`. */
  readonly files: Readonly<Record<string, string>>;
  readonly details: TrainingDatasetDetails;
  /** False if it was there before. */
  readonly created: boolean;
  /** Groups that have newer commits than those that were read. */
  readonly newer: readonly string[];
}

/**
 * Makes a training dataset, or finds it: what is registered never changes, whatever has been committed since. The files
 * of one that is there are held against its hash; those of one whose files are gone are made again from the same
 * commits. All files appear in one step: a process that is killed leaves all of them or none.
 */
export async function ensureTrainingDataset(request: DatasetRequest): Promise<TrainingDataset> {
  const { folder } = placeOf(request);
  const what = `the training dataset ${request.plan.ref}`;
  return withLock(`${folder}.lock`, () => ensured(request, folder), { what, timeoutMs: 600_000 });
}

async function ensured(request: DatasetRequest, folder: string): Promise<TrainingDataset> {
  const { registry, plan } = request;
  const known = await registered(request);
  const there = await readManifest(folder);
  if (known !== undefined) {
    if (there === undefined) await make(request, folder, known);
    else await assertSameFiles(request, folder, known);
    return found(request, folder, known, false);
  }
  // A folder that is not registered is whole all the same: its maker was killed between the two steps.
  const kept = there?.definition === plan.fingerprint ? there : undefined;
  if (kept === undefined) await remove(folder);
  else await assertSameFiles(request, folder, kept);
  const made = kept ?? (await make(request, folder));
  await registry.write((db) => register(db, request, made));
  return found(request, folder, made, true);
}

export interface RecreatedDataset {
  /** As it is registered. */
  readonly manifest: Manifest;
  /** As it turns out now. */
  readonly hash: string;
  readonly path: string;
}

/** Reads the commits of a registered training dataset again, and works out its hash anew; writes nothing. */
export async function recreateTrainingDataset(request: DatasetRequest): Promise<RecreatedDataset> {
  const { engine, plan, read } = request;
  const manifest = await registered(request);
  if (manifest === undefined) {
    throw new PlumblineError('usage', `the training dataset ${plan.ref} has not been created yet`, {
      help: `plumbline td create ${plan.ref}`,
    });
  }
  const rows = await datasetRows(engine, plan, read, manifest.commits, request);
  await rows.dispose();
  return { manifest, hash: rows.hash, path: placeOf(request).folder };
}

function placeOf({ registry, plan }: DatasetRequest): { readonly file: string; readonly folder: string } {
  const file = `training_datasets/${plan.view.view.replace('@', '_')}/${plan.number}`;
  return { file, folder: join(registry.storage, file) };
}

/** What is registered under the number; with another definition than now it is an error. */
async function registered({ registry, plan }: DatasetRequest): Promise<Manifest | undefined> {
  const known = await registry.read((db) => findAsset(db, TRAINING_DATASET, plan.view.view, plan.number));
  if (known === undefined) return undefined;
  const manifest = { hash: known.fingerprint, ...(known.details as TrainingDatasetDetails) };
  if (manifest.definition === plan.fingerprint) return manifest;
  throw new PlumblineError('findings', `the training dataset ${plan.ref} is registered with another definition`, {
    where: plan.view.file.path,
    why: `query, filter or split of the view changed after it was created (${manifest.created_at})`,
    help: 'declare what you changed as the next training dataset, or as the next version of the view',
  });
}

/** Of a dataset that is registered already, the rows must turn out the same. */
async function make(request: DatasetRequest, folder: string, known?: Manifest): Promise<Manifest> {
  const { engine, plan, read } = request;
  const rows = await datasetRows(engine, plan, read, known?.commits, request);
  try {
    if (known !== undefined && rows.hash !== known.hash) throw differs(plan, known.hash, rows.hash);
    const manifest = known ?? manifestOf(plan, rows);
    await writeDatasetFolder(engine, folder, manifest, rows.part, request);
    return manifest;
  } finally {
    await rows.dispose();
  }
}

function manifestOf(plan: DatasetPlan, { hash, rows, query, commits, leftOut }: DatasetRows): Manifest {
  const named = (role: ViewField['role']) => query.fields.flatMap((each) => (each.role === role ? [each.name] : []));
  return {
    hash,
    view: plan.view.view,
    dataset: plan.number,
    splits: rows,
    left_out: leftOut,
    features: named('feature'),
    labels: named('label'),
    keys: query.keys,
    event_time: query.eventTime ?? null,
    columns: query.fields.map(({ name, type, role }) => ({ name, type, role })),
    commits,
    filter: plan.filter?.text ?? null,
    split: plan.split,
    definition: plan.fingerprint,
    created_at: new Date().toISOString(),
  };
}

function register(db: Transaction, request: DatasetRequest, { hash, ...details }: Manifest): void {
  const { number: version, ref, view } = request.plan;
  const { file } = placeOf(request);
  registerAsset(db, { kind: TRAINING_DATASET, name: view.view, version, file, fingerprint: hash, details });
  const to = { kind: TRAINING_DATASET, id: ref };
  addEdge(db, { from: { kind: 'feature-view', id: view.view }, to, role: 'read' });
  for (const [group, instant] of Object.entries(details.commits)) {
    addEdge(db, { from: { kind: 'commit', id: commitId(group, instant) }, to, role: 'read' });
  }
  const subject = `${TRAINING_DATASET}:${ref}`;
  recordEvent(db, { actor: actor(), action: 'registered', subject, details: { hash, commits: details.commits } });
}

async function assertSameFiles({ engine, plan, ...rest }: DatasetRequest, folder: string, known: Manifest) {
  const hash = await hashOfFiles(engine, folder, known, rest);
  if (hash === known.hash) return;
  throw new PlumblineError('findings', `the files of the training dataset ${plan.ref} are not what was registered`, {
    where: folder,
    why: `their hash is ${hash}; that of the dataset is ${known.hash}`,
    help: 'remove the folder, and create the dataset again: it is made from the same commits',
  });
}

/** The same commits gave other rows. */
export function differs({ ref }: DatasetPlan, registered: string, now: string): PlumblineError {
  return new PlumblineError('findings', `the training dataset ${ref} does not turn out the same again`, {
    why: `its hash is ${now} now; ${registered} is registered`,
    help: 'rows of a commit were changed outside of Plumbline: put the tables back, or declare the next training dataset',
  });
}

async function found(
  { plan, read }: DatasetRequest,
  path: string,
  { hash, ...details }: Manifest,
  created: boolean,
): Promise<TrainingDataset> {
  const files = Object.fromEntries(Object.keys(details.splits).map((part) => [part, fileOf(path, part)]));
  const newer = await movedOn(plan.view, read, details.commits);
  return { ref: plan.ref, hash, path, files, details, created, newer };
}
