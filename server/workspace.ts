import { dirname, join } from 'node:path';
import { walk } from '../core/platform/walk.ts';
import { openSession, type Session, type SessionHost } from './session.ts';
import { pathBelow } from './uris.ts';

/** The projects in the folders that are open; a repository may hold several, side by side or one in another. */
export interface Workspace {
  readonly sessions: readonly Session[];
  /** The project that a file belongs to (the innermost one), and its path there. */
  find(path: string): { readonly session: Session; readonly path: string } | undefined;
  /** Looks for projects, and opens or closes what has come or gone. */
  discover(folders: readonly string[]): Promise<void>;
  dispose(): void;
}

export function createWorkspace(hostOf: (root: string) => SessionHost): Workspace {
  const open = new Map<string, Session>();
  const closing = new AbortController();

  return {
    get sessions() {
      return [...open.values()];
    },
    find(path) {
      const homes = [...open.values()].filter((session) => pathBelow(session.root, path) !== undefined);
      const session = homes.sort((a, b) => b.root.length - a.root.length)[0];
      const below = session === undefined ? undefined : pathBelow(session.root, path);
      return session === undefined || below === undefined ? undefined : { session, path: below };
    },
    async discover(folders) {
      const roots = new Set((await Promise.all(folders.map(projectsIn))).flat());
      for (const [root, session] of open) {
        if (roots.has(root)) continue;
        session.dispose();
        open.delete(root);
      }
      for (const root of roots) {
        if (!open.has(root)) open.set(root, await openSession(root, hostOf(root), closing.signal));
      }
    },
    dispose() {
      closing.abort();
      for (const session of open.values()) session.dispose();
    },
  };
}

async function projectsIn(folder: string): Promise<readonly string[]> {
  const files = await walk(folder);
  return files
    .filter(({ path }) => /(^|\/)plumbline\.ya?ml$/.test(path))
    .map(({ path }) => dirname(join(folder, path)))
    .sort();
}
