import type { ComparisonPage } from './comparison-page.ts';
import type { DriftPage } from './drift-page.ts';
import type { LineagePage } from './lineage-page.ts';
import type { Range } from './position.ts';
import type { ProfilePage } from './profile-page.ts';
import type { RolloutPage } from './rollout-page.ts';
import type { TreeNode } from './tree.ts';
import type { ValidationPage } from './validation-page.ts';

/** Requests of our own between client and server: name, parameters, result. Trees and pages reach the client this way. */
export interface Requests {
  'plumbline/featureStore': { readonly params: null; readonly result: readonly TreeNode[] };
  'plumbline/modelRegistry': { readonly params: null; readonly result: readonly TreeNode[] };
  'plumbline/deployments': { readonly params: null; readonly result: readonly TreeNode[] };
  'plumbline/runs': { readonly params: null; readonly result: readonly TreeNode[] };
  'plumbline/tests': { readonly params: null; readonly result: readonly TestTarget[] };
  'plumbline/lineage': { readonly params: { readonly asset: string }; readonly result: LineagePage | null };
  /** The page of a stored result, or the latest one of a suite. */
  'plumbline/validationPage': {
    readonly params: { readonly result: string } | { readonly suite: string };
    readonly result: ValidationPage | null;
  };
  /** Two versions of a model, side by side. */
  'plumbline/comparisonPage': {
    readonly params: { readonly model: string; readonly left: number; readonly right: number };
    readonly result: ComparisonPage | null;
  };
  'plumbline/rolloutPage': { readonly params: { readonly deployment: string }; readonly result: RolloutPage | null };
  /** The page of a stored drift result, or the latest one of a monitor. */
  'plumbline/driftPage': {
    readonly params: { readonly result: string } | { readonly monitor: string };
    readonly result: DriftPage | null;
  };
  /** The page of a kept profile. */
  'plumbline/profilePage': { readonly params: { readonly result: string }; readonly result: ProfilePage | null };
  /** What the commands of the palette offer to choose from. */
  'plumbline/subjects': { readonly params: null; readonly result: Subjects };
  /** The asset that a file defines, for commands started from an editor. */
  'plumbline/subjectAt': { readonly params: { readonly uri: string }; readonly result: Subject | null };
}

/** Sent by the server when trees, tests or results may have changed. */
export const CHANGED = 'plumbline/changed';
/** Sent by the server when the figures of something that serves have changed: at most once a second. */
export const LIVE = 'plumbline/live';
/** How far the loading of the project is, and how many findings there are: for the status bar. */
export const STATUS = 'plumbline/status';

/** Sent by the client when a run has begun or ended: the registry may hold new runs and results. */
export const RAN = 'plumbline/ran';

/** What the client hands to the server when it starts it (`initializationOptions`). */
export interface StartOptions {
  /** False in a workspace that the user has not trusted: nothing in it may be run, Git included. */
  readonly trusted: boolean;
}

export interface Status {
  readonly state: 'loading' | 'ready' | 'none';
  readonly project: string | undefined;
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  /** The latest validation of each suite. */
  readonly suites: { readonly passed: number; readonly failed: number; readonly unknown: number };
}

export interface Subjects {
  readonly root: string | null;
  readonly groups: readonly Subject[];
  readonly suites: readonly Subject[];
  readonly pipelines: readonly Subject[];
  readonly views: readonly Subject[];
  readonly models: readonly Subject[];
  readonly deployments: readonly Subject[];
  readonly monitors: readonly Subject[];
  /** Registered versions of models, the newest of each first. */
  readonly versions: readonly Subject[];
}

export interface Subject {
  /** `feature-group:flights@1`. */
  readonly id: string;
  readonly kind: string;
  /** What the command line takes: `flights@1`, `flights`. */
  readonly name: string;
  readonly detail: string | undefined;
  readonly file: string;
}

/** A row of the Testing view: a suite with its expectations, or a file of pytest tests. */
export interface TestTarget {
  readonly id: string;
  readonly kind: 'suite' | 'expectation' | 'python-file' | 'python-test' | 'folder';
  readonly label: string;
  readonly description?: string;
  readonly file: string;
  readonly range?: Range;
  /** What `plumbline test` or `plumbline validate` takes. */
  readonly selector: string;
  readonly children?: readonly TestTarget[];
}

/**
 * Commands of the client that the server may put on code lenses and tree rows, with their arguments.
 * A subject is an asset's id (`feature-group:flights@1`) or the name that the command line takes; left out, the user is asked.
 */
export const COMMANDS = {
  /** `[subject]`: a feature group or a suite. */
  validate: 'plumbline.validate',
  /** `[]` */
  validateAll: 'plumbline.validateAll',
  /** `[subject]`: a pipeline. */
  runPipeline: 'plumbline.runPipeline',
  /** `[subject]`: a feature group, or the path of a data file. */
  profile: 'plumbline.profile',
  /** `[result id, name of the suite, numbers of the proposals]`: a kept profile becomes a suite. */
  acceptProposals: 'plumbline.acceptProposals',
  /** `[selector]`: what `plumbline test` takes. */
  runTest: 'plumbline.runTest',
  /** `[asset id]` */
  showLineage: 'plumbline.showLineage',
  /** `[result id]`, or `[suite's asset id]` for its latest result. */
  showResult: 'plumbline.showResult',
  /** `[deployment, model version]`: what is left out is asked for. */
  deploy: 'plumbline.deploy',
  /** `[deployment]`, as are the others that change a rollout. */
  promote: 'plumbline.promote',
  pause: 'plumbline.pause',
  resume: 'plumbline.resume',
  abort: 'plumbline.abort',
  rollback: 'plumbline.rollback',
  showRollout: 'plumbline.showRollout',
  startServing: 'plumbline.startServing',
  /** `[model]`, or `[model version, model version]`. */
  compareVersions: 'plumbline.compareVersions',
  /** `[model version]` */
  setAlias: 'plumbline.setAlias',
  /** `[monitor]` */
  detectDrift: 'plumbline.detectDrift',
  /** `[monitor]`, or `[result id]`. */
  showDrift: 'plumbline.showDrift',
  /** `[feature view]` */
  createTrainingData: 'plumbline.createTrainingData',
  /** `[uri, position, locations]`, the three as LSP writes them. */
  showUses: 'plumbline.showUses',
} as const;
