import * as vscode from 'vscode';

/** Every setting of the extension that its own code reads; the manifest describes them. */
export const settings = {
  /** Interpreter for pipelines and tests on this machine; empty for the one that plumbline.yaml names. */
  python: () => read('python', ''),
  validateOnSave: () => read('validateOnSave', false),
  codeLens: () => read('codeLens.enabled', true),
} as const;

function read<T>(name: string, otherwise: T): T {
  return vscode.workspace.getConfiguration('plumbline').get<T>(name, otherwise);
}
