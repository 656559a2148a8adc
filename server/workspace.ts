import { dirname, join } from 'node:path';
import { describeError } from '../core/platform/problem.ts';
import { walk } from '../core/platform/walk.ts';
import { openSession, type Session, type SessionHost } from './session.ts';
import { pathBelow } from './uris.ts';

/** A file of a project. */
export interface Found {
  readonly session: Session;
  /** Relative to the project's root, with `/`. */
  readonly path: string;
}

/** The projects in the folders that are open; a repository may hold several, side by side or one in another. */
export interface Workspace {
  readonly sessions: readonly Session[];
  /** The project that a file belongs to: the innermost one. */
  find(path: string): Found | undefined;
  /** Looks for projects, and opens or closes what has come or gone; returns those opened. */
  discover(folders: readonly string[]): Promise<readonly Session[]>;
  /** Closes the project that a path belongs to; the next look opens it anew. */
  forget(path: string): void;
  dispose(): void;
}

export function createWorkspace(host: SessionHost): Workspace {
  const open = new Map<string, { readonly session: Session; readonly inner: string }>();
  const closing = new AbortController();
  let looking: Promise<unknown> = Promise.resolve();

  function close(root: string): void {
    open.get(root)?.session.dispose();
    open.delete(root);
  }

  async function look(folders: readonly string[]): Promise<readonly Session[]> {
    const roots = [...new Set((await Promise.all(folders.map(projectsIn))).flat())];
    // Where another project begins, the files of the one around it end.
    const inner = (root: string) => roots.filter((other) => pathBelow(root, other) !== undefined).join('\n');
    for (const [root, known] of open) if (!roots.includes(root) || known.inner !== inner(root)) close(root);
    const opened: Session[] = [];
    for (const root of roots) {
      if (open.has(root) || closing.signal.aborted) continue;
      try {
        const session = await openSession(root, host, closing.signal);
        open.set(root, { session, inner: inner(root) });
        opened.push(session);
      } catch (error) {
        host.warn(`${root} cannot be opened: ${describeError(error)}`);
      }
    }
    return opened;
  }

  const find: Workspace['find'] = (path) => {
    let found: Found | undefined;
    for (const { session } of open.values()) {
      const below = pathBelow(session.root, path);
      if (below !== undefined && (found === undefined || session.root.length > found.session.root.length)) {
        found = { session, path: below };
      }
    }
    return found;
  };

  return {
    get sessions() {
      return [...open.values()].map(({ session }) => session);
    },
    find,
    discover(folders) {
      // One look after the other, so that no project is opened twice.
      const next = looking.then(() => look(folders));
      looking = next.catch(() => undefined);
      return next;
    },
    forget(path) {
      const found = find(path);
      if (found !== undefined) close(found.session.root);
    },
    dispose() {
      closing.abort();
      for (const root of [...open.keys()]) close(root);
    },
  };
}

async function projectsIn(folder: string): Promise<readonly string[]> {
  const files = await walk(folder, { accept: (name) => /^plumbline\.ya?ml$/.test(name) });
  return [...new Set(files.map(({ path }) => dirname(join(folder, path))))].sort();
}
