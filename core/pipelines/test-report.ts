import { posixRelative } from '../platform/paths.ts';

/** What happens while tests run; lines count from 0, files are relative to the project where they lie in it. */
export type TestEvent = { readonly kind: 'collected'; readonly count: number } | FinishedTest;

export interface FinishedTest {
  readonly kind: 'finished';
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error';
  readonly seconds: number;
  /** Why it did not pass: what pytest would print, or the reason for a skip. */
  readonly message: string | undefined;
  /** Where it went wrong. */
  readonly at: { readonly file: string; readonly line: number } | undefined;
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reads the lines of our pytest plugin (`python/plumbline_pytest.py` says what they hold), and counts. */
export function testReport(
  root: string,
  onEvent: (event: TestEvent) => void,
): { readonly hear: (line: string) => void; readonly counts: TestCounts } {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const known = new Map<string, Place>();
  const relative = (file: string) => posixRelative(root, file);
  return {
    counts,
    hear(text) {
      const line = JSON.parse(text) as ReportLine;
      if (line.event === 'collected') {
        for (const { id, file, line: at, name } of line.tests) known.set(id, { file: relative(file), line: at, name });
        onEvent({ kind: 'collected', count: line.tests.length });
      }
      if (line.event !== 'finished') return;
      const { id, outcome, duration, message, longrepr, file, line: at } = line;
      counts[outcome === 'error' ? 'failed' : outcome] += 1;
      onEvent({
        kind: 'finished',
        id,
        // What cannot be collected goes by the path of its file.
        ...(known.get(id) ?? { file: id, line: 0, name: id }),
        outcome,
        seconds: duration,
        message: longrepr ?? message ?? undefined,
        at: file === null ? undefined : { file: relative(file), line: at ?? 0 },
      });
    },
  };
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

type ReportLine =
  | { readonly event: 'collected'; readonly tests: readonly (Place & { readonly id: string })[] }
  | { readonly event: 'started' }
  | {
      readonly event: 'finished';
      readonly id: string;
      readonly outcome: FinishedTest['outcome'];
      readonly duration: number;
      readonly message: string | null;
      readonly longrepr: string | null;
      readonly file: string | null;
      readonly line: number | null;
    };
