import type { LineageNode } from '../../core/views/lineage-page.ts';

/** The same as in the tree of the feature store. */
const ICONS: Readonly<Record<string, string>> = {
  'feature-group': 'database',
  'feature-view': 'table',
  'expectation-suite': 'checklist',
  pipeline: 'run-all',
  model: 'hubot',
  deployment: 'rocket',
  monitor: 'pulse',
  file: 'file',
  function: 'symbol-method',
  commit: 'git-commit',
  run: 'history',
  'training-dataset': 'layers',
  'model-version': 'tag',
  prediction: 'target',
  code: 'code',
};

const STATES: Readonly<Record<LineageNode['state'], { readonly icon: string; readonly word: string } | undefined>> = {
  passed: { icon: 'pass', word: 'passed' },
  warning: { icon: 'warning', word: 'has warnings' },
  failed: { icon: 'error', word: 'failed' },
  unknown: undefined,
};

export const iconOf = ({ kind }: LineageNode) => ICONS[kind] ?? 'circle-outline';
export const stateOf = ({ state }: LineageNode) => STATES[state];
export const kindOf = ({ kind }: LineageNode) => kind.replaceAll('-', ' ');

/** What an asset is called: its label, else its id without the kind. */
export const titleOf = (node: LineageNode | string) =>
  typeof node === 'string' ? node.replace(/^[a-z-]+:/, '') : node.label;

/** All of it on one line, for the tooltip. */
export function nodeInWords(node: LineageNode): string {
  return [titleOf(node), kindOf(node), node.detail, stateOf(node)?.word].filter(Boolean).join(', ');
}
