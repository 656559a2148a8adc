import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';

/** Longer than the command line gives the programs that it runs, so that it can end them itself. */
const GRACE_MS = 8000;

/**
 * Ends a child that was started `detached` outside Windows, together with all it started: asks first, and ends what is
 * left after the grace time. Windows cannot ask a console program, there the tree is ended at once.
 */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true }, () => {});
    return;
  }
  const ended = once(child, 'exit');
  // Only the head is asked: it ends its own children in its own order.
  child.kill('SIGTERM');
  const timer = setTimeout(() => endGroup(child), GRACE_MS);
  await ended;
  clearTimeout(timer);
}

/** Ends it without asking, for when the editor itself goes away and cannot wait. */
export function abandonProcess(child: ChildProcess): void {
  if (child.pid !== undefined && !hasEnded(child)) child.kill('SIGTERM');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function endGroup(child: ChildProcess): void {
  try {
    process.kill(-(child.pid as number), 'SIGKILL');
  } catch {
    // It ended in between.
  }
}
