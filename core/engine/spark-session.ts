import { join } from 'node:path';
import { assetPath } from '../platform/assets.ts';
import { type Conversation, startConversation } from '../platform/conversation.ts';
import { frame, readFrames } from '../platform/frames.ts';
import { PlumblineError } from '../platform/problem.ts';
import { newTemporaryFolder, removeTemporaryFolder } from '../platform/temporary-folder.ts';
import type { QueryOptions } from './query-engine.ts';
import { BridgeError, type BridgeProblem, sparkProblem } from './spark-problems.ts';

export interface SparkOptions {
  /** The interpreter that has the user's pyspark. */
  readonly python: string;
  /** Such as `local[*]`; what is not given here comes from the environment, as Spark reads it. */
  readonly master?: string;
  /** Address of a Spark Connect server. */
  readonly remote?: string;
  /** Calls the start off. */
  readonly signal?: AbortSignal;
}

/** A Spark session in a Python process, which answers one question after the other. */
export interface SparkSession {
  readonly version: string;
  ask<T>(question: Question, options?: QueryOptions): Promise<T>;
  end(): Promise<void>;
}

export interface Question {
  readonly do: 'open' | 'query' | 'columns' | 'execute' | 'numbers' | 'values' | 'register' | 'check';
  readonly [argument: string]: unknown;
}

interface Answer {
  readonly id?: number;
  readonly ready?: { readonly version: string };
  readonly answer?: unknown;
  readonly problem?: BridgeProblem;
  /** The share of a question that is done; its answer is still to come. */
  readonly progress?: number;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: QueryOptions['onProgress'];
}

/** A cluster may take its time to give out machines, but not for ever. */
const START_MS = 300_000;
/** What Spark wrote last is what explains why it ended. */
const REMEMBERED_LINES = 30;

export async function startSparkSession(options: SparkOptions): Promise<SparkSession> {
  const waiting = new Map<number, Waiting>();
  const said: string[] = [];
  const first = Promise.withResolvers<Answer>();
  const onMessage = (message: unknown): void => {
    const answer = message as Answer;
    if (answer.id === undefined) first.resolve(answer);
    else if (answer.progress !== undefined) waiting.get(answer.id)?.onProgress?.(answer.progress);
    else {
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
    }
  };
  // Spark leaves folders where it is started, and nothing of a validation belongs into the project.
  const folder = await newTemporaryFolder();
  const conversation = await startConversation(program(options, folder), {
    onBytes: readFrames(onMessage),
    onLine(line) {
      said.push(line);
      if (said.length > REMEMBERED_LINES) said.shift();
    },
  }).catch(async (error: unknown) => {
    await removeTemporaryFolder(folder);
    throw error;
  });
  const gone = conversation.ended.finally(() => removeTemporaryFolder(folder));
  let problem: PlumblineError | undefined;
  void conversation.ended.then((how) => {
    problem = new PlumblineError('failed', 'the process of Spark ended', {
      why: [how, ...said.slice(-3)].join('; '),
      help: 'see whether it had enough memory (spark.driver.memory), and whether pyspark runs on its own',
    });
    first.reject(problem);
    for (const each of waiting.values()) each.reject(problem);
    waiting.clear();
  });
  const version = await started(conversation, first.promise, options);
  let number = 0;
  return {
    version,
    async ask<T>(question: Question, { signal, onProgress }: QueryOptions = {}): Promise<T> {
      if (problem !== undefined) throw problem;
      if (signal?.aborted) throw new PlumblineError('cancelled', 'cancelled');
      const id = ++number;
      const answered = new Promise<Answer>((resolve, reject) =>
        waiting.set(id, { resolve, reject, onProgress: forwards(onProgress) }),
      );
      const cancel = (): void => conversation.say(frame({ cancel: id }));
      signal?.addEventListener('abort', cancel, { once: true });
      conversation.say(frame({ id, ...question, ...(onProgress ? { progress: true } : {}) }));
      try {
        const answer = await answered;
        if (answer.problem !== undefined) throw new BridgeError(answer.problem);
        return answer.answer as T;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    async end() {
      await conversation.end();
      await gone;
    },
  };
}

/** A query that begins another job seems to be less far than before, which nobody wants to be told. */
function forwards(onProgress: QueryOptions['onProgress']): QueryOptions['onProgress'] {
  let furthest = 0;
  return (
    onProgress &&
    ((fraction) => {
      if (fraction <= furthest) return;
      furthest = fraction;
      onProgress(fraction);
    })
  );
}

function program({ python, master, remote }: SparkOptions, cwd: string) {
  const folder = assetPath('python');
  return {
    program: python,
    args: [join(folder, 'plumbline_spark.py'), JSON.stringify({ master, remote })],
    cwd,
    env: { PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1', PYSPARK_PYTHON: process.env.PYSPARK_PYTHON ?? python },
    help: 'install Python 3.10 or newer, or name the interpreter under `python` in plumbline.yaml',
  };
}

async function started(conversation: Conversation, first: Promise<Answer>, options: SparkOptions): Promise<string> {
  const { signal } = options;
  const giveUp = (): void => void conversation.end(0);
  const timer = setTimeout(giveUp, START_MS);
  signal?.addEventListener('abort', giveUp, { once: true });
  if (signal?.aborted) giveUp();
  try {
    const { ready, problem } = await first;
    if (ready === undefined) throw sparkProblem(new BridgeError(problem), options.python);
    return ready.version;
  } catch (error) {
    await conversation.end(0);
    throw signal?.aborted ? new PlumblineError('cancelled', 'cancelled') : error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    clearTimeout(timer);
  }
}
