import { join } from 'node:path';
import { type AppendFile, createAppendFile } from '../platform/append-file.ts';
import { describeError } from '../platform/problem.ts';
import type { Prediction } from './prediction.ts';
import { logFolder } from './prediction-log.ts';

/** Takes predictions and writes them off the request path. */
export interface LogWriter {
  /** Their ids were made one after the other, after those of all that were added before. */
  add(predictions: readonly Prediction[]): void;
  /** Lines that are safe on the disk, lines that could not be written, and why. */
  readonly told: { readonly written: number; readonly lost: number; readonly problem?: string };
  /** Resolves when all that was added is safe on the disk, or known to be lost. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface LogOptions {
  /** What is added within this time goes to the disk together. */
  readonly everyMs?: number;
  /** A file that has grown past this is closed, and the next one begun. */
  readonly segmentBytes?: number;
  readonly notify: (message: string) => void;
}

/**
 * Each process writes files of its own, so that no line is ever joined to what another one left half written. A disk
 * that is full loses lines, which is told and counted; predictions go on.
 */
export function openPredictionLog(
  storage: string,
  deployment: string,
  { everyMs = 50, segmentBytes = 16 * 1024 * 1024, notify }: LogOptions,
): LogWriter {
  let waiting: Prediction[] = [];
  let file: AppendFile | undefined;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let written = 0;
  let lost = 0;
  let problem: string | undefined;

  async function write(): Promise<void> {
    const batch = waiting;
    waiting = [];
    const [first] = batch;
    if (first === undefined) return;
    try {
      // Ids sort by time: the name of a file tells that nothing in it is older.
      file ??= await createAppendFile(join(logFolder(storage, deployment), `${first.id}.jsonl`));
      await file.append(batch.map((prediction) => `${JSON.stringify(prediction)}\n`).join(''));
      written += batch.length;
      problem = undefined;
      if (file.size >= segmentBytes) await closeFile();
    } catch (error) {
      lost += batch.length;
      const words = describeError(error);
      if (problem === undefined) notify(`predictions of ${deployment} are not logged: ${words}`);
      problem = words;
      // It may end in half a line: nothing is added to it any more.
      await closeFile();
    }
  }

  async function closeFile(): Promise<void> {
    await file?.close().catch(() => {});
    file = undefined;
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  }

  return {
    add(predictions) {
      waiting.push(...predictions);
      timer ??= setTimeout(() => void flush(), everyMs);
    },
    get told() {
      return { written, lost, ...(problem === undefined ? {} : { problem }) };
    },
    flush,
    async close() {
      await flush();
      await closeFile();
    },
  };
}
