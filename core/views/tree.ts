import type { Range } from './position.ts';

/** What a row stands for: one asset, a heading over several, something that happened, or a detail such as a feature. */
export const TREE_CONTEXTS = [
  'featureGroup',
  'featureView',
  'expectationSuite',
  'pipeline',
  'model',
  'deployment',
  'monitor',
  'featureGroups',
  'featureViews',
  'expectationSuites',
  'pipelines',
  'models',
  'deployments',
  'monitors',
  'validationResult',
  'modelVersion',
  'rolloutNone',
  'rolloutIdle',
  'rolloutProgressing',
  'rolloutPaused',
  'commits',
  'commit',
  'run',
  'detail',
] as const;

export type TreeContext = (typeof TREE_CONTEXTS)[number];

/** One row of a tree in the side bar. The server builds it, the client only draws it. */
export interface TreeNode {
  /** Stable between refreshes, so that what is open stays open. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Markdown. */
  readonly tooltip?: string;
  /** Name of a codicon, with the theme colour it takes when it says something about state. */
  readonly icon: string;
  readonly state?: 'passed' | 'failed' | 'warning' | 'running' | 'unknown';
  /** Decides which menu entries the row has. */
  readonly context: TreeContext;
  /** Opened when the row is chosen. */
  readonly target?: { readonly file: string; readonly range: Range };
  /** What commands on this row act on: a feature group's or suite's id, a pipeline's name, a result's id. */
  readonly subject?: string;
  readonly children?: readonly TreeNode[];
  readonly expanded?: boolean;
}
