import { join } from 'node:path';
import { type Connection, FileChangeType, type FileSystemWatcher, WatchKind } from 'vscode-languageserver';
import { readPlainText } from '../core/platform/files.ts';
import { isInside } from '../core/platform/paths.ts';
import { walk } from '../core/platform/walk.ts';
import { LARGEST } from '../core/project/load-project.ts';
import type { Session } from './session.ts';
import { pathOfUri } from './uris.ts';
import type { Workspace } from './workspace.ts';

/** Files whose changes on the disk matter. */
export const WATCHERS: readonly FileSystemWatcher[] = [
  // Definitions and Python, what decides which files count, Git's state, and the registry.
  { globPattern: '**/*.{yaml,yml,json,py}' },
  { globPattern: '**/.gitignore' },
  { globPattern: '**/.git/{HEAD,packed-refs,refs/**}' },
  { globPattern: '**/registry.db' },
  { globPattern: '**/snapshots/deployments/*.json' },
  // Of a folder that is moved or removed the editor tells the folder alone, and definitions name files of any kind.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

/** What has to be done when such a file has changed. */
export interface Reactions {
  readonly discover: () => Promise<void>;
  readonly refreshBases: () => Promise<void>;
  readonly refreshResults: () => Promise<void>;
  /** Something that serves has told new figures. */
  readonly tellLive: () => void;
  readonly safely: (work: Promise<unknown>) => void;
}

export function watchFiles(connection: Connection, workspace: Workspace, reactions: Reactions): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const types = new Map(
      changes.flatMap(({ uri, type }) => {
        const path = pathOfUri(uri);
        return path === undefined ? [] : [[path, type] as const];
      }),
    );
    const kinds = Map.groupBy(types.keys(), kindOf);
    if (kinds.has('git')) reactions.safely(reactions.refreshBases());
    if (kinds.has('registry')) reactions.safely(reactions.refreshResults());
    if (kinds.has('snapshot')) reactions.tellLive();
    for (const path of kinds.get('ignore') ?? []) workspace.forget(path);
    const isStored = (path: string) => workspace.sessions.some(({ storage }) => isInside(storage, path));
    // What Plumbline itself stores is no definition, and much of it comes and goes while something runs.
    const files = [...(kinds.get('file') ?? []), ...(kinds.get('project') ?? [])].filter((path) => !isStored(path));
    const follow = async () => {
      if (kinds.has('ignore') || kinds.has('project')) await reactions.discover();
      for (const path of files) await followFile(workspace, path, types.get(path) === FileChangeType.Deleted);
      const isNews = files.some((path) => types.get(path) !== FileChangeType.Changed);
      if (isNews) for (const session of workspace.sessions) session.recheckPaths();
    };
    reactions.safely(follow());
  });
}

function kindOf(path: string): 'git' | 'registry' | 'snapshot' | 'ignore' | 'project' | 'file' {
  if (/[\\/]\.git[\\/]/.test(path)) return 'git';
  if (/[\\/]registry\.db$/.test(path)) return 'registry';
  if (/[\\/]snapshots[\\/]deployments[\\/][^\\/]+\.json$/.test(path)) return 'snapshot';
  if (/[\\/]\.gitignore$/.test(path)) return 'ignore';
  return /[\\/]plumbline\.ya?ml$/.test(path) ? 'project' : 'file';
}

async function followFile(workspace: Workspace, path: string, isGone: boolean): Promise<void> {
  const found = workspace.find(path);
  if (found === undefined) return;
  if (/\.(ya?ml|json|py)$/.test(path)) found.session.sync(found.path, await readPlainText(path, LARGEST));
  else if (isGone) removeBelow(found.session, `${found.path}/`);
  else if (!/\.[^\\/]*$/.test(path)) await addBelow(workspace, found.session, path);
}

/** What went may have been a folder. */
function removeBelow({ project, sync }: Session, folder: string): void {
  for (const path of [...project.files.keys(), ...project.python.keys()]) {
    if (path.startsWith(folder)) sync(path, undefined);
  }
}

/** What came may be a folder with files in it. */
async function addBelow(workspace: Workspace, session: Session, folder: string): Promise<void> {
  for (const { path } of await walk(session.root, { accept: (name) => /\.(ya?ml|json|py)$/.test(name) })) {
    const absolute = join(session.root, path);
    const isOurs = isInside(folder, absolute) && workspace.find(absolute)?.session === session;
    if (isOurs) session.sync(path, await readPlainText(absolute, LARGEST));
  }
}

/** Undefined where no file is, or none that can be read. */
export async function textOnDisk(uri: string): Promise<string | undefined> {
  const path = pathOfUri(uri);
  return path === undefined ? undefined : readPlainText(path, LARGEST).catch(() => undefined);
}
