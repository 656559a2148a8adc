import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCode } from './file-problem.ts';

/** Tells one process from every other one, also from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The machine, or the container, in which the number means something. */
  readonly host: string;
  /** When the process began, in the system's own count; `undefined` where the system does not say. */
  readonly began: string | undefined;
}

/** `unknown`: the process belongs to another machine or container. */
export type ProcessState = 'alive' | 'dead' | 'unknown';

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, host: thisHost(), began: lifeOf(process.pid)?.began };
}

export function stateOf(identity: ProcessIdentity): ProcessState {
  if (identity.host !== thisHost()) return 'unknown';
  if (!answers(identity.pid)) return 'dead';
  const life = lifeOf(identity.pid);
  if (life === undefined) return 'alive';
  if (life.ended) return 'dead';
  return identity.began === undefined || identity.began === life.began ? 'alive' : 'dead';
}

/** True for a process of this number that is there and can still do something. */
export function isAlive(pid: number): boolean {
  return answers(pid) && lifeOf(pid)?.ended !== true;
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

let host: string | undefined;

/** Containers may share a host name and a disk, but not their process numbers: on Linux the name space tells them apart. */
function thisHost(): string {
  host ??= [hostname(), ...processNamespace()].join(' ');
  return host;
}

function processNamespace(): readonly string[] {
  try {
    return process.platform === 'linux' ? [readlinkSync('/proc/self/ns/pid')] : [];
  } catch {
    return [];
  }
}

/** True if a process of this group can still do something; `undefined` where the system does not say. */
export function isGroupAlive(group: number): boolean | undefined {
  if (process.platform !== 'linux') return undefined;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.some((pid) => {
    const life = lifeOf(Number(pid));
    return life?.group === group && !life.ended;
  });
}

interface Life {
  readonly began: string;
  readonly ended: boolean;
  readonly group: number;
}

/**
 * Linux alone tells cheaply when a process began, and whether it has ended but is not yet buried (state Z). While one
 * of its threads is still at work, it has not ended: that thread may be just about to write.
 * In /proc/PID/stat the name stands in brackets and may hold anything; the fields after it are counted from the state.
 */
function lifeOf(pid: number): Life | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = '', group, threads, began] = [fields[0], fields[2], fields[17], fields[19]];
    if (began === undefined) return undefined;
    return { began, ended: /^[ZX]$/.test(state) && Number(threads) <= 1, group: Number(group) };
  } catch {
    return undefined;
  }
}
