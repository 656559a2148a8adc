import * as vscode from 'vscode';
import type { RunEvent, SuiteOutcome } from '../core/views/progress.ts';
import type { Server } from './language-client.ts';
import { abandonAllRuns, type RunEnd, runCli } from './run-cli.ts';
import { settings } from './settings.ts';
import { withoutLinks } from './tell.ts';

/** Runs of the command line, as the editor shows them. */
export interface Runs extends vscode.Disposable {
  /**
   * Runs a command (`td create` is one, too) on what it is named, with a progress notification that can be cancelled; its
   * title names the run.
   */
  withProgress(title: string, args: readonly string[], more?: RunOptions): Promise<ShownRun>;
  /** Runs a command quietly, for callers that show its events themselves. */
  follow(
    args: readonly string[],
    token: vscode.CancellationToken,
    onEvent: (event: RunEvent) => void,
    more?: RunOptions,
  ): Promise<RunEnd>;
  /** `dist/cli.js`, for tasks. */
  readonly script: string;
}

export interface RunOptions {
  /** Where the project is; that of the workspace by default. */
  readonly folder?: string | undefined;
  /** Options of the command's own, such as `--model` and its value. */
  readonly options?: readonly string[];
}

export interface ShownRun {
  readonly end: RunEnd;
  /** What was judged on the way, also where the run did not come to its end. */
  readonly suites: readonly SuiteOutcome[];
}

export function createRuns(script: string, server: Server, log: vscode.LogOutputChannel): Runs {
  const follow: Runs['follow'] = async (args, token, onEvent, { folder, options = [] } = {}) => {
    const [command = '', ...subjects] = args;
    const aborter = new AbortController();
    const listener = token.onCancellationRequested(() => aborter.abort());
    if (token.isCancellationRequested) aborter.abort();
    const where =
      folder ?? (await server.root()) ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? process.cwd();
    log.info(['plumbline', command, ...options, ...subjects].join(' '));
    try {
      return await runCli({
        script,
        // After `--` nothing is an option, whatever it is called.
        args: [...command.split(' '), '--project', where, ...options, '--', ...subjects],
        folder: where,
        env: settings.python() === '' ? {} : { PLUMBLINE_PYTHON: settings.python() },
        signal: aborter.signal,
        onEvent: (event) => {
          if (event.event === 'log') log.info(event.text.trimEnd());
          if (event.event === 'started') server.ran();
          onEvent(event);
        },
        // Standard error says for a terminal what the events say; of a run that ends without one, its error has these lines.
        onNoise: (line) => log.debug(line),
      });
    } finally {
      listener.dispose();
      server.ran();
    }
  };

  return {
    script,
    follow,
    async withProgress(title, args, more) {
      const suites: SuiteOutcome[] = [];
      const end = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: withoutLinks(title), cancellable: true },
        (progress, token) => {
          const show = showEvents(progress);
          const hear = (event: RunEvent) => {
            if (event.event === 'suite') suites.push(event.suite);
            show(event);
          };
          return follow(args, token, hear, more);
        },
      );
      return { end, suites };
    },
    dispose: abandonAllRuns,
  };
}

/** What a progress notification says: the present step, else the last line that the program printed. */
function showEvents(progress: vscode.Progress<{ message?: string; increment?: number }>): (event: RunEvent) => void {
  let done = 0;
  return (event) => {
    if (event.event === 'progress') {
      const fraction = Math.max(done, event.fraction ?? done);
      progress.report({ message: withoutLinks(event.message), increment: (fraction - done) * 100 });
      done = fraction;
    } else if (event.event === 'log') {
      const line = event.text.trim().split('\n').at(-1);
      if (line) progress.report({ message: withoutLinks(line) });
    } else if (event.event === 'suite') {
      const said = `${event.suite.suite}: ${event.suite.success ? 'passed' : 'failed'}`;
      progress.report({ message: withoutLinks(said) });
    }
  };
}
