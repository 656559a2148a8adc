import type { AssetKind } from '../definitions/meaning.ts';
import { rangesIn } from '../documents/position.ts';
import type { DefinitionFile } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';
import { listAssets, type RegisteredAsset } from '../registry/assets.ts';
import { listCommits, type RecordedCommit } from '../registry/commits.ts';
import type { LineageNode as Node } from '../registry/edges.ts';
import { findRun } from '../registry/runs.ts';
import { readState } from '../registry/states.ts';
import type { Queries } from '../registry/store.ts';
import { number, plural } from '../reports/numbers-in-words.ts';
import type { LineageNode } from './lineage-page.ts';
import type { Position } from './position.ts';
import { versionNow } from './version-now.ts';

type Drawn = Omit<LineageNode, 'id'>;

/** Whether the registry knows of something, with edges or without. */
export function exists(db: Queries, { kind, id }: Node): boolean {
  switch (kind) {
    case 'run':
      return findRun(db, id) !== undefined;
    case 'commit':
      return commitOf(db, id) !== undefined;
    case 'deployment':
      return readState(db, 'deployment', id) !== undefined;
    default:
      return assetOf(db, kind, id) !== undefined;
  }
}

/** A node of the registry's record as the lineage page draws it. */
export function drawNode(project: Project, db: Queries, { kind, id }: Node): Drawn {
  const place = (asset: AssetKind, name: string) => definitionOf(project, asset, name);
  const plain = { kind, label: id, detail: undefined, state: 'unknown', target: undefined } as const;
  switch (kind) {
    case 'commit': {
      const [table = id] = id.split('/');
      const commit = commitOf(db, id);
      const detail = commit === undefined ? undefined : `${momentOf(commit.at)}, ${rowsInWords(commit)}`;
      return { ...plain, label: `commit of ${table}`, detail, target: place('feature-group', table) };
    }
    case 'run': {
      const run = findRun(db, id);
      const git = run?.git?.commit?.slice(0, 7);
      const code = git === undefined ? undefined : `code ${git}${run?.git?.dirty ? ' with changes' : ''}`;
      return {
        ...plain,
        label: run?.asset === undefined ? 'run' : `run of ${run.asset.name}`,
        detail: [run && momentOf(run.startedAt), code].filter(Boolean).join(', ') || undefined,
        state: run?.status === 'succeeded' ? 'passed' : run?.status === 'failed' ? 'failed' : 'unknown',
        target: run?.asset?.kind === 'pipeline' ? place('pipeline', run.asset.name) : undefined,
      };
    }
    case 'training-dataset': {
      const dataset = assetOf(db, kind, id);
      const detail = dataset && `data ${dataset.fingerprint.slice(0, 12)}`;
      return { ...plain, detail, target: place('feature-view', id.replace(/\/\d+$/, '')) };
    }
    case 'model-version': {
      const version = versionNow(db, assetOf(db, kind, id));
      const { passed, metrics } = (version?.details ?? {}) as {
        readonly passed?: boolean;
        readonly metrics?: Readonly<Record<string, { readonly value?: number | null } | undefined>>;
      };
      const [name, figure] = Object.entries(metrics ?? {})[0] ?? [];
      const told = typeof figure?.value === 'number' ? `${name} ${figure.value.toPrecision(3)}` : undefined;
      const state = passed === undefined ? 'unknown' : passed ? 'passed' : 'failed';
      return { ...plain, detail: told, state, target: place('model', id.replace(/@.*/, '')) };
    }
    case 'code': {
      const [path = id, name] = id.split('::');
      const target = name === undefined ? placeOfClass(project, path) : placeOfFunction(project, id);
      return { ...plain, label: name ?? path, detail: name === undefined ? undefined : path, target };
    }
    case 'feature-group':
    case 'feature-view':
    case 'pipeline':
    case 'deployment':
      return { ...plain, target: place(kind, id) };
    case 'file':
      return { ...plain, target: { file: id, range: { start: TOP, end: TOP } } };
    default:
      return plain;
  }
}

function commitOf(db: Queries, id: string): RecordedCommit | undefined {
  const [table = '', instant] = id.split('/');
  return listCommits(db, table).find((commit) => commit.instant === instant);
}

/** `arrival_delay@3` of a model version, `arrival_delay@1/2` of a training dataset. */
function assetOf(db: Queries, kind: string, id: string): RegisteredAsset | undefined {
  const at = Math.max(id.lastIndexOf('/'), kind === 'training-dataset' ? -1 : id.lastIndexOf('@'));
  return listAssets(db, kind, id.slice(0, at)).find(({ version }) => version === Number(id.slice(at + 1)));
}

function rowsInWords({ rows: { added, updated, deleted }, total }: RecordedCommit): string {
  const parts = [
    added > 0 && `+${number(added)}`,
    updated > 0 && `${number(updated)} updated`,
    deleted > 0 && `−${number(deleted)}`,
  ];
  return [...parts, plural(total, 'row')].filter(Boolean).join(' · ');
}

const momentOf = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

function definitionOf(project: Project, kind: AssetKind, name: string): LineageNode['target'] {
  const file = project.resolve(kind, name) as DefinitionFile | undefined;
  if (file === undefined) return undefined;
  return { file: file.path, range: rangesIn(project.textOf(file.path))(project.spanOf(file, ['name'])) };
}

function placeOfFunction(project: Project, reference: string): LineageNode['target'] {
  const found = project.pythonFunction(reference);
  if (found === undefined) return undefined;
  const { path } = found.source;
  return { file: path, range: rangesIn(project.textOf(path))(found.fn.nameSpan) };
}

/** A predictor is a class; where that begins is of more use than the top of its file. */
function placeOfClass(project: Project, path: string): LineageNode['target'] {
  const method = project.python.get(path)?.functions.find(({ inClass }) => inClass !== undefined);
  if (method === undefined) return { file: path, range: { start: TOP, end: TOP } };
  return { file: path, range: rangesIn(project.textOf(path))(method.nameSpan) };
}

const TOP: Position = { line: 0, character: 0 };
