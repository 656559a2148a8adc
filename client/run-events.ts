import type { RunEvent } from '../core/views/progress.ts';

const EVENTS: ReadonlySet<string> = new Set<RunEvent['event']>([
  'started',
  'progress',
  'log',
  'test',
  'suite',
  'result',
  'error',
  'cancelled',
]);

/** One line of NDJSON as an event; undefined for anything else that found its way into the output. */
export function readRunEvent(line: string): RunEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isEvent(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEvent(value: unknown): value is RunEvent {
  return typeof value === 'object' && value !== null && 'event' in value && EVENTS.has(String(value.event));
}
