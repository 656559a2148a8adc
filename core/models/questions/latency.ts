import type { AskableModel, NotAsked, Row } from './askable-model.ts';

/** How long one row takes, in milliseconds: from the question to the answer of the model's process, without HTTP. */
export interface Latency {
  /** Questions that were timed. */
  readonly questions: number;
  readonly latency_p50_ms: number;
  readonly latency_p95_ms: number;
  readonly latency_p99_ms: number;
}

/** What only the first answers take: code that is imported late, memory that is asked for. */
const WARM_UP = 10;
const TIMED = 100;
/** A slow model is timed on fewer rows. Its upper percentiles are then the slowest answers, and so rather too high. */
const BUDGET_MS = 2000;

/** Asks for one row after the other. The figures are those of this machine with what else it was doing. */
export async function measureLatency(
  { ask }: Pick<AskableModel, 'ask'>,
  rows: readonly Row[],
  now: () => number = () => performance.now(),
): Promise<Latency | NotAsked> {
  if (rows.length === 0) return { lacking: 'the test split has no rows' };
  const rowAt = (place: number) => [rows[place % rows.length] as Row];
  const began = now();
  const isLate = () => now() - began > BUDGET_MS;
  for (let place = 0; place < WARM_UP && !isLate(); place += 1) await ask(rowAt(place));
  const times: number[] = [];
  while (times.length < TIMED && (times.length === 0 || !isLate())) {
    const asked = now();
    const [answer] = await ask(rowAt(WARM_UP + times.length));
    if (answer !== undefined && 'error' in answer) return { lacking: answer.error };
    times.push(now() - asked);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return {
    questions: times.length,
    latency_p50_ms: quantile(sorted, 0.5),
    latency_p95_ms: quantile(sorted, 0.95),
    latency_p99_ms: quantile(sorted, 0.99),
  };
}

/** The smallest value that at least this share of the values does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return Number(value.toFixed(3));
}
