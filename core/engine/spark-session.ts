import { join } from 'node:path';
import { assetPath } from '../platform/assets.ts';
import { type Conversation, startConversation } from '../platform/conversation.ts';
import { frame, readFrames } from '../platform/frames.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { QueryOptions } from './query-engine.ts';
import { BridgeError, type BridgeProblem, sparkProblem } from './spark-problems.ts';

export interface SparkOptions {
  /** The interpreter that has the user's pyspark. */
  readonly python: string;
  /** Such as `local[*]`; what is not given here comes from the environment, as Spark reads it. */
  readonly master?: string;
  /** Address of a Spark Connect server. */
  readonly remote?: string;
  /** Where the session's own files come to lie, and what relative addresses are relative to. */
  readonly cwd?: string;
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
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
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
    else {
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
    }
  };
  const conversation = await startConversation(program(options), {
    onBytes: readFrames(onMessage),
    onLine(line) {
      said.push(line);
      if (said.length > REMEMBERED_LINES) said.shift();
    },
  });
  void conversation.ended.then((how) => {
    const gone = new PlumblineError('failed', 'the process of Spark ended', {
      why: [how, ...said.slice(-3)].join('; '),
      help: 'see whether it had enough memory (spark.driver.memory), and whether pyspark runs on its own',
    });
    first.reject(gone);
    for (const each of waiting.values()) each.reject(gone);
    waiting.clear();
  });
  const version = await started(conversation, first.promise, options);
  let number = 0;
  return {
    version,
    async ask<T>(question: Question, { signal }: QueryOptions = {}): Promise<T> {
      if (signal?.aborted) throw new PlumblineError('cancelled', 'cancelled');
      const id = ++number;
      const answered = new Promise<Answer>((resolve, reject) => waiting.set(id, { resolve, reject }));
      const cancel = (): void => conversation.say(frame({ cancel: id }));
      signal?.addEventListener('abort', cancel, { once: true });
      conversation.say(frame({ id, ...question }));
      try {
        const { answer, problem } = await answered;
        if (problem !== undefined) throw new BridgeError(problem);
        return answer as T;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    end: () => conversation.end(),
  };
}

function program({ python, master, remote, cwd }: SparkOptions) {
  const folder = assetPath('python');
  return {
    program: python,
    args: [join(folder, 'plumbline_spark.py'), JSON.stringify({ master, remote })],
    ...(cwd === undefined ? {} : { cwd }),
    env: { PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1', PYSPARK_PYTHON: process.env.PYSPARK_PYTHON ?? python },
    help: 'install Python 3.10 or newer, or name the interpreter under `python` in plumbline.yaml',
  };
}

async function started(conversation: Conversation, first: Promise<Answer>, options: SparkOptions): Promise<string> {
  const timer = setTimeout(() => void conversation.end(0), START_MS);
  try {
    const { ready, problem } = await first;
    if (ready === undefined) throw sparkProblem(new BridgeError(problem), options.python);
    return ready.version;
  } catch (error) {
    await conversation.end(0);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
