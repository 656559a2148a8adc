import * as vscode from 'vscode';
import { reportError } from './report-error.ts';
import type { Runs } from './runs.ts';
import { withoutLinks } from './tell.ts';

/** The process that answers requests for deployments: one a window, and it goes with the window. */
export interface Serving extends vscode.Disposable {
  /** Starts it, and resolves when it is ready; undefined where it did not start. Running already is fine. */
  start(): Promise<Ready | undefined>;
  stop(): void;
  readonly current: Ready | undefined;
}

/** What `plumbline serve` says when it is ready. */
export interface Ready {
  /** `http://127.0.0.1:8080` */
  readonly address: string;
  /** Asked for with every request. */
  readonly token: string;
  readonly deployments: Readonly<Record<string, { readonly url: string; readonly version: number | null }>>;
}

export function createServing(runs: Runs, log: vscode.LogOutputChannel): Serving {
  const item = vscode.window.createStatusBarItem('plumbline.serving', vscode.StatusBarAlignment.Left, 9);
  item.name = 'Plumbline: Serving';
  item.command = 'plumbline.copyServingAddress';
  let current: Ready | undefined;
  let starting: Promise<Ready | undefined> | undefined;
  let running: vscode.CancellationTokenSource | undefined;

  function show(ready: Ready | undefined): void {
    current = ready;
    void vscode.commands.executeCommand('setContext', 'plumbline.serving', ready !== undefined);
    if (ready === undefined) {
      item.hide();
      return;
    }
    item.text = '$(radio-tower) Serving';
    item.tooltip = tooltipOf(ready);
    item.accessibilityInformation = { label: `Plumbline serves deployments at ${ready.address}` };
    item.show();
  }

  /** The run of `serve` ends only with the process, so being ready is one of its events. */
  function run(token: vscode.CancellationToken): Promise<Ready | undefined> {
    const source = new vscode.CancellationTokenSource();
    running = source;
    const impatient = token.onCancellationRequested(() => source.cancel());
    return new Promise((resolve) => {
      const hear = (event: { readonly event: string; readonly value?: unknown }) => {
        if (event.event !== 'result' || current !== undefined) return;
        impatient.dispose();
        show(event.value as Ready);
        resolve(current);
      };
      const ended = async () => {
        const end = await runs.follow(['serve'], source.token, hear);
        impatient.dispose();
        show(undefined);
        running = undefined;
        resolve(undefined);
        if (end.kind === 'error') await reportError(log, 'Serving ended', end);
      };
      void ended();
    });
  }

  return {
    get current() {
      return current;
    },
    async start() {
      if (current !== undefined) return current;
      starting ??= Promise.resolve(
        vscode.window.withProgress(
          {
            location: vscode.ProgressLocation.Notification,
            title: withoutLinks('Starting to serve'),
            cancellable: true,
          },
          (_, token) => run(token),
        ),
      ).finally(() => {
        starting = undefined;
      });
      return starting;
    },
    stop: () => running?.cancel(),
    dispose() {
      running?.cancel();
      item.dispose();
    },
  };
}

function tooltipOf({ address, deployments }: Ready): vscode.MarkdownString {
  const commands = ['plumbline.copyServingAddress', 'plumbline.copyServingToken', 'plumbline.stopServing'];
  const tooltip = new vscode.MarkdownString(
    [
      `Answers at \`${address}\``,
      Object.entries(deployments)
        .map(
          ([name, { version }]) => `- \`${name}\` ${version === null ? 'nothing deployed yet' : `version ${version}`}`,
        )
        .join('\n'),
      `[Copy Address](command:${commands[0]}) · [Copy Token](command:${commands[1]}) · [Stop Serving](command:${commands[2]})`,
    ].join('\n\n'),
  );
  tooltip.isTrusted = { enabledCommands: commands };
  return tooltip;
}
