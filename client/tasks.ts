import * as vscode from 'vscode';
import type { Server } from './language-client.ts';
import { settings } from './settings.ts';

/** As it stands in tasks.json. */
interface PlumblineTask extends vscode.TaskDefinition {
  readonly type: 'plumbline';
  readonly command: 'check' | 'validate' | 'test' | 'run';
  readonly args?: readonly string[];
}

/** Tasks for what a build does too; the findings of `check` reach the Problems view through `$plumbline`. */
export function provideTasks(script: string, server: Server): vscode.Disposable {
  return vscode.tasks.registerTaskProvider('plumbline', {
    async provideTasks() {
      const { root, pipelines } = await server.request('plumbline/subjects', null);
      if (root === null) return [];
      const definitions: PlumblineTask[] = [
        { type: 'plumbline', command: 'check' },
        { type: 'plumbline', command: 'validate' },
        { type: 'plumbline', command: 'test' },
        ...pipelines.map(({ name }) => ({ type: 'plumbline', command: 'run', args: [name] }) as const),
      ];
      return definitions.map((definition) => taskFor(definition, root, script));
    },
    async resolveTask({ definition }) {
      const root = (await server.root()) ?? undefined;
      return taskFor(definition as PlumblineTask, root, script, definition);
    },
  });
}

function taskFor(
  { command, args = [] }: PlumblineTask,
  root: string | undefined,
  script: string,
  definition: vscode.TaskDefinition = { type: 'plumbline', command, ...(args.length > 0 && { args }) },
): vscode.Task {
  // What is printed names files from the folder that is open, which is where the problem matcher looks for them.
  const folder = root === undefined ? undefined : vscode.workspace.getWorkspaceFolder(vscode.Uri.file(root));
  const project = root === undefined ? [] : ['--project', root];
  const python = settings.python();
  const execution = new vscode.ProcessExecution(process.execPath, [script, command, ...args, ...project], {
    cwd: folder?.uri.fsPath ?? root,
    env: { ELECTRON_RUN_AS_NODE: '1', ...(python !== '' && { PLUMBLINE_PYTHON: python }) },
  });
  const name = [command, ...args].join(' ');
  const scope = folder ?? vscode.TaskScope.Workspace;
  const task = new vscode.Task(definition, scope, name, 'plumbline', execution, '$plumbline');
  // In a terminal that is used again, the first line of what is printed would be lost.
  task.presentationOptions = { clear: true, showReuseMessage: false };
  if (command === 'check') task.group = vscode.TaskGroup.Build;
  if (command === 'test' || command === 'validate') task.group = vscode.TaskGroup.Test;
  return task;
}
