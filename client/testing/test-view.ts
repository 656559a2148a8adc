import * as vscode from 'vscode';
import type { TestTarget } from '../../core/views/requests.ts';
import type { Server } from '../language-client.ts';
import { toRange, uriOf } from '../open-file.ts';
import type { Runs } from '../runs.ts';
import { runTests } from './test-run.ts';

export interface TestView extends vscode.Disposable {
  refresh(): void;
}

/** What the Testing view holds, for a run to look things up in. */
export interface KnownTests {
  readonly root: string | null;
  readonly targets: readonly TestTarget[];
  readonly items: ReadonlyMap<string, vscode.TestItem>;
}

/** Suites with their expectations, and pytest tests, in VS Code's own Testing view. */
export function createTestView(server: Server, runs: Runs): TestView {
  const controller = vscode.tests.createTestController('plumbline', 'Plumbline');
  let known: KnownTests = { root: null, targets: [], items: new Map() };

  async function load(): Promise<void> {
    const [root, targets] = await Promise.all([server.root(), server.request('plumbline/tests', null)]);
    const items = new Map<string, vscode.TestItem>();
    const create = (target: TestTarget, position: number): vscode.TestItem => {
      const item = controller.createTestItem(target.id, target.label, uriOf(root, target.file));
      item.description = target.description;
      item.range = target.range && toRange(target.range);
      item.sortText = String(position).padStart(6, '0');
      item.children.replace((target.children ?? []).map(create));
      items.set(target.id, item);
      return item;
    };
    controller.items.replace(targets.map(create));
    known = { root, targets, items };
  }

  const refresh = () => void load().catch(() => undefined);
  controller.refreshHandler = load;
  const listeners = [server.onChanged(refresh), ...offerRuns(controller, () => known, runs)];
  refresh();
  return { refresh, dispose: () => vscode.Disposable.from(controller, ...listeners).dispose() };
}

/** Tests can be seen in any workspace, and run in one that is trusted. */
function offerRuns(
  controller: vscode.TestController,
  known: () => KnownTests,
  runs: Runs,
): readonly vscode.Disposable[] {
  const offer = () =>
    controller.createRunProfile(
      'Run',
      vscode.TestRunProfileKind.Run,
      (request, token) => runTests(controller, request, token, known(), runs),
      true,
    );
  if (vscode.workspace.isTrusted) return [offer()];
  return [vscode.workspace.onDidGrantWorkspaceTrust(() => void offer())];
}
