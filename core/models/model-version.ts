import type { ModelTask } from '../catalogue/metrics.ts';
import type { ParameterValue } from '../pipelines/parameters.ts';
import type { RegisteredAsset } from '../registry/assets.ts';
import type { GateVerdict } from './gates/gate.ts';
import type { MetricValues } from './metrics/metric-value.ts';

/** The kind under which versions of models are registered. */
export const MODEL_VERSION = 'model-version';

/** Everything that is known of a model version: in the registry, and in the `version.json` of its folder. */
export interface ModelVersionDetails {
  /** Id of the run that trained it. */
  readonly run: string;
  readonly pipeline: string;
  readonly framework: string | undefined;
  readonly task: ModelTask;
  readonly label: string;
  /** Names of the features, in the order of the view. */
  readonly features: readonly string[];
  readonly trainingDataset: { readonly ref: string; readonly hash: string };
  /** `arrival_delay@1`. */
  readonly view: string;
  readonly params: Readonly<Record<string, ParameterValue>>;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  /** On the split that the version is judged on, with 95 % intervals. */
  readonly metrics: MetricValues;
  /** Rows of that split whose label is known. */
  readonly rows: number;
  readonly gates: readonly GateVerdict[];
  /** Whether all gates hold. A version that did not pass is kept, and cannot be deployed. */
  readonly passed: boolean;
  readonly code: {
    readonly git: { readonly commit: string | undefined; readonly dirty: boolean } | undefined;
    /** SHA-256 of each file in `code/`. */
    readonly files: Readonly<Record<string, string>>;
  };
  readonly python: PythonFacts | undefined;
  /** Id of the evaluation among the results. */
  readonly evaluation: string;
  readonly seed: number;
  /** The file with the class that answers, as it is called in `code/`. */
  readonly predictor: string | undefined;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export interface PythonFacts {
  readonly version: string;
  readonly packages: Readonly<Record<string, string>>;
}

export interface ModelVersion extends RegisteredAsset {
  readonly details: ModelVersionDetails;
}

/** A registered version with its details; what another program registered has none that could be read. */
export function asModelVersion(asset: RegisteredAsset): ModelVersion | undefined {
  const details = asset.details as Partial<ModelVersionDetails> | null;
  return typeof details?.metrics === 'object' ? (asset as ModelVersion) : undefined;
}
