import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Lets Node keep what it compiles, which is a quarter of the time of a short command. In the user's own folder: in one
 * that others can write to, they could put in other code. Node before 22.1 keeps nothing, and a folder that cannot be
 * written to is none.
 */
export function keepCompiledCode(): void {
  module.enableCompileCache?.(join(cacheFolder(), 'plumbline', 'compiled'));
}

/** Where the user's programs keep what they can make again. */
function cacheFolder(): string {
  const home = homedir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches');
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
  return process.env.XDG_CACHE_HOME ?? join(home, '.cache');
}
