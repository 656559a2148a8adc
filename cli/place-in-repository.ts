import { openRepository } from '../core/platform/git.ts';
import { isInside, posixRelative, realPath, toPosix } from '../core/platform/paths.ts';

/**
 * How CI calls a file: from the top of the repository, wherever the command was given; outside of one from where it was
 * given. What lies elsewhere keeps its whole path.
 */
export async function placesInRepository(folder: string): Promise<(path: string) => string> {
  const repository = await openRepository(folder);
  const top = realPath(repository?.top ?? process.cwd());
  return (path) => {
    const real = realPath(path);
    return isInside(top, real) ? posixRelative(top, real) : toPosix(real);
  };
}
