import type * as vscode from 'vscode';
import type { Server } from './language-client.ts';
import type { Pages } from './pages/open-pages.ts';
import type { Runs } from './runs.ts';
import type { Serving } from './serving.ts';

/** What commands, views and tasks work with; put together once, in `activate`. */
export interface Workbench {
  readonly log: vscode.LogOutputChannel;
  readonly server: Server;
  readonly runs: Runs;
  readonly serving: Serving;
  readonly pages: Pages;
  /** Asks the server again for everything that is drawn. */
  readonly refresh: () => void;
}
