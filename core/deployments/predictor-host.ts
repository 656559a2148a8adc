import { join } from 'node:path';
import { pythonEnvironment } from '../pipelines/python-environment.ts';
import { assetPath } from '../platform/assets.ts';
import { startConversation } from '../platform/conversation.ts';
import { frame, readFrames } from '../platform/frames.ts';
import { PlumblineError } from '../platform/problem.ts';

/** What a model sees of a row, and what it is asked with: plain values by the name of the feature. */
export type FeatureValue = string | number | boolean | null;
export type FeatureRow = Readonly<Record<string, FeatureValue>>;

export type PredictedValue = string | number | boolean | readonly PredictedValue[];

/** What came of one row. */
export type RowResult =
  | {
      readonly prediction: PredictedValue;
      readonly score?: PredictedValue;
      /** Features that the row lacked, and that were computed from what it had. */
      readonly computed?: FeatureRow;
    }
  | { readonly error: string };

/** What is computed of a row before it is predicted, by the functions that compute it in training. */
export interface OnDemand {
  /** By the name of the feature: `features/geo.py::haversine_km`, relative to `code/`. */
  readonly functions: Readonly<Record<string, string>>;
  /** Types of all columns, as definitions write them. */
  readonly types: Readonly<Record<string, string>>;
  /** The names that the predictor sees. */
  readonly features: readonly string[];
}

/** A version of a model as its folder has it; enough to serve it, whatever has become of the project since. */
export interface HostedVersion {
  readonly python: string;
  /** Folder of the version, absolute: with `code/` and `model/` in it. */
  readonly folder: string;
  /** The file with `class Predictor`, relative to `code/`. */
  readonly predictor: string;
  readonly onDemand?: OnDemand | undefined;
}

/** A Python process that has the model loaded. One question at a time. */
export interface PredictorHost {
  readonly pid: number | undefined;
  /** Rejects with `Refused` if the predictor raised, and with a problem if the process ended. */
  ask(rows: readonly FeatureRow[]): Promise<readonly RowResult[]>;
  /** Resolves when the process has ended, with words for how. */
  readonly ended: Promise<string>;
  end(): Promise<void>;
}

/** What the predictor raised, in a line: `ValueError: …`. The process goes on. */
export class Refused extends Error {}

/** Loading a model may take its time, but not for ever. */
const LOADING_MS = 120_000;

interface Answer {
  readonly ready?: boolean;
  readonly results?: readonly RowResult[];
  readonly error?: string;
}

/** Starts a process and waits until it has loaded the model. What it prints goes to `onLine`. */
export async function startHost(
  { python, folder, predictor, onDemand }: HostedVersion,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<PredictorHost> {
  let waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void } | undefined;
  const answers = readFrames((message) => {
    const asked = waiting;
    waiting = undefined;
    asked?.resolve(message as Answer);
  });
  const next = () =>
    new Promise<Answer>((resolve, reject) => {
      waiting = { resolve, reject };
    });
  const first = next();
  const conversation = await startConversation(
    {
      program: python,
      args: [
        join(assetPath('python'), 'plumbline_host.py'),
        predictor,
        ...(onDemand === undefined ? [] : [JSON.stringify(onDemand)]),
      ],
      cwd: folder,
      // The folder of a version never changes: no compiled files beside the code.
      env: { ...pythonEnvironment(), ...oneThread(), PYTHONDONTWRITEBYTECODE: '1' },
    },
    { onBytes: answers, onLine },
  );
  let gone: PlumblineError | undefined;
  void conversation.ended.then((how) => {
    gone = new PlumblineError('failed', 'the process of the model ended', { where: folder, why: how });
    waiting?.reject(gone);
    waiting = undefined;
  });
  const giveUp = () => void conversation.end(0);
  const timer = setTimeout(giveUp, LOADING_MS);
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    const { ready, error } = await first;
    if (ready !== true) {
      throw new PlumblineError('failed', 'the model cannot be loaded', { where: folder, why: error });
    }
  } catch (error) {
    await conversation.end(0);
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
  return {
    pid: conversation.pid,
    ended: conversation.ended,
    end: () => conversation.end(),
    async ask(rows) {
      // Nobody would ever answer.
      if (gone !== undefined) throw gone;
      const answer = next();
      conversation.say(frame({ rows }));
      const { results, error } = await answer;
      if (results === undefined) throw new Refused(error ?? 'the process of the model gave no answer');
      return results;
    },
  };
}

/**
 * Numerical libraries start a thread for each processor, and these wait for one another in busy loops: for a few rows that
 * costs more than it brings, on a machine with other work a hundred times more. Several rows at once are what `workers`
 * are for. Who knows better sets the variable for the server.
 */
function oneThread(): Readonly<Record<string, string>> {
  const names = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS'];
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '1']));
}
