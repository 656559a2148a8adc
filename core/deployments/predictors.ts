import { setTimeout as sleep } from 'node:timers/promises';
import { describeError } from '../platform/problem.ts';
import type { FeatureRow, PredictorHost, RowResult } from './predictor-host.ts';
import { Refused } from './predictor-host.ts';

/** The processes of one version, behind one queue. */
export interface Predictors {
  /** Resolves when a first process is ready; rejects if the first attempt fails. */
  readonly ready: Promise<void>;
  readonly isReady: boolean;
  /** Why no process is ready, if one has failed. */
  readonly problem: string | undefined;
  /** Rejects with `Refused` if the predictor raised, with `Unavailable` if its process is gone. */
  predict(rows: readonly FeatureRow[], signal: AbortSignal): Promise<readonly RowResult[]>;
  /** Lets what was asked be answered, then ends the processes. */
  dispose(): Promise<void>;
}

export class Unavailable extends Error {}

export interface PredictorsOptions {
  readonly workers: number;
  /** A call that takes longer hangs: its process is ended, and another one started. */
  readonly hangsAfterMs: number;
  readonly notify: (message: string) => void;
}

/** So many rows go into one call at most, so that nobody waits long behind somebody else's thousands. */
const ROWS_IN_A_CALL = 1024;
/** Beyond so many requests that wait, new ones are refused: they would only be answered when nobody waits any more. */
const MOST_WAITING = 2000;
const PAUSES_MS = { first: 100, longest: 10_000, forgottenAfter: 30_000 };

interface Job {
  readonly rows: readonly FeatureRow[];
  readonly done: (results: readonly RowResult[]) => void;
  readonly failed: (error: unknown) => void;
  /** Its neighbours in a call may be at fault, or it may: it goes once more, by itself. */
  alone: boolean;
}

/**
 * Keeps `workers` processes of a version running, with growing pauses between attempts. What waits while a process is
 * busy goes into its next call together: a call of 32 rows costs hardly more than one of a single row.
 */
export function startPredictors(
  start: (signal: AbortSignal) => Promise<PredictorHost>,
  { workers, hangsAfterMs, notify }: PredictorsOptions,
): Predictors {
  const idle: PredictorHost[] = [];
  const hosts = new Set<PredictorHost>();
  const ending = new AbortController();
  let queue: Job[] = [];
  let busy = 0;
  let problem: string | undefined;
  let whenIdle: (() => void) | undefined;
  const first = Promise.withResolvers<void>();
  first.promise.catch(() => {});

  const keepers = Array.from({ length: workers }, keepOne);

  async function keepOne(): Promise<void> {
    let pause = PAUSES_MS.first;
    while (!ending.signal.aborted) {
      const began = Date.now();
      try {
        const host = await start(ending.signal);
        problem = undefined;
        hosts.add(host);
        idle.push(host);
        first.resolve();
        dispatch();
        const how = await host.ended;
        hosts.delete(host);
        const place = idle.indexOf(host);
        if (place >= 0) idle.splice(place, 1);
        if (!ending.signal.aborted) notify(`a process of the model is gone, and is started again: ${how}`);
        problem = how;
      } catch (error) {
        if (ending.signal.aborted) break;
        problem = describeError(error);
        first.reject(error);
        if (hosts.size === 0) failAll(new Unavailable(problem));
      }
      if (Date.now() - began > PAUSES_MS.forgottenAfter) pause = PAUSES_MS.first;
      await sleep(pause, undefined, { signal: ending.signal }).catch(() => {});
      pause = Math.min(pause * 2, PAUSES_MS.longest);
    }
  }

  function failAll(error: unknown): void {
    const jobs = queue;
    queue = [];
    for (const job of jobs) job.failed(error);
  }

  function dispatch(): void {
    while (queue.length > 0 && idle.length > 0) {
      const host = idle.shift() as PredictorHost;
      void call(host, nextJobs());
    }
    if (queue.length === 0 && busy === 0) whenIdle?.();
  }

  function free(host: PredictorHost): void {
    if (hosts.has(host)) idle.push(host);
  }

  /** What waits, up to the limit; at least one, however large. */
  function nextJobs(): readonly Job[] {
    let count = 0;
    let rows = 0;
    for (const job of queue) {
      if (count > 0 && (job.alone || rows + job.rows.length > ROWS_IN_A_CALL)) break;
      rows += job.rows.length;
      count += 1;
      if (job.alone) break;
    }
    return queue.splice(0, count);
  }

  async function call(host: PredictorHost, jobs: readonly Job[]): Promise<void> {
    busy += 1;
    const hangs = setTimeout(() => {
      notify(`a call of the model has taken longer than ${hangsAfterMs} ms; its process is ended`);
      void host.end();
    }, hangsAfterMs);
    try {
      const results = await host.ask(jobs.flatMap(({ rows }) => rows));
      let from = 0;
      for (const { rows, done } of jobs) {
        done(results.slice(from, from + rows.length));
        from += rows.length;
      }
      free(host);
    } catch (error) {
      if (!(error instanceof Refused)) {
        for (const { failed } of jobs) failed(new Unavailable(describeError(error)));
      } else {
        free(host);
        if (jobs.length === 1) jobs[0]?.failed(error);
        else queue.unshift(...jobs.map((job) => ({ ...job, alone: true })));
      }
    } finally {
      clearTimeout(hangs);
      busy -= 1;
      dispatch();
    }
  }

  return {
    ready: first.promise,
    get isReady() {
      return hosts.size > 0;
    },
    get problem() {
      return problem;
    },
    predict(rows, signal) {
      return new Promise((resolve, reject) => {
        if (ending.signal.aborted) return reject(new Unavailable('this version is no longer served'));
        if (hosts.size === 0 && problem !== undefined) return reject(new Unavailable(problem));
        if (queue.length >= MOST_WAITING) return reject(new Unavailable('too many requests wait; ask again later'));
        const forget = () => {
          queue = queue.filter((waiting) => waiting.done !== job.done);
          reject(signal.reason);
        };
        const job: Job = {
          rows,
          alone: false,
          done: (results) => {
            signal.removeEventListener('abort', forget);
            resolve(results);
          },
          failed: (error) => {
            signal.removeEventListener('abort', forget);
            reject(error);
          },
        };
        if (signal.aborted) return reject(signal.reason);
        signal.addEventListener('abort', forget, { once: true });
        queue.push(job);
        dispatch();
      });
    },
    async dispose() {
      if (hosts.size > 0 && (queue.length > 0 || busy > 0)) {
        await Promise.race([
          new Promise<void>((resolve) => {
            whenIdle = resolve;
          }),
          sleep(hangsAfterMs, undefined, { signal: ending.signal }).catch(() => {}),
        ]);
      }
      ending.abort();
      first.reject(new Unavailable('this version is no longer served'));
      failAll(new Unavailable('this version is no longer served'));
      await Promise.all([...hosts].map((host) => host.end()));
      await Promise.all(keepers);
    },
  };
}
