import type { PredictedValue } from './predictor-host.ts';

/** What came of one request. */
export interface Answered {
  readonly failed: boolean;
  readonly latencyMs: number;
  /** Scores of its rows or, without any, predictions. */
  readonly values: readonly PredictedValue[];
}

/** Of a version since the current step began; what an analysis judges. */
export interface StepFigures {
  readonly requests: number;
  readonly errors: number;
  /** Sorted. A fair sample where there were more than fit. */
  readonly latencies: readonly number[];
  /** A fair sample where there were more than fit. */
  readonly values: readonly PredictedValue[];
}

export interface VersionFigures {
  readonly requests: number;
  readonly errorRate: number;
  /** Of the last minute. */
  readonly lastMinute: number;
  /** Milliseconds, of the last minute; undefined without requests. */
  readonly p50: number | undefined;
  readonly p99: number | undefined;
}

/** Counts the requests of one version, in a bounded amount of memory. */
export interface FigureKeeper {
  add(answered: Answered, now?: number): void;
  now(now?: number): VersionFigures;
  step(): StepFigures;
  beginStep(): void;
}

const MINUTE_MS = 60_000;
const RECENT = 4096;
const SAMPLED = 4096;

export function keepFigures(random: () => number = Math.random): FigureKeeper {
  let requests = 0;
  let errors = 0;
  const seconds = new Map<number, number>();
  let recent: { readonly at: number; readonly ms: number }[] = [];
  let step = emptyStep();

  return {
    add({ failed, latencyMs, values }, now = Date.now()) {
      requests += 1;
      errors += failed ? 1 : 0;
      const second = Math.floor(now / 1000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
      for (const old of seconds.keys()) if (old <= second - 60) seconds.delete(old);
      recent.push({ at: now, ms: latencyMs });
      if (recent.length > 2 * RECENT) recent = recent.slice(-RECENT);
      step.requests += 1;
      step.errors += failed ? 1 : 0;
      sample(step.latencies, latencyMs, step.requests, random);
      for (const value of values) sample(step.values, value, ++step.rows, random);
    },
    now(now = Date.now()) {
      const since = Math.floor(now / 1000) - 60;
      let lastMinute = 0;
      for (const [second, count] of seconds) if (second > since) lastMinute += count;
      const sorted = recent.filter(({ at }) => at > now - MINUTE_MS).map(({ ms }) => ms);
      sorted.sort((a, b) => a - b);
      return {
        requests,
        errorRate: requests === 0 ? 0 : errors / requests,
        lastMinute,
        p50: quantile(sorted, 0.5),
        p99: quantile(sorted, 0.99),
      };
    },
    step: () => ({ ...step, latencies: step.latencies.toSorted((a, b) => a - b) }),
    beginStep() {
      step = emptyStep();
    },
  };
}

/** The smallest value that at least this share of the values does not exceed; undefined of no values. */
export function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

function emptyStep() {
  return { requests: 0, errors: 0, rows: 0, latencies: [] as number[], values: [] as PredictedValue[] };
}

/** Reservoir sampling (Vitter's algorithm R): each of the `seen` values is kept with the same chance. */
function sample<T>(kept: T[], value: T, seen: number, random: () => number): void {
  if (kept.length < SAMPLED) kept.push(value);
  else {
    const place = Math.floor(random() * seen);
    if (place < SAMPLED) kept[place] = value;
  }
}
