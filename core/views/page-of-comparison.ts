import { METRICS } from '../catalogue/metrics.ts';
import type { EvaluatedSlice } from '../models/gates/gate.ts';
import type { MetricValue, MetricValues } from '../models/metrics/metric-value.ts';
import type { ModelVersionDetails } from '../models/model-version.ts';
import { compareAsked } from './asked-comparison.ts';
import type {
  ComparisonPage,
  CurvePair,
  Interval,
  MetricComparison,
  ModelVersionCard,
  SliceComparison,
  ValueComparison,
} from './comparison-page.ts';
import type { EvaluationView } from './stored-evaluation.ts';

/** One of the two versions that are compared. */
export interface ComparedVersion {
  readonly name: string;
  readonly version: number;
  readonly aliases: readonly string[];
  readonly details: ModelVersionDetails;
  /** Undefined once it was cleared away: then curves and slices are not known any more. */
  readonly evaluation: EvaluationView | undefined;
}

export function pageOfComparison(left: ComparedVersion, right: ComparedVersion): ComparisonPage {
  return {
    kind: 'comparison',
    model: right.name,
    task: right.details.task,
    left: cardOf(left),
    right: cardOf(right),
    metrics: METRICS.filter(({ tasks }) => tasks.includes(right.details.task)).map(({ name, description, better }) => ({
      name,
      description,
      better,
      ...compared(left.details.metrics[name], right.details.metrics[name], better),
    })),
    curves: CURVES.map((curve) => curveOf(curve, left, right)).filter(
      (pair) => pair.left.length > 0 || pair.right.length > 0,
    ),
    parameters: values(parametersOf(left), parametersOf(right)),
    slices: slicesOf(left, right),
    gates: [{ left: left.details.gates, right: right.details.gates }],
    asked: compareAsked(left.evaluation?.asked, right.evaluation?.asked),
    data: values(originOf(left), originOf(right)),
    sameData: left.details.trainingDataset.hash === right.details.trainingDataset.hash,
  };
}

function cardOf({ name, version, aliases, details }: ComparedVersion): ModelVersionCard {
  const { createdAt, passed, rows } = details;
  return { name, version, aliases, createdAt, passed, asset: `model-version:${name}@${version}`, rows };
}

/** Better or worse is only what lies outside of what chance does: the two intervals do not overlap. */
function compared(
  left: MetricValue | undefined,
  right: MetricValue | undefined,
  better: 'higher' | 'lower',
): Pick<MetricComparison, 'left' | 'right' | 'difference' | 'verdict'> {
  const [before, after] = [intervalOf(left), intervalOf(right)];
  const difference = before === undefined || after === undefined ? undefined : after.value - before.value;
  return { left: before, right: after, difference, verdict: verdict(before, after, better) };
}

function verdict(
  left: Interval | undefined,
  right: Interval | undefined,
  better: 'higher' | 'lower',
): MetricComparison['verdict'] {
  if (left?.low === undefined || left.high === undefined) return 'unknown';
  if (right?.low === undefined || right.high === undefined) return 'unknown';
  if (right.low <= left.high && left.low <= right.high) return 'within the noise';
  return right.value > left.value === (better === 'higher') ? 'better' : 'worse';
}

function intervalOf(metric: MetricValue | undefined): Interval | undefined {
  if (metric === undefined || metric.value === null) return undefined;
  return { value: metric.value, low: metric.low ?? undefined, high: metric.high ?? undefined };
}

const CURVES = [
  { name: 'roc', title: 'ROC curve', x: 'False positive rate', y: 'True positive rate' },
  { name: 'precision-recall', title: 'Precision-recall curve', x: 'Recall', y: 'Precision' },
] as const;

function curveOf(curve: (typeof CURVES)[number], left: ComparedVersion, right: ComparedVersion): CurvePair {
  const points = ({ evaluation }: ComparedVersion) =>
    (evaluation?.curves[curve.name] ?? []).map(({ x, y }) => [x, y] as const);
  return { ...curve, left: points(left), right: points(right) };
}

/** The metric that tells most of a slice: the first one of the task that the slice has. */
function slicesOf(left: ComparedVersion, right: ComparedVersion): readonly SliceComparison[] {
  const sets = new Set([...Object.keys(left.evaluation?.slices ?? {}), ...Object.keys(right.evaluation?.slices ?? {})]);
  return [...sets].flatMap((set) => {
    const [before, after] = [left, right].map((each) => each.evaluation?.slices[set] ?? []);
    const names = new Set([...(before ?? []), ...(after ?? [])].map(({ slice }) => slice));
    return [...names].flatMap((slice): readonly SliceComparison[] => {
      const [a, b] = [named(before, slice), named(after, slice)];
      const metric = METRICS.find(({ name }) => hasValue(a?.metrics, name) || hasValue(b?.metrics, name))?.name;
      if (metric === undefined) return [];
      const rows = b?.rows ?? a?.rows;
      return [
        { set, slice, metric, left: intervalOf(a?.metrics[metric]), right: intervalOf(b?.metrics[metric]), rows },
      ];
    });
  });
}

function named(slices: readonly EvaluatedSlice[] | undefined, slice: string): EvaluatedSlice | undefined {
  return slices?.find((each) => each.slice === slice);
}

function hasValue(metrics: MetricValues | undefined, name: string): boolean {
  return (metrics?.[name]?.value ?? null) !== null;
}

type Facts = Readonly<Record<string, unknown>>;

function parametersOf({ details }: ComparedVersion): Facts {
  const { hyperparameters, params, seed } = details;
  return { ...hyperparameters, ...params, seed };
}

function originOf({ details }: ComparedVersion): Facts {
  const { trainingDataset, view, features, label, pipeline, code, python, rows } = details;
  const packages = python?.packages ?? {};
  const framework = ['scikit-learn', 'xgboost', 'lightgbm', 'torch', 'tensorflow', 'numpy', 'pandas'];
  return {
    'training dataset': trainingDataset.ref,
    'data hash': trainingDataset.hash,
    'feature view': view,
    features: features.join(', '),
    label,
    'test rows': rows,
    pipeline,
    'Git commit': code.git?.commit && `${code.git.commit}${code.git.dirty ? ', with changes' : ''}`,
    ...Object.fromEntries(Object.entries(code.files).map(([file, hash]) => [file, hash.slice(0, 12)])),
    Python: python?.version,
    ...Object.fromEntries(framework.flatMap((name) => (packages[name] ? [[name, packages[name]]] : []))),
  };
}

function values(left: Facts, right: Facts): readonly ValueComparison[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((name): readonly ValueComparison[] => {
    const [before, after] = [written(left[name]), written(right[name])];
    return before === undefined && after === undefined
      ? []
      : [{ name, left: before, right: after, same: before === after }];
  });
}

function written(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
