import { startDuckDb } from '../../engine/duckdb.ts';
import type { VersionEvaluation } from '../evaluation.ts';
import type { Gate } from '../gates/gate.ts';
import { JUDGED, type TrainingData } from '../training-data.ts';
import type { AskableModel, NotAsked } from './askable-model.ts';
import type { BehaviourResult, BehaviourTest } from './behaviour-result.ts';
import { runBehaviourTests } from './behaviour-tests.ts';
import { inALine } from './in-a-line.ts';
import { type Latency, measureLatency } from './latency.ts';
import { measureParity, type Parity } from './parity.ts';
import { drawRows, picked } from './test-rows.ts';

/** What the trained model itself said when it was asked, before it became a version. */
export interface AskedModel {
  readonly latency: Latency | NotAsked;
  /** In the order of the model file; empty where it has no tests. */
  readonly behaviour: readonly BehaviourResult[] | NotAsked;
  /** Not asked where no gate wants to know: looking rows up takes a while. */
  readonly parity: Parity | NotAsked;
}

export interface QuestionsRequest {
  /** Starts the process of the model. Undefined where the model names no predictor. */
  readonly start: (() => Promise<AskableModel>) | undefined;
  readonly tests: readonly (BehaviourTest | undefined)[];
  readonly gates: readonly (Gate | undefined)[];
  readonly data: TrainingData;
  /** Primary key of the view's left group. */
  readonly primaryKey: readonly string[];
  readonly evaluation: VersionEvaluation;
  readonly signal: AbortSignal;
}

const PARITY_ROWS = 300;
const LATENCY_ROWS = 110;

/** Puts all questions that a training run has. What cannot be asked says why; only a cancelled run is an error. */
export async function askModel(request: QuestionsRequest): Promise<AskedModel> {
  const { start, signal } = request;
  if (start === undefined) return unasked('the model names no `predictor` that could be asked');
  let model: AskableModel;
  try {
    model = await start();
  } catch (error) {
    signal.throwIfAborted();
    return unasked(inALine(error));
  }
  try {
    return await questions(request, model);
  } finally {
    await model.end();
  }
}

async function questions(request: QuestionsRequest, model: AskableModel): Promise<AskedModel> {
  const { tests, gates, data, primaryKey, evaluation, signal } = request;
  const { features, keys } = data;
  const engine = await startDuckDb({ folders: [data.folder], threads: 2 });
  try {
    const path = data.splits[JUDGED] ?? '';
    const relation = await engine.open({ path, label: `${data.ref}, ${JUDGED}` }, { signal });
    const rows = await drawRows(engine, relation, { limit: Math.max(PARITY_ROWS, LATENCY_ROWS) }, { signal });
    const asked = rows.slice(0, LATENCY_ROWS).map(({ values }) => picked(values, features));
    const latency = await attempt(signal, () => measureLatency(model, asked));
    const behaviour = await attempt(signal, () =>
      runBehaviourTests(engine, { model, tests, relation, features, keys }, { signal }),
    );
    const wanted = gates.some((gate) => gate !== undefined && 'parity' in gate);
    if (!wanted) return { latency, behaviour, parity: { lacking: 'no gate asks for it' } };
    const parity = await attempt(signal, () =>
      measureParity({
        model,
        rows: rows.slice(0, PARITY_ROWS),
        relation,
        features,
        keys,
        primaryKey,
        eventTime: data.eventTime,
        predictions: evaluation.judged,
      }),
    );
    return { latency, behaviour, parity };
  } finally {
    await engine.dispose();
  }
}

async function attempt<T>(signal: AbortSignal, question: () => Promise<T>): Promise<T | NotAsked> {
  try {
    return await question();
  } catch (error) {
    signal.throwIfAborted();
    return { lacking: inALine(error) };
  }
}

function unasked(lacking: string): AskedModel {
  return { latency: { lacking }, behaviour: { lacking }, parity: { lacking } };
}
