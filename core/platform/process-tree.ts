import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGroupAlive } from './process-identity.ts';

/** After SIGKILL only the system's own bookkeeping is waited for. */
const burialMs = 1000;

/**
 * Ends a child that was started `detached` (the head of its own process group), and all it started.
 * Asks first, and ends what is still there after the grace time. Windows knows no asking for console programs.
 */
export async function endTree(child: ChildProcess, graceMs: number): Promise<void> {
  if (process.platform === 'win32') {
    await once(spawn('taskkill', taskkill(child), { windowsHide: true, stdio: 'ignore' }), 'close');
    return;
  }
  signalGroup(child, 'SIGTERM');
  await gone(child, graceMs);
  signalGroup(child, 'SIGKILL');
  await gone(child, burialMs);
}

/** True while the child or anything in its group is there. */
export function isTreeAlive(child: ChildProcess): boolean {
  if (process.platform === 'win32') return child.exitCode === null && child.signalCode === null;
  // The dead whom nobody has buried, as happens in containers, still take signals.
  return signalGroup(child, 0) && isGroupAlive(child.pid ?? 0) !== false;
}

const living = new Set<ChildProcess>();

/** Ends the child should this process exit first, whatever the reason was. Returns how to call that off. */
export function leavesNothingBehind(child: ChildProcess): () => void {
  if (living.size === 0) process.on('exit', endAllNow);
  living.add(child);
  return () => {
    living.delete(child);
    if (living.size === 0) process.off('exit', endAllNow);
  };
}

function endAllNow(): void {
  for (const child of living) {
    if (process.platform === 'win32') spawnSync('taskkill', taskkill(child), { windowsHide: true });
    else signalGroup(child, 'SIGKILL');
  }
}

function taskkill(child: ChildProcess): readonly string[] {
  return ['/pid', String(child.pid), '/T', '/F'];
}

async function gone(child: ChildProcess, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  for (let pause = 5; isTreeAlive(child) && performance.now() < until; pause = Math.min(pause * 2, 50))
    await sleep(pause);
}

/** The number of a group is not given out again while a member lives, so this never hits a stranger. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}
