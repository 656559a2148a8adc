import { type FigureKeeper, keepFigures } from '../../core/deployments/live-figures.ts';
import { type OnDemand, type PredictorHost, startHost } from '../../core/deployments/predictor-host.ts';
import { type Predictors, startPredictors } from '../../core/deployments/predictors.ts';
import type { ServedModel } from './served-model.ts';

/** A version that runs: what it is asked with, its processes, and its figures. */
export interface ServedVersion {
  readonly model: ServedModel;
  readonly predictors: Predictors;
  readonly figures: FigureKeeper;
  /** Requests that were given to it and are not answered yet. */
  inFlight: number;
}

export interface VersionToServe {
  readonly model: ServedModel;
  readonly python: string;
  /** Absolute. */
  readonly folder: string;
  readonly workers: number;
  readonly timeoutMs: number;
  readonly notify: (message: string) => void;
}

export function serveVersion({ model, python, folder, workers, timeoutMs, notify }: VersionToServe): ServedVersion {
  const label = `version ${model.version}`;
  const start = (signal: AbortSignal): Promise<PredictorHost> =>
    startHost(
      { python, folder, predictor: model.predictor, onDemand: onDemandOf(model) },
      (line) => notify(`${label}: ${line}`),
      signal,
    );
  const predictors = startPredictors(start, {
    workers,
    // Whoever asked is told after the timeout; so much later nobody hopes for an answer any more.
    hangsAfterMs: Math.max(10 * timeoutMs, 5000),
    notify: (message) => notify(`${label}: ${message}`),
  });
  return { model, predictors, figures: keepFigures(), inFlight: 0 };
}

/** What the process of a version has to know to compute features itself; undefined where there is nothing to compute. */
export function onDemandOf({ onDemand, features, keys }: ServedModel): OnDemand | undefined {
  if (onDemand.length === 0) return undefined;
  const fields = [...features, ...keys, ...onDemand.flatMap(({ parameters }) => parameters)];
  return {
    functions: Object.fromEntries(onDemand.map((each) => [each.name, each.function])),
    types: Object.fromEntries(fields.flatMap(({ name, type }) => (type === undefined ? [] : [[name, type]]))),
    features: features.map(({ name }) => name),
  };
}
