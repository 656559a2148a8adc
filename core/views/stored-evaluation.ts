import type { VersionEvaluation } from '../models/evaluation.ts';
import type { EvaluatedSlice, GateVerdict } from '../models/gates/gate.ts';
import type { CurvePoint } from '../models/metrics/curves.ts';
import { CONFIDENCE, type MetricValues } from '../models/metrics/metric-value.ts';

import type { AskedModel } from '../models/questions/ask-model.ts';

export type { ModelVersionDetails } from '../models/model-version.ts';
export type { GateVerdict, MetricValues };

/** The kind under which evaluations of model versions stand in the registry. */
export const EVALUATION = 'evaluation';

/** What is kept of the evaluation of a model version in a file of its own. */
export interface StoredEvaluation {
  readonly page: EvaluationView;
}

/** Everything that is known of how good a model version is; intervals at 95 %. */
export interface EvaluationView {
  readonly kind: 'evaluation';
  readonly model: string;
  readonly task: string;
  /** The second of two is the positive one; empty for a regression. */
  readonly classes: readonly string[];
  /** By split, the one that the version was judged on first. */
  readonly splits: Readonly<Record<string, { readonly rows: number; readonly metrics: MetricValues }>>;
  /** By evaluation set. */
  readonly slices: Readonly<Record<string, readonly EvaluatedSlice[]>>;
  readonly curves: Readonly<Record<'roc' | 'precision-recall', readonly CurvePoint[]>>;
  readonly gates: readonly GateVerdict[];
  /** What the model itself said; undefined of versions that were trained before it was asked. */
  readonly asked?: AskedModel;
}

export function evaluationView(
  model: string,
  evaluation: VersionEvaluation,
  gates: readonly GateVerdict[],
  asked: AskedModel,
): EvaluationView {
  const { task, classes, splits, slices, curves } = evaluation;
  return {
    kind: 'evaluation',
    model,
    task,
    classes,
    splits,
    slices: Object.fromEntries(slices(CONFIDENCE)),
    curves: { roc: curves.roc, 'precision-recall': curves.precisionRecall },
    gates,
    asked,
  };
}
