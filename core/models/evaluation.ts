import type { ModelTask } from '../catalogue/metrics.ts';
import type { FeatureView } from '../definitions/feature-view.ts';
import type { Lenient } from '../definitions/schema.ts';
import type { QueryEngine, QueryOptions, Relation } from '../engine/query-engine.ts';
import type { Json } from '../engine/value.ts';
import { PlumblineError } from '../platform/problem.ts';
import { evaluationSets } from './evaluation-sets.ts';
import type { EvaluatedSlice } from './gates/gate.ts';
import { isMissing } from './metrics/columns.ts';
import { type CurvePoint, precisionRecallCurve, rocCurve } from './metrics/curves.ts';
import { CONFIDENCE, type MetricValues } from './metrics/metric-value.ts';
import { metricsOf } from './metrics/metrics-of.ts';
import { rankedByScore } from './metrics/ranked.ts';
import { columnsOfRows, type Predictions } from './predictions.ts';
import { JUDGED, type TrainingData } from './training-data.ts';
import { predictedRows, readSplitPredictions } from './version-predictions.ts';

/** How good a model version is, and on what. */
export interface VersionEvaluation {
  readonly task: ModelTask;
  /** Names of the classes; the second of two is the positive one. */
  readonly classes: readonly string[];
  /** By split, the one that is judged first; others as far as the program predicted them, without costly intervals. */
  readonly splits: Readonly<Record<string, SplitEvaluation>>;
  /** By the evaluation sets of the view, on the split that is judged. */
  readonly slices: (confidence: number) => ReadonlyMap<string, readonly EvaluatedSlice[]>;
  readonly metrics: (confidence: number) => MetricValues;
  /** What was predicted on that split. */
  readonly judged: Predictions;
  readonly curves: { readonly roc: readonly CurvePoint[]; readonly precisionRecall: readonly CurvePoint[] };
}

export interface SplitEvaluation {
  readonly rows: number;
  readonly withoutLabel: number;
  readonly metrics: MetricValues;
}

export interface EvaluationRequest {
  /** `predictions.parquet` of the program. */
  readonly predictions: string;
  readonly data: TrainingData;
  readonly task: ModelTask;
  readonly label: string;
  readonly sets: Lenient<FeatureView>['evaluation_sets'];
}

/** Evaluates the predictions of a training program; what cannot be evaluated is an error of kind `findings`. */
export async function evaluateVersion(
  engine: QueryEngine,
  { predictions: path, data, task, label, sets }: EvaluationRequest,
  options: QueryOptions = {},
): Promise<VersionEvaluation> {
  const predictions = await opened(engine, path, options);
  const judgedFile = data.splits[JUDGED];
  if (judgedFile === undefined) {
    throw new PlumblineError('findings', `the training data has no split ${JUDGED}`, { where: data.ref });
  }
  const named = evaluationSets(sets, await engine.open({ path: judgedFile }, options), engine.dialect);
  const read = async (name: string, file: string, whole: boolean): Promise<Predictions> => {
    const relation = await engine.open({ path: file, label: `${data.ref}, ${name}` }, options);
    const split = { name, relation };
    const parts = whole ? named : [];
    return readSplitPredictions(
      engine,
      { predictions, split, keys: data.keys, task, label, sets: parts, whole },
      options,
    );
  };
  const judged = await read(JUDGED, judgedFile, true);
  const metrics = remembered((confidence) => metricsOf(judged.columns, confidence));
  const splits: Record<string, SplitEvaluation> = { [JUDGED]: { ...countsOf(judged), metrics: metrics(CONFIDENCE) } };
  if (predictions.columns.some(({ name }) => name === 'split')) {
    for (const [name, file] of Object.entries(data.splits)) {
      if (name === JUDGED || (await predictedRows(engine, predictions, name)) === 0) continue;
      const of = await read(name, file, false);
      splits[name] = { ...countsOf(of), metrics: metricsOf(of.columns, CONFIDENCE, false) };
    }
  }
  return {
    task,
    classes: judged.classes,
    splits,
    metrics,
    slices: remembered((confidence) => {
      const slices = named.map(
        ({ name, sliceOf }, index) => [name, slicesOf(judged, index, sliceOf, confidence)] as const,
      );
      return new Map(slices);
    }),
    judged,
    curves: curvesOf(judged),
  };
}

async function opened(engine: QueryEngine, path: string, options: QueryOptions): Promise<Relation> {
  try {
    return await engine.open({ path, label: 'predictions.parquet', format: 'parquet' }, options);
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.kind !== 'failed') throw error;
    throw new PlumblineError('findings', 'the predictions cannot be read', {
      where: 'predictions.parquet',
      why: error.why ?? error.message,
      help: 'write them as Parquet',
    });
  }
}

function countsOf({ rows, withoutLabel }: Predictions) {
  return { rows, withoutLabel };
}

function slicesOf(
  { columns, by }: Predictions,
  index: number,
  sliceOf: (value: Json) => string | undefined,
  confidence: number,
): readonly EvaluatedSlice[] {
  const { values = [], codes = new Int32Array() } = by[index] ?? {};
  return values
    .flatMap((value, code): readonly EvaluatedSlice[] => {
      const slice = sliceOf(value);
      if (slice === undefined) return [];
      const rows = Uint32Array.from([...codes.keys()].filter((row) => codes[row] === code));
      return [{ slice, rows: rows.length, metrics: metricsOf(columnsOfRows(columns, rows), confidence) }];
    })
    .sort((a, b) => a.slice.localeCompare(b.slice, 'en', { numeric: true }));
}

function curvesOf({ columns }: Predictions): VersionEvaluation['curves'] {
  if (columns.task !== 'binary-classification' || isMissing(columns.score)) return { roc: [], precisionRecall: [] };
  const ranked = rankedByScore(columns.truth, columns.score);
  return { roc: rocCurve(ranked), precisionRecall: precisionRecallCurve(ranked) };
}

/** Intervals cost time, and gates ask for the same confidence again and again. */
function remembered<T>(compute: (confidence: number) => T): (confidence: number) => T {
  const known = new Map<number, T>();
  return (confidence) => {
    const before = known.get(confidence);
    if (before !== undefined) return before;
    const value = compute(confidence);
    known.set(confidence, value);
    return value;
  };
}
