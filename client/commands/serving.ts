import * as vscode from 'vscode';
import { tell } from '../tell.ts';
import { mayRun } from '../trust.ts';
import type { Command } from './command.ts';

/** Starts a process that answers requests for all deployments, for as long as the window is open. */
export const startServing: Command = async (workbench) => {
  if (!(await mayRun())) return;
  const ready = await workbench.serving.start();
  if (ready === undefined) return;
  const [address, token] = ['Copy Address', 'Copy Token'];
  const answer = await tell.information(`Plumbline answers requests at ${ready.address}.`, address, token);
  if (answer === address) await copyServingAddress(workbench);
  if (answer === token) await copyServingToken(workbench);
};

export const stopServing: Command = async ({ serving }) => {
  if (serving.current === undefined) return void tell.information('Nothing is being served.');
  serving.stop();
};

/** Where requests go: the address of the one deployment, or of the chosen one. */
export const copyServingAddress: Command = async ({ serving }) => {
  const { current } = serving;
  if (current === undefined) return void tell.information('Nothing is being served. Start Serving comes first.');
  const items = Object.entries(current.deployments).map(([label, { url }]) => ({ label, description: url, url }));
  const chosen =
    items.length > 1 ? await vscode.window.showQuickPick(items, { placeHolder: 'Copy the address of' }) : items[0];
  if (items.length > 0 && chosen === undefined) return;
  await vscode.env.clipboard.writeText(chosen?.url ?? current.address);
  vscode.window.setStatusBarMessage('Address copied', 3000);
};

/** What requests carry as `authorization: Bearer …`. */
export const copyServingToken: Command = async ({ serving }) => {
  const { current } = serving;
  if (current === undefined) return void tell.information('Nothing is being served. Start Serving comes first.');
  await vscode.env.clipboard.writeText(current.token);
  vscode.window.setStatusBarMessage('Token copied', 3000);
};
