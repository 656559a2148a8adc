import * as vscode from 'vscode';
import { plainText } from '../core/views/markdown.ts';
import { COMMANDS, type Status } from '../core/views/requests.ts';
import type { Server } from './language-client.ts';

/** How the project is, in a word: findings and suites. A click leads to the problems, or to the feature store. */
export function createStatusBar(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('plumbline.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Plumbline';
  const listener = server.onStatus((status) => {
    if (status.state === 'none') item.hide();
    else show(item, status);
  });
  return vscode.Disposable.from(item, listener);
}

function show(item: vscode.StatusBarItem, status: Status): void {
  item.text = textOf(status);
  item.tooltip = tooltipOf(status);
  item.accessibilityInformation = { label: `Plumbline: ${inWords(status)}` };
  item.command =
    status.errors + status.warnings > 0 ? 'workbench.actions.view.problems' : 'plumbline.featureStore.focus';
  item.show();
}

/** `$(error) 2 $(warning) 1 $(beaker-stop) 1` — only what there is. */
export function textOf({ state, errors, warnings, suites }: Status): string {
  if (state === 'loading') return '$(loading~spin) Plumbline';
  const parts = [
    ...(errors > 0 ? [`$(error) ${errors}`] : []),
    ...(warnings > 0 ? [`$(warning) ${warnings}`] : []),
    ...(suites.failed > 0 ? [`$(beaker-stop) ${suites.failed}`] : []),
  ];
  return parts.length === 0 ? '$(pass) Plumbline' : `Plumbline ${parts.join(' ')}`;
}

function inWords({ state, errors, warnings, suites }: Status): string {
  if (state === 'loading') return 'reading the project';
  const findings = errors + warnings === 0 ? 'no findings' : `${errors} errors, ${warnings} warnings`;
  return `${findings}; suites: ${suites.passed} passed, ${suites.failed} failed, ${suites.unknown} not judged yet`;
}

function tooltipOf(status: Status): vscode.MarkdownString {
  const { project, files } = status;
  const lines = [
    `**${plainText(project ?? 'Plumbline')}** · ${files} definition files`,
    inWords(status),
    `[Problems](command:workbench.actions.view.problems) · [Feature Store](command:plumbline.featureStore.focus) · ` +
      `[Validate All](command:${COMMANDS.validateAll}) · [Output](command:plumbline.showOutput)`,
  ];
  const tooltip = new vscode.MarkdownString(lines.join('\n\n'));
  tooltip.isTrusted = {
    enabledCommands: [
      'workbench.actions.view.problems',
      'plumbline.featureStore.focus',
      COMMANDS.validateAll,
      'plumbline.showOutput',
    ],
  };
  return tooltip;
}
