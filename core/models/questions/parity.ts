import type { Relation } from '../../engine/query-engine.ts';
import type { Json } from '../../engine/value.ts';
import type { Predictions } from '../predictions.ts';
import type { AskableModel, NotAsked, Row } from './askable-model.ts';
import { floatColumns, predictedAt, sameAnswer, sameValue } from './same-value.ts';
import { picked, type TestRow } from './test-rows.ts';

/** Whether serving sees what training saw, and says what it said. */
export interface Parity {
  readonly passed: boolean;
  /** Rows that were looked up and compared. */
  readonly rows: number;
  /** Rows that serving does not find by their key. */
  readonly notFound: number;
  /** Rows that are not the latest of their key, which serving never sees; they are not compared. */
  readonly older: number;
  /** Features that were computed anew, as for a request that does not give them. */
  readonly recomputed: readonly string[];
  /** Features that differ. */
  readonly features: readonly Difference[];
  /** The prediction or its score, where it differs. */
  readonly prediction: Difference | null;
}

export interface Difference {
  readonly name: string;
  readonly rows: number;
  readonly example: { readonly key: Row; readonly trained: Json; readonly served: Json };
}

export interface ParityRequest {
  readonly model: AskableModel;
  readonly rows: readonly TestRow[];
  readonly relation: Relation;
  readonly features: readonly string[];
  readonly keys: readonly string[];
  /** The key of the row as its group names it, in the order of `keys`. */
  readonly primaryKey: readonly string[];
  readonly eventTime: string | undefined;
  /** What the training program predicted. */
  readonly predictions: Predictions;
}

/** Looks rows of the test split up as a request would, has them predicted, and compares both with what training had. */
export async function measureParity(request: ParityRequest): Promise<Parity | NotAsked> {
  const { model, rows, relation, features, keys, primaryKey, eventTime, predictions } = request;
  if (keys.length === 0 || keys.length !== primaryKey.length) {
    return { lacking: 'the view has no primary key to look rows up by' };
  }
  const looked = await model.lookUp(
    rows.map(({ values }) =>
      Object.fromEntries(primaryKey.map((name, at) => [name, values[keys[at] ?? name] ?? null])),
    ),
  );
  const pairs = rows.flatMap(({ position, values }, at) => {
    const found = looked[at];
    return found === undefined ? [] : [{ position, trained: values, found }];
  });
  const latest = pairs.filter(
    ({ trained, found }) => eventTime === undefined || sameValue(trained[eventTime], found[eventTime], false),
  );
  if (rows.length === 0) return { lacking: 'the test split has no rows' };
  if (latest.length === 0 && pairs.length > 0) {
    return { lacking: 'none of the rows is the latest of its key, and serving finds only these' };
  }
  const there = new Set(Object.keys(latest[0]?.found ?? {}));
  const computable = model.onDemand.filter(
    ({ name, parameters }) => features.includes(name) && parameters.every((each) => there.has(each)),
  );
  const recomputed = computable.map(({ name }) => name);
  const shown = [
    ...new Set([
      ...features.filter((name) => !recomputed.includes(name)),
      ...computable.flatMap(({ parameters }) => parameters.filter((each) => !recomputed.includes(each))),
    ]),
  ];
  const answers = await model.ask(latest.map(({ found }) => picked(found, shown)));
  const floats = floatColumns(relation);
  const differences = new Map<string, Difference>();
  const differs = (name: string, key: Row, trained: Json, served: Json) => {
    const before = differences.get(name);
    const example = before?.example ?? { key, trained, served };
    differences.set(name, { name, rows: (before?.rows ?? 0) + 1, example });
  };
  const said = predictedAt(predictions);
  for (const [at, { position, trained, found }] of latest.entries()) {
    const answer = answers[at] ?? { error: 'the model gave no answer' };
    const key = picked(trained, keys);
    const served = { ...found, ...('error' in answer ? {} : answer.computed) };
    for (const name of features) {
      if (sameValue(trained[name], served[name], floats.has(name))) continue;
      differs(name, key, trained[name] ?? null, served[name] ?? null);
    }
    const expected = said(position);
    if (expected === undefined || sameAnswer(expected, answer)) continue;
    differs(PREDICTION, key, toldOf(expected), 'error' in answer ? answer.error : toldOf(answer));
  }
  const ofFeatures = [...differences.values()].filter(({ name }) => name !== PREDICTION);
  const prediction = differences.get(PREDICTION) ?? null;
  const notFound = rows.length - pairs.length;
  return {
    passed: notFound === 0 && ofFeatures.length === 0 && prediction === null,
    rows: latest.length,
    notFound,
    older: pairs.length - latest.length,
    recomputed,
    features: ofFeatures,
    prediction: prediction && { ...prediction, name: 'prediction' },
  };
}

/** No feature is called that. */
const PREDICTION = '\0prediction';

const toldOf = ({ prediction, score }: { readonly prediction: Json; readonly score?: Json }): Json =>
  score ?? prediction;
